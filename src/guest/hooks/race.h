/* What the tutor is told of. */
#ifndef GUEST_HOOKS_RACE_H
#define GUEST_HOOKS_RACE_H

#include "guest/hooks/shadow.h"

/* Two accesses (record.h) that nothing orders; `access` is this task's. */
void hk_race(struct self *self, const struct access *access,
             uint64_t record, uint64_t other);

#endif
