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
#include "check/race_raw.h"
#include "symbols/symbols.h"

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

struct race_lock {
    uint64_t id;                /* the same lock has the same; 0: not known */
    char *name;                 /* "lock", "a lock first locked at x.c:12" */
};

struct race_access {
    char *worker;
    bool write;
    bool atomic;
    struct race_stack stack;
    struct race_lock locks[RACE_LOCKS];
    size_t nlocks;
};

/* Owns its texts. */
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

/* Whether they are one lock. */
bool race_lock_equal(const struct race_lock *a, const struct race_lock *b);

/* The frame to blame: the learner's, or else the innermost; NULL: none. */
const struct race_frame *race_blamed(const struct race_stack *stack);

/* Add what was touched, in words: "counter", "8 bytes of a block of 64 that
 * main allocated at counter.c:20". */
void race_add_place(struct str *text, const struct race *race);

/* Whether both are races of the same two lines over the same thing. */
bool race_equal(const struct race *a, const struct race *b);

#endif
