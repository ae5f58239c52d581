/* The name that was probably meant, for messages about one that is wrong. */
#ifndef BASE_NEAR_H
#define BASE_NEAR_H

struct near {
    const char *what;           /* what was typed */
    const char *name;           /* the nearest so far; NULL: none is near */
    unsigned distance;          /* of that one */
};

/* near_init(&near, "raed"); near_offer(&near, "read") ...; near.name */
void near_init(struct near *near, const char *what);

/* Borrows the name.  Names far from what was typed are not taken. */
void near_offer(struct near *near, const char *name);

/*
 * How many letters have to be put in, taken out, replaced or swapped with
 * their neighbour; letters alike but for their case count as the same.
 * Texts of more than 64 bytes are far from all but themselves.
 */
unsigned near_distance(const char *a, const char *b);

#endif
