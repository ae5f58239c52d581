/*
 * One access in 64 bits: the clock of its task, the task's slot, which bytes
 * of the eight, what it did, and the number of its place.
 */
#ifndef GUEST_HOOKS_RECORD_H
#define GUEST_HOOKS_RECORD_H

#include "guest/hooks/field.h"

#define RECORD_PLACE UINT64_C(0xffff)
#define RECORD_FROM 16          /* first byte, 0 to 7 */
#define RECORD_LAST 19          /* last byte */
#define RECORD_KIND 22
#define RECORD_SLOT 24
#define RECORD_CLOCK 32

static inline unsigned
record_place(uint64_t record)
{
    return (unsigned)(record & RECORD_PLACE);
}

static inline unsigned
record_from(uint64_t record)
{
    return (unsigned)(record >> RECORD_FROM) & 7;
}

static inline unsigned
record_last(uint64_t record)
{
    return (unsigned)(record >> RECORD_LAST) & 7;
}

static inline unsigned
record_kind(uint64_t record)
{
    return (unsigned)(record >> RECORD_KIND) & 3;
}

static inline unsigned
record_slot(uint64_t record)
{
    return (unsigned)(record >> RECORD_SLOT) & (SLOTS - 1);
}

static inline uint32_t
record_clock(uint64_t record)
{
    return (uint32_t)(record >> RECORD_CLOCK);
}

/* At least one writes, and at least one is not atomic. */
static inline bool
record_conflicts(uint64_t one, uint64_t two)
{
    unsigned either = record_kind(one) | record_kind(two);
    unsigned both = record_kind(one) & record_kind(two);

    return record_from(one) <= record_last(two) &&
           record_from(two) <= record_last(one) &&
           (either & HOOKS_WRITE) && !(both & HOOKS_ATOMIC);
}

/* Whatever conflicts with `old` conflicts with `record`, too. */
static inline bool
record_covers(uint64_t record, uint64_t old)
{
    return record_from(record) <= record_from(old) &&
           record_last(record) >= record_last(old) &&
           (record_kind(record) & HOOKS_WRITE) >=
               (record_kind(old) & HOOKS_WRITE) &&
           (record_kind(record) & HOOKS_ATOMIC) <=
               (record_kind(old) & HOOKS_ATOMIC);
}

#endif
