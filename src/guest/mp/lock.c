/* Locks, and those that their holder may take again. */
#include "guest/mp/lock.h"

#include <errno.h>

#include "guest/mp/mp.h"

struct mp_rlock {
    struct mp_guard guard;
};

int
mp_lock_init(struct mp_lock *lock)
{
    return mp_guard_init(&lock->guard, PTHREAD_MUTEX_ERRORCHECK);
}

int
mp_lock_new(struct mp_lock **ret_lock)
{
    struct mp_lock *lock;
    int rc = mp_share_new(sizeof(*lock), &lock);

    if (rc < 0)
        return rc;
    rc = mp_lock_init(lock);
    if (rc < 0) {
        mp_share_free(lock, sizeof(*lock));
        return rc;
    }
    *ret_lock = lock;
    return 0;
}

int
mp_lock_take(struct mp_lock *lock, const struct mp_until *until)
{
    int rc = mp_guard_take(&lock->guard, until);

    if (rc == 0 && lock->orphaned)
        rc = -EOWNERDEAD;
    if (rc == -EOWNERDEAD)
        lock->orphaned = false;
    return rc;
}

int
mp_lock_acquire(struct mp_lock *lock, double seconds)
{
    const struct mp_until until = mp_until(seconds);

    return mp_lock_take(lock, &until);
}

int
mp_lock_release(struct mp_lock *lock)
{
    return mp_guard_release(&lock->guard);
}

/* Nobody else can take or lose it for this thread in between. */
bool
mp_lock_is_mine(struct mp_lock *lock)
{
    const struct mp_until now = mp_until(0);
    int rc = mp_guard_take(&lock->guard, &now);

    if (rc == -EOWNERDEAD)
        lock->orphaned = true;
    if (rc == 0 || rc == -EOWNERDEAD)
        mp_guard_release(&lock->guard);
    return rc == -EDEADLK;
}

void
mp_lock_free(struct mp_lock *lock)
{
    if (!lock)
        return;
    mp_guard_drop(&lock->guard);
    mp_share_free(lock, sizeof(*lock));
}

int
mp_rlock_new(struct mp_rlock **ret_rlock)
{
    struct mp_rlock *rlock;
    int rc = mp_share_new(sizeof(*rlock), &rlock);

    if (rc < 0)
        return rc;
    rc = mp_guard_init(&rlock->guard, PTHREAD_MUTEX_RECURSIVE);
    if (rc < 0) {
        mp_share_free(rlock, sizeof(*rlock));
        return rc;
    }
    *ret_rlock = rlock;
    return 0;
}

int
mp_rlock_acquire(struct mp_rlock *rlock, double seconds)
{
    const struct mp_until until = mp_until(seconds);

    return mp_guard_take(&rlock->guard, &until);
}

int
mp_rlock_release(struct mp_rlock *rlock)
{
    return mp_guard_release(&rlock->guard);
}

void
mp_rlock_free(struct mp_rlock *rlock)
{
    if (!rlock)
        return;
    mp_guard_drop(&rlock->guard);
    mp_share_free(rlock, sizeof(*rlock));
}
