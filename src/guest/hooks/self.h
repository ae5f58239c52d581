/*
 * What a thread knows of itself, in memory of its own.  An access that
 * interrupts a hook of the same thread, in a signal's handler, goes
 * unwatched; clocks only grow, so what orders tasks may interrupt them.
 */
#ifndef GUEST_HOOKS_SELF_H
#define GUEST_HOOKS_SELF_H

#include "guest/hooks/field.h"

#define FRAMES 64
#define HAUNTS 64

struct frame {
    uint64_t pc;                /* of the call */
    uintptr_t stack;            /* an address in the hook's own frame */
};

/* What was found out about a range of addresses. */
struct range {
    uintptr_t low, high;
    uint32_t space;
    uint64_t delta;             /* to be added to an address */
    unsigned generation;        /* of the process's mappings */
};

enum forks { FORKS_ITSELF, FORKS_WORKER, FORKS_SERVER }; /* ... for libmp */

struct self {
    struct hooks_task *task;    /* NULL: not watched */
    struct slot *slot;
    uint32_t number;            /* of the task */
    uint32_t slot_number;
    volatile unsigned inside;
    bool known;                 /* not watched, which has been said */
    bool fenced;                /* slot->fence has something */
    uint32_t forked;            /* task made for a fork under way */
    uint8_t forks;              /* enum forks: what that is for */
    uint64_t forked_random;
    uint32_t space;             /* of its stack */
    uintptr_t stack_low;
    uintptr_t stack_size;
    struct range range;
    unsigned depth;
    struct frame frame[FRAMES]; /* the last ones */
    unsigned nheld;
    unsigned nspinning;         /* spin locks that it has */
    uint32_t shouts;            /* that it has heard */
    uint64_t asked;             /* the call to libmp that it is in, or 0 */
    /* The yields. */
    uint64_t random;
    uint32_t nyields;
    uint32_t nchildren;
    int32_t countdown;
    uint8_t visits[HAUNTS];     /* to some place, as far as is counted */
    uint8_t crossings;          /* from one lock to another, the same */
    uint8_t steps;              /* towards a set, the same */
};

extern _Thread_local struct self hk_self;

/* Somebody whose beginning was not seen. */
void hk_stranger(struct self *self);

/* NULL: this thread is not watched.  hk_leave() is due otherwise. */
static inline struct self *
hk_enter(void)
{
    struct self *self = &hk_self;

    if (!self->task) {
        if (hk_region && !self->known)
            hk_stranger(self);
        return NULL;
    }
    self->inside++;
    atomic_signal_fence(memory_order_seq_cst);
    return self;
}

/* Takes what hk_enter() returned. */
static inline void
hk_leave(struct self *self)
{
    atomic_signal_fence(memory_order_seq_cst);
    if (self)
        self->inside--;
}

static inline bool
hk_nested(const struct self *self)
{
    return self->inside > 1;
}

/* The pc of the call to the function that this stands in. */
#define CALLER ((uint64_t)(uintptr_t)__builtin_return_address(0) - 1)

#endif
