/*
 * What the hooks of all threads and processes of a program share: behind
 * the tutor's part, what they know of memory and of order.
 *
 * A clock has an entry for each slot; a task has a slot while it lives.
 * Entry s of a task's clock is how far it knows what the task in slot s has
 * done.  All that happens to a clock of which more than one task knows is
 * that entries grow, so nothing needs a lock, and whoever is killed or
 * interrupted leaves no harm.  What grows too much hides a race and makes up
 * none.
 *
 * Names that other files see begin with hk_, since they share one space with
 * the learner's.
 */
#ifndef GUEST_HOOKS_REGION_H
#define GUEST_HOOKS_REGION_H

#include <stdbool.h>
#include <stddef.h>

#include "wire/hooks.h"

#define SLOTS 128
#define OBJECTS 4096
#define PLACES 4096
#define PLACE_LOCKS 4
#define FILES 256
#define SETS 32768
#define WAYS 4
#define RECORDS 8

struct clock {
    _Atomic uint32_t at[SLOTS];
};

enum slot_state { SLOT_UNUSED, SLOT_USED, SLOT_ENDED };

struct slot {
    _Atomic uint32_t state;
    _Atomic uint32_t order;     /* of its end, among all ends */
    _Atomic uint32_t pid;
    _Atomic uint32_t stack_space;
    _Atomic uint64_t stack_low, stack_high;
    _Atomic uint64_t visited;   /* a bit for each 64th page of its stack:
                                 * others have been there */
    struct clock now;
    struct clock fence;         /* what it knew at its last release fence */
    struct clock pending;       /* what an acquire fence will tell it */
};

/* What orders tasks: a mutex, an atomic variable, a pipe ... */
struct object {
    _Atomic uint64_t key;
    _Atomic uint32_t owner;     /* task + 1, 0: nobody */
    _Atomic uint32_t depth;     /* how often it has it */
    _Atomic uint64_t owner_pc;
    struct clock clock;
};

/* A pc, who called, and which locks were held. */
struct place {
    _Atomic uint64_t hash;      /* 0: free, 1: being written */
    _Atomic uint64_t pc;
    _Atomic uint64_t callers[HOOKS_FRAMES];
    struct hooks_lock holds[PLACE_LOCKS];
};

/* Records of accesses to WAYS words of eight bytes, see shadow.c. */
struct set {
    _Atomic uint32_t lock;
    _Atomic uint64_t key[WAYS];
    _Atomic uint64_t record[WAYS][RECORDS];
};

/* Memory that more than one process may have, wherever it is mapped. */
struct file {
    _Atomic uint64_t device;
    _Atomic uint64_t inode;
    _Atomic uint32_t space;     /* 0: being written */
};

/* How a thread begins; pointers of its process. */
struct start {
    _Atomic uint64_t routine;
    _Atomic uint64_t argument;
    _Atomic uint64_t handle;    /* pthread_t */
    _Atomic uint64_t random;
    _Atomic uint64_t stack_size;
    _Atomic uint64_t signals;   /* blocked, once it has begun */
    _Atomic uint32_t is_c11;    /* the routine returns an int */
};

struct region {
    struct hooks head;
    _Atomic uint32_t nslots;
    _Atomic uint32_t norder;
    _Atomic uint32_t nspaces;
    _Atomic uint32_t nfiles;
    _Atomic uint32_t begun;     /* of all tasks; the others are on the way */
    _Atomic uint32_t shouts;    /* signals sent */
    struct start start[HOOKS_TASKS];
    struct slot slot[SLOTS];
    struct file file[FILES];
    struct object object[OBJECTS];
    struct place place[PLACES];
    struct set set[SETS];
};

_Static_assert(sizeof(struct region) <= HOOKS_SIZE, "the tutor makes room");

/* NULL: nobody asked. */
extern struct region *hk_region;

#endif
