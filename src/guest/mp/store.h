/*
 * Memory that a process shares with those it has forked, and that can grow
 * afterwards: a file without a name, of which the owner hands out regions.
 * Each process maps it where it likes, and again as it grows, so places in
 * it are told as offsets.
 */
#ifndef MP_STORE_H
#define MP_STORE_H

#include <stddef.h>

#define MP_STORE_ALIGNMENT 64   /* of regions */

/* A part that is in use; lies in whatever uses it. */
struct mp_region {
    struct mp_region *previous; /* by their places */
    struct mp_region *next;
    size_t at;
    size_t size;
};

struct mp_store {
    int fd;                     /* -1: none */
    char *bytes;
    size_t size;                /* mapped */
    /* The owner's: */
    struct mp_region *first;
    struct mp_region *rover;    /* behind which room is looked for; NULL:
                                   from the beginning */
};

#define MP_STORE_INIT {.fd = -1}

int mp_store_init(struct mp_store *store);
void mp_store_release(struct mp_store *store);

/* Map what the owner has grown to that size. */
int mp_store_follow(struct mp_store *store, size_t size);

/*
 * Find room for region->size bytes, whose content is anything.  -ENOMEM, or
 * what posix_fallocate(3) says.  mp_store_give() ends it.
 */
int mp_store_take(struct mp_store *store, struct mp_region *region);
void mp_store_give(struct mp_store *store, struct mp_region *region);

#endif
