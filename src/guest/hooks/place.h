/* Where a task is: pc, callers, locks.  A place has a number. */
#ifndef GUEST_HOOKS_PLACE_H
#define GUEST_HOOKS_PLACE_H

#include "guest/hooks/self.h"

/* 0: there is no room for one more. */
unsigned hk_place(const struct self *self, uint64_t pc);

/* NULL for 0. */
const struct place *hk_place_at(unsigned number);

/* The callers, innermost first; `stack` is that of the hook. */
void hk_place_push(struct self *self, uint64_t pc, uintptr_t stack);
void hk_place_pop(struct self *self);

#endif
