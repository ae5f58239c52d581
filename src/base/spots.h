/*
 * Where to listen for what becomes of a file.  That is its folder, not the
 * file, which may be another one after each save; and the folder above, since
 * a folder may be made anew as well.  Where there is no folder yet, it is the
 * nearest one above that is there.
 */
#ifndef BASE_SPOTS_H
#define BASE_SPOTS_H

#include <stdbool.h>
#include <stddef.h>

/* A name in a folder that is watched. */
struct spot {
    int number;                 /* notify_add() */
    char *name;
};

struct spots {
    struct spot *items;
    size_t count;
};

#define SPOTS_INIT {0}

/*
 * Find them anew.  Returns 0, or -errno where not all that is said of the
 * file will be heard.  Sets *ret_blind where others can write to the file
 * without this kernel knowing, and leaves it else.
 */
int spots_find(struct spots *spots, int notify, const char *path,
               bool *ret_blind);
void spots_release(struct spots *spots);

/* Whether what stirs under that name, NULL for any, may be the file. */
bool spots_mean(const struct spots *spots, int number, const char *name);

#endif
