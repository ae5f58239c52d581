/* Clocks, which only grow. */
#ifndef GUEST_HOOKS_CLOCK_H
#define GUEST_HOOKS_CLOCK_H

#include "guest/hooks/field.h"

static inline void
clock_raise(_Atomic uint32_t *entry, uint32_t value)
{
    uint32_t old = atomic_load_explicit(entry, RELAXED);

    while (old < value &&
           !atomic_compare_exchange_weak_explicit(entry, &old, value,
                                                  RELAXED, RELAXED))
        ;
}

static inline uint32_t
clock_used(void)
{
    uint32_t used = GET(hk_region->nslots);

    return used < SLOTS ? used : SLOTS;
}

static inline void
clock_join(struct clock *into, const struct clock *from)
{
    for (uint32_t i = 0, used = clock_used(); i < used; i++)
        clock_raise(&into->at[i], GET(from->at[i]));
}

#endif
