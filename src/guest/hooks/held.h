/* Locks: who has which, and who waits for what, for the tutor to see. */
#ifndef GUEST_HOOKS_HELD_H
#define GUEST_HOOKS_HELD_H

#include "guest/hooks/self.h"

/* This task has it from here on. */
void hk_held_take(struct self *self, struct object *object,
                  const volatile void *lock, uint64_t pc);
/* Returns whether it was this task's. */
bool hk_held_drop(struct self *self, struct object *object,
                  const volatile void *lock);
/* Of a lock that several may have: no owner. */
void hk_held_push(struct self *self, const struct object *object,
                  const volatile void *lock, uint64_t pc);
bool hk_held_pop(struct self *self, const volatile void *lock);

struct wait {
    enum hooks_wait kind;
    const volatile void *address;
    uint64_t pc;
    struct object *object;      /* whoever has it is waited for, or NULL */
    uint32_t task;              /* is waited for, or HOOKS_NOBODY */
};

/*
 * From here to hk_wait_end() it waits, and is not in a hook: a signal may
 * have it do other things, or it may be cancelled.  Where it waits for
 * itself, by way of others, that is a deadlock, and recorded.
 */
void hk_wait_begin(struct self *self, const struct wait *wait);
void hk_wait_end(struct self *self);

#endif
