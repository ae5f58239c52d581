/*
 * Yields between accesses, drawn from the seed: so that others come between
 * a read and a write, also where there is one core.
 */
#ifndef GUEST_HOOKS_STRAY_H
#define GUEST_HOOKS_STRAY_H

#include "guest/hooks/self.h"

/* A task begins; `random` is different for each of a seed. */
void hk_stray_begin(struct self *self, uint64_t random);

/* What is drawn for a child: the same whenever the seed is. */
uint64_t hk_stray_child(struct self *self);

/* Give way; to be called by hk_stray() alone. */
void hk_stray_now(struct self *self);

/* Between two locks, where deadlocks come from. */
void hk_stray_between_locks(struct self *self);

/* Before something that others may see. */
static inline void
hk_stray(struct self *self)
{
    if (--self->countdown <= 0)
        hk_stray_now(self);
}

#endif
