/*
 * A lock whose holder may be killed: whoever waits too long gives up, and it
 * is never taken again.
 */
#ifndef GUEST_HOOKS_LOCK_H
#define GUEST_HOOKS_LOCK_H

#include "guest/hooks/field.h"
#include "guest/hooks/sys.h"

#define LOCK_BROKEN UINT32_MAX
#define LOCK_SPINS 50
#define LOCK_PATIENCE 100000000 /* nanoseconds */

/* `me` is no other's, and neither 0 nor LOCK_BROKEN. */
static inline bool
lock_take(_Atomic uint32_t *lock, uint32_t me)
{
    uint32_t seen = 0;
    int64_t until = 0;

    for (unsigned n = 1;; n++, seen = 0) {
        if (atomic_compare_exchange_strong(lock, &seen, me))
            return true;
        if (seen == LOCK_BROKEN)
            return false;
        /* Left by longjmp() out of a hook that a signal had interrupted. */
        if (seen == me)
            break;
        if (n > LOCK_SPINS)
            sys_yield();
        if (n % 64 == 0) {
            int64_t now = sys_now();

            if (!until)
                until = now + LOCK_PATIENCE;
            if (now > until)
                break;
        }
    }
    atomic_compare_exchange_strong(lock, &seen, LOCK_BROKEN);
    return false;
}

static inline void
lock_leave(_Atomic uint32_t *lock, uint32_t me)
{
    atomic_compare_exchange_strong(lock, &me, 0);
}

#endif
