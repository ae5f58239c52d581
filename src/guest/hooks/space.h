/*
 * Which memory an address means.  A process has a space of its own, a
 * thread's stack has one, and so has each file or piece of memory that
 * processes may share, in which an address is an offset.
 */
#ifndef GUEST_HOOKS_SPACE_H
#define GUEST_HOOKS_SPACE_H

#include "guest/hooks/self.h"

/* The space, or 0 where it is not known, and where in it that is. */
uint32_t hk_space_of(struct self *self, uintptr_t address,
                     uint64_t *ret_offset);

static inline uint64_t
hk_space_key(uint32_t space, uint64_t offset)
{
    return (uint64_t)space << 48 | (offset & ((UINT64_C(1) << 48) - 1));
}

/* Whether others may have it too. */
bool hk_space_is_shared(uint32_t space);

/* A number for one more; 0: there are no more. */
uint32_t hk_space_new(void);

/* This process is another one. */
void hk_space_begin(void);

/* What is mapped has changed, or is about to. */
void hk_space_changed(void);

/* Around a call that takes shared memory away. */
bool hk_space_hold(void);
void hk_space_let_go(bool held);

/* Whether any of it was mapped for several processes, as far as known. */
bool hk_space_touches_shared(uintptr_t low, uintptr_t high);

#endif
