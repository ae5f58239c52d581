/*
 * The targets of a document's links and images: each once, numbered from 1
 * in the order of first use.
 */
#ifndef DOC_LINKS_H
#define DOC_LINKS_H

#include <stddef.h>

#include "base/arena.h"

struct links {
    struct arena arena;
    const char **targets;
    size_t count;
    size_t cap;
    unsigned *slots;            /* numbers by hash, 0 where free */
    size_t nslots;              /* a power of two, or 0 */
};

#define LINKS_INIT {.arena = ARENA_INIT}

void links_release(struct links *links);

/* The target's number, from 1; target is copied. */
unsigned links_number(struct links *links, const char *target);

#endif
