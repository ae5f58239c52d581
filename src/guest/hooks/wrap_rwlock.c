/*
 * Read-write locks, and what is done once.  Readers do not learn from each
 * other: so what they tell goes to an object of its own, one byte on, which
 * writers alone learn from.
 */
#include <pthread.h>

#include "guest/hooks/held.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/order.h"
#include "guest/hooks/stray.h"
#include "guest/hooks/wrap.h"

WRAP(int, pthread_rwlock_rdlock, pthread_rwlock_t *lock);
WRAP(int, pthread_rwlock_tryrdlock, pthread_rwlock_t *lock);
WRAP(int, pthread_rwlock_timedrdlock, pthread_rwlock_t *lock,
     const struct timespec *until);
WRAP(int, pthread_rwlock_clockrdlock, pthread_rwlock_t *lock,
     clockid_t clock, const struct timespec *until);
WRAP(int, pthread_rwlock_wrlock, pthread_rwlock_t *lock);
WRAP(int, pthread_rwlock_trywrlock, pthread_rwlock_t *lock);
WRAP(int, pthread_rwlock_timedwrlock, pthread_rwlock_t *lock,
     const struct timespec *until);
WRAP(int, pthread_rwlock_clockwrlock, pthread_rwlock_t *lock,
     clockid_t clock, const struct timespec *until);
WRAP(int, pthread_rwlock_unlock, pthread_rwlock_t *lock);
WRAP(int, pthread_once, pthread_once_t *once, void (*routine)(void));

static const volatile void *
readers(const pthread_rwlock_t *lock)
{
    return (const volatile char *)lock + 1;
}

static struct self *
begin(const pthread_rwlock_t *lock, uint64_t pc, bool waits)
{
    struct self *self = hk_enter();
    struct object *object;

    if (!self)
        return NULL;
    if (!hk_nested(self)) {
        if (self->nheld > 0)
            hk_stray_between_locks(self);
        hk_stray(self);
    }
    object = hk_object(self, lock);
    /* Who has it for itself is told EDEADLK. */
    if (object && GET(object->owner) == self->number + 1)
        waits = false;
    hk_wait_begin(self, &(struct wait){HOOKS_RWLOCK, lock, pc,
                                       waits ? object : NULL, HOOKS_NOBODY});
    return self;
}

static int
reads(struct self *self, pthread_rwlock_t *lock, uint64_t pc, int result)
{
    struct object *object;

    if (!self)
        return result;
    hk_wait_end(self);
    if (result == 0) {
        object = hk_object(self, lock);
        hk_acquire(self, object);
        hk_held_push(self, object, lock, pc);
    }
    hk_leave(self);
    return result;
}

static int
writes(struct self *self, pthread_rwlock_t *lock, uint64_t pc, int result)
{
    struct object *object;

    if (!self)
        return result;
    hk_wait_end(self);
    if (result == 0) {
        object = hk_object(self, lock);
        hk_acquire(self, object);
        hk_acquire(self, hk_object_known(self, readers(lock)));
        hk_held_take(self, object, lock, pc);
    }
    hk_leave(self);
    return result;
}

int
__wrap_pthread_rwlock_rdlock(pthread_rwlock_t *lock)
{
    struct self *self = begin(lock, CALLER, true);

    return reads(self, lock, CALLER, __real_pthread_rwlock_rdlock(lock));
}

int
__wrap_pthread_rwlock_tryrdlock(pthread_rwlock_t *lock)
{
    struct self *self = begin(lock, CALLER, false);

    return reads(self, lock, CALLER, __real_pthread_rwlock_tryrdlock(lock));
}

int
__wrap_pthread_rwlock_timedrdlock(pthread_rwlock_t *lock,
                                  const struct timespec *until)
{
    struct self *self = begin(lock, CALLER, false);

    return reads(self, lock, CALLER,
                 __real_pthread_rwlock_timedrdlock(lock, until));
}

int
__wrap_pthread_rwlock_clockrdlock(pthread_rwlock_t *lock, clockid_t clock,
                                  const struct timespec *until)
{
    struct self *self = begin(lock, CALLER, false);

    return reads(self, lock, CALLER,
                 __real_pthread_rwlock_clockrdlock(lock, clock, until));
}

int
__wrap_pthread_rwlock_wrlock(pthread_rwlock_t *lock)
{
    struct self *self = begin(lock, CALLER, true);

    return writes(self, lock, CALLER, __real_pthread_rwlock_wrlock(lock));
}

int
__wrap_pthread_rwlock_trywrlock(pthread_rwlock_t *lock)
{
    struct self *self = begin(lock, CALLER, false);

    return writes(self, lock, CALLER, __real_pthread_rwlock_trywrlock(lock));
}

int
__wrap_pthread_rwlock_timedwrlock(pthread_rwlock_t *lock,
                                  const struct timespec *until)
{
    struct self *self = begin(lock, CALLER, false);

    return writes(self, lock, CALLER,
                  __real_pthread_rwlock_timedwrlock(lock, until));
}

int
__wrap_pthread_rwlock_clockwrlock(pthread_rwlock_t *lock, clockid_t clock,
                                  const struct timespec *until)
{
    struct self *self = begin(lock, CALLER, false);

    return writes(self, lock, CALLER,
                  __real_pthread_rwlock_clockwrlock(lock, clock, until));
}

int
__wrap_pthread_rwlock_unlock(pthread_rwlock_t *lock)
{
    struct self *self = hk_enter();
    int result;

    if (self) {
        struct object *object = hk_object(self, lock);

        if (hk_held_drop(self, object, lock))
            hk_release(self, object);
        else
            hk_release(self, hk_object(self, readers(lock)));
    }
    result = __real_pthread_rwlock_unlock(lock);
    if (self && !hk_nested(self))
        hk_stray(self);
    hk_leave(self);
    return result;
}

/* What this thread is doing once, and where the others will look. */
static _Thread_local struct {
    void (*routine)(void);
    pthread_once_t *once;
} doing;

static void
do_once(void)
{
    pthread_once_t *once = doing.once;
    struct self *self;

    doing.routine();
    self = hk_enter();
    if (self)
        hk_release(self, hk_object(self, once));
    hk_leave(self);
}

int
__wrap_pthread_once(pthread_once_t *once, void (*routine)(void))
{
    void (*outer_routine)(void) = doing.routine;
    pthread_once_t *outer = doing.once;
    struct self *self;
    int result;

    doing.routine = routine;
    doing.once = once;
    result = __real_pthread_once(once, do_once);
    doing.routine = outer_routine;
    doing.once = outer;
    self = hk_enter();
    if (self)
        hk_acquire(self, hk_object_known(self, once));
    hk_leave(self);
    return result;
}
