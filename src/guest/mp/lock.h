/* What values and conditions know of a lock beyond mp_sync.h. */
#ifndef MP_LOCK_H
#define MP_LOCK_H

#include "guest/mp/guard.h"

struct mp_lock {
    struct mp_guard guard;

    /* guard must be held to use this: */
    bool orphaned;              /* a holder died, which nobody was told */
};

int mp_lock_init(struct mp_lock *lock);
/* As mp_lock_acquire(), until then. */
int mp_lock_take(struct mp_lock *lock, const struct mp_until *until);
bool mp_lock_is_mine(struct mp_lock *lock);

#endif
