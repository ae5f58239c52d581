/*
 * The targets of a document's links and images, each once, in the order of
 * first use.  Those that their text does not say are listed at its end, and
 * have a number there.
 */
#ifndef DOC_LINKS_H
#define DOC_LINKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct link {
    const char *target;
    bool web;                   /* a terminal can open it */
    unsigned number;            /* in the list, from 1; 0: not listed */
    unsigned local_number;      /* in a list without those of the web */
};

struct links {
    struct arena arena;
    struct link *items;
    size_t count;
    size_t cap;
    unsigned *slots;            /* ids by hash, 0 where free */
    size_t nslots;              /* a power of two, or 0 */
    unsigned *listed;           /* ids in the order of their numbers */
    size_t nlisted;
    size_t listed_cap;
    unsigned nlocal;
};

#define LINKS_INIT {.arena = ARENA_INIT}

void links_release(struct links *links);

/* The target's id, from 1; target is copied, and listed where asked for. */
unsigned links_add(struct links *links, const char *target, bool listed);

/* The link with this id. */
const struct link *links_at(const struct links *links, unsigned id);

#endif
