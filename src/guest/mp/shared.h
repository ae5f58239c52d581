/*
 * Memory that a process shares with those it has forked, and that can grow
 * afterwards: a file without a name.  The owner grows it, the others follow
 * when they are told of a size beyond what they have mapped.  Each maps it
 * where it likes, so places in it are told as offsets.
 */
#ifndef MP_SHARED_H
#define MP_SHARED_H

#include <stddef.h>

struct shared {
    int fd;                     /* -1: none */
    char *bytes;
    size_t size;                /* mapped */
};

#define SHARED_INIT {.fd = -1}

int shared_init(struct shared *shared);
void shared_release(struct shared *shared);

/* Make it so large at least.  -ENOMEM, or what posix_fallocate(3) says. */
int shared_grow(struct shared *shared, size_t size);
/* Map what the owner has grown to that size. */
int shared_follow(struct shared *shared, size_t size);

#endif
