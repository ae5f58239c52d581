/*
 * Yields between accesses, drawn from the seed: so that others come between
 * a read and a write, also where there is one core.
 */
#ifndef GUEST_HOOKS_STRAY_H
#define GUEST_HOOKS_STRAY_H

#include "guest/hooks/self.h"

/* Visits to a place until it is none of the rare ones any more. */
#define HAUNT_RARE 24

/* A task begins; `random` is different for each of a seed. */
void hk_stray_begin(struct self *self, uint64_t random);

/* What is drawn for a child: the same whenever the seed is. */
uint64_t hk_stray_child(struct self *self);

/* Give way; to be called by hk_stray() alone. */
void hk_stray_now(struct self *self);

/* The same at a place that this task has seldom been to; for
 * hk_stray_at() alone. */
void hk_stray_rarely(struct self *self, unsigned haunt);

/* Between two locks, where deadlocks come from. */
void hk_stray_between_locks(struct self *self);

/* Before a number is set that was got before, each under its lock. */
void hk_stray_between_steps(struct self *self);

/* Before something that others may see. */
static inline void
hk_stray(struct self *self)
{
    if (--self->countdown <= 0)
        hk_stray_now(self);
}

/* Which of self->visits counts an access at pc.  How it came there matters:
 * what is done once at the end may be what was done before in a loop. */
static inline unsigned
hk_haunt(const struct self *self, uint64_t pc)
{
    uint64_t way = pc;

    for (unsigned i = 1; i <= 2 && i <= self->depth; i++)
        way = way * 31 + self->frame[(self->depth - i) % FRAMES].pc;
    return (unsigned)(hk_mix(way) % HAUNTS);
}

/*
 * Before an access.  In a loop of thousands it matters little which of them
 * others come between; one that is made once a run has that one chance.
 */
static inline void
hk_stray_at(struct self *self, uint64_t pc)
{
    unsigned haunt = hk_haunt(self, pc);

    if (self->visits[haunt] < HAUNT_RARE)
        hk_stray_rarely(self, haunt);
    hk_stray(self);
}

#endif
