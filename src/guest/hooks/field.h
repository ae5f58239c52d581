/* How fields of the region are read and written, and what it is told where
 * something cannot be known. */
#ifndef GUEST_HOOKS_FIELD_H
#define GUEST_HOOKS_FIELD_H

#include "guest/hooks/region.h"

#define RELAXED memory_order_relaxed
#define GET(field) atomic_load_explicit(&(field), RELAXED)
#define PUT(field, value) atomic_store_explicit(&(field), (value), RELAXED)
#define ADD(field, value) atomic_fetch_add_explicit(&(field), (value), RELAXED)
/* For what one task alone writes. */
#define BUMP(field) PUT(field, GET(field) + 1)

static inline void
hk_blind(enum hooks_blind why)
{
    uint32_t none = HOOKS_SEES;

    atomic_compare_exchange_strong(&hk_region->head.blind, &none, why);
}

static inline void
hk_unwatched(void)
{
    ADD(hk_region->head.unwatched, 1);
}

static inline uint64_t
hk_mix(uint64_t value)
{
    value ^= value >> 32;
    value *= UINT64_C(0xd6e8feb86659fd93);
    value ^= value >> 29;
    value *= UINT64_C(0xd6e8feb86659fd93);
    return value ^ value >> 32;
}

#endif
