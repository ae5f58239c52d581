/*
 * A data race as a learner can follow it: which variable, who touched it
 * where, holding which locks.  It is the same whether ThreadSanitizer found
 * it or our own hooks.
 */
#ifndef CHECK_RACE_H
#define CHECK_RACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "symbols/symbols.h"

#define RACE_FRAMES 8
#define RACE_LOCKS 8

/* As it is found, in addresses of the program's file; 0: none.  Where a
 * frame is left by a call, its address lies inside the call. */
struct race_raw_lock {
    uint64_t address;           /* of a global variable */
    uint64_t made;              /* where it was made, or locked first */
};

struct race_raw_access {
    char worker[24];            /* "thread 1", "main", "process 2" */
    bool write;
    bool atomic;
    uint64_t frames[RACE_FRAMES]; /* the innermost first */
    size_t nframes;
    struct race_raw_lock locks[RACE_LOCKS]; /* that it held */
    size_t nlocks;
};

enum race_place {
    RACE_UNKNOWN,
    RACE_GLOBAL,
    RACE_HEAP,
    RACE_STACK,
    RACE_SHARED,                /* a mapping that processes share */
};

struct race_raw {
    enum race_place place;
    uint64_t address;           /* of RACE_GLOBAL */
    size_t size;                /* bytes touched */
    size_t block;               /* bytes of the block it lies in; 0: unknown */
    size_t offset;              /* in it */
    char owner[24];             /* who made the block, or whose stack; or "" */
    uint64_t made[RACE_FRAMES]; /* where the block was made */
    size_t nmade;
    struct race_raw_access accesses[2]; /* the later one first */
};

/* ---- with names.  A race owns its texts. */

struct race_frame {
    char *function;             /* NULL: not known */
    char *file;                 /* NULL: not known */
    int line;
};

struct race_stack {
    struct race_frame frames[RACE_FRAMES]; /* the innermost first */
    size_t count;
    size_t own;                 /* the first in the learner's file; `count`
                                 * where there is none */
};

struct race_access {
    char *worker;
    bool write;
    bool atomic;
    struct race_stack stack;
    char *locks[RACE_LOCKS];    /* "lock", "the lock made at line 12" */
    size_t nlocks;
};

struct race {
    char *variable;             /* "accounts[3].balance", or NULL */
    enum race_place place;
    size_t size, block, offset; /* as above */
    char *owner;                /* or NULL */
    struct race_stack made;     /* where its block was; count 0: not known */
    struct race_access accesses[2];
};

#define RACE_INIT {.variable = NULL}

/*
 * Names for a race of the program; without symbols (NULL) there are few.
 * `file` is the learner's, as it was given to the compiler; NULL takes any
 * that is no header and not the system's.
 */
void race_init(struct race *race, const struct race_raw *raw,
               struct symbols *symbols, const char *file);
void race_release(struct race *race);

/* The frames of some addresses, those that were inlined too. */
void race_stack_init(struct race_stack *stack, const uint64_t *addresses,
                     size_t count, struct symbols *symbols, const char *file);
void race_stack_release(struct race_stack *stack);

/* A name for a lock; the caller's, free() ends it. */
char *race_lock_name(const struct race_raw_lock *lock,
                     struct symbols *symbols, const char *file);

/* The frame to blame: the learner's, or else the innermost; NULL: none. */
const struct race_frame *race_blamed(const struct race_stack *stack);

/* Add what was touched, in words: "counter", "8 bytes of a block of 64 that
 * main allocated at counter.c:20". */
void race_add_place(struct str *text, const struct race *race);

/* Whether both are races of the same two lines over the same thing. */
bool race_equal(const struct race *a, const struct race *b);

#endif
