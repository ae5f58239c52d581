/*
 * Waiting under a lock.  A notify leaves so many permits, and wakes all who
 * wait; those who find a permit, and began to wait before it was given,
 * return.  So a waiter that is killed when it was meant cannot take the
 * notify with it, and one that came later cannot take another's.
 */
#include <errno.h>

#include "guest/mp/lock.h"
#include "guest/mp/mp.h"

struct mp_condition {
    struct mp_lock *lock;       /* its own, or borrowed */
    struct mp_lock own;

    /* lock must be held to use these: */
    uint64_t begun;             /* waits, ever */
    uint64_t meant;             /* waits before this one may go */
    uint64_t waiting;           /* and those killed in it */
    uint64_t permits;           /* never more than waiting */

    struct mp_bell notified;
};

int
mp_condition_new(struct mp_lock *lock, struct mp_condition **ret_condition)
{
    struct mp_condition *condition;
    int rc = mp_share_new(sizeof(*condition), &condition);

    if (rc < 0)
        return rc;
    rc = mp_lock_init(&condition->own);
    if (rc < 0) {
        mp_share_free(condition, sizeof(*condition));
        return rc;
    }
    condition->lock = lock ? lock : &condition->own;
    mp_bell_init(&condition->notified, MP_BELL_CONDITION);
    *ret_condition = condition;
    return 0;
}

int
mp_condition_acquire(struct mp_condition *condition, double seconds)
{
    return mp_lock_acquire(condition->lock, seconds);
}

int
mp_condition_release(struct mp_condition *condition)
{
    return mp_lock_release(condition->lock);
}

static bool
may_go_locked(struct mp_condition *condition, uint64_t number)
{
    if (condition->permits == 0 || number >= condition->meant)
        return false;
    condition->permits--;
    return true;
}

/* Let the lock go, sleep, and take it again. */
static int
sleep_locked(struct mp_condition *condition, const struct mp_until *until,
             bool *late)
{
    static const struct mp_until never = {.never = true};
    uint32_t seen = mp_bell_prepare(&condition->notified);
    int rc;

    mp_lock_release(condition->lock);
    *late = mp_bell_sleep(&condition->notified, seen, until) < 0;
    rc = mp_lock_take(condition->lock, &never);
    mp_bell_awake(&condition->notified);
    return rc;
}

int
mp_condition_wait(struct mp_condition *condition, double seconds)
{
    const struct mp_until until = mp_until(seconds);
    bool late = false, go = false;
    uint64_t number;
    int rc = 0;

    if (!mp_lock_is_mine(condition->lock))
        return -EPERM;
    number = condition->begun++;
    condition->waiting++;
    while (!go && !late && rc == 0) {
        rc = sleep_locked(condition, &until, &late);
        go = may_go_locked(condition, number);
    }
    condition->waiting--;
    if (condition->permits > condition->waiting)
        condition->permits = condition->waiting;
    return go || rc < 0 ? rc : -ETIMEDOUT;
}

static int
notify(struct mp_condition *condition, uint64_t n)
{
    if (!mp_lock_is_mine(condition->lock))
        return -EPERM;
    if (n == 0 || condition->waiting == 0)
        return 0;
    mp_bell_ring(&condition->notified);
    condition->meant = condition->begun;
    condition->permits += n;
    if (condition->permits > condition->waiting)
        condition->permits = condition->waiting;
    return 0;
}

int
mp_condition_notify(struct mp_condition *condition, int n)
{
    return notify(condition, n > 0 ? (uint64_t)n : 0);
}

int
mp_condition_notify_all(struct mp_condition *condition)
{
    return notify(condition, UINT32_MAX);
}

void
mp_condition_free(struct mp_condition *condition)
{
    if (!condition)
        return;
    mp_guard_drop(&condition->own.guard);
    mp_share_free(condition, sizeof(*condition));
}
