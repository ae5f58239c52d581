/* Which variable of the program points to memory that processes share. */
#ifndef GUEST_HOOKS_POINTER_H
#define GUEST_HOOKS_POINTER_H

#include "guest/hooks/self.h"

/*
 * The address of the one that points closest before `address`, in the same
 * mapping; 0: none, or it is not shared.  *ret_offset is how far behind.
 */
uintptr_t hk_pointer_to(struct self *self, uintptr_t address,
                        uint64_t *ret_offset);

#endif
