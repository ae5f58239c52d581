/* What was accessed by whom, as far as it may still race. */
#ifndef GUEST_HOOKS_SHADOW_H
#define GUEST_HOOKS_SHADOW_H

#include "guest/hooks/self.h"

struct access {
    uintptr_t address;
    size_t size;
    unsigned kind;              /* enum hooks_access */
    uint64_t pc;
};

/* Compare it with all that is remembered, report, and remember it. */
void hk_shadow_access(struct self *self, const struct access *access);

/* That memory is another's from here on. */
void hk_shadow_forget(struct self *self, uintptr_t low, size_t size);

#endif
