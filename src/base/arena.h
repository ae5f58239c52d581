/*
 * Memory that is given back all at once: whoever owns the arena owns all
 * that was ever taken from it.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *chunks; /* newest first */
    size_t used;                /* bytes of the newest chunk */
    size_t total;               /* bytes taken from the system */
};

#define ARENA_INIT {0}

void arena_release(struct arena *arena);

/* Forget all that was taken, keep one chunk for what comes. */
void arena_clear(struct arena *arena);

/* Aligned for any type; not zeroed.  Never NULL. */
void *arena_take(struct arena *arena, size_t size);

/* Zeroed. */
void *arena_take_zero(struct arena *arena, size_t size);

/* A copy that ends in NUL. */
char *arena_copy(struct arena *arena, const char *text, size_t len);

#endif
