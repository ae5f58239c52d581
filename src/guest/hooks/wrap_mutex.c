/*
 * Mutexes and spin locks.  A lock that is not free at once is waited for
 * with its holder known, so that a deadlock is seen as it closes.
 */
#include <errno.h>
#include <pthread.h>

#include "guest/hooks/held.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/order.h"
#include "guest/hooks/stray.h"
#include "guest/hooks/sys.h"
#include "guest/hooks/task.h"
#include "guest/hooks/wrap.h"

#define KIND_MASK 3             /* of glibc's __kind: the type */
#define KIND_RECURSIVE 1
#define KIND_CHECKED 2

WRAP(int, pthread_mutex_lock, pthread_mutex_t *mutex);
WRAP(int, pthread_mutex_trylock, pthread_mutex_t *mutex);
WRAP(int, pthread_mutex_timedlock, pthread_mutex_t *mutex,
     const struct timespec *until);
WRAP(int, pthread_mutex_clocklock, pthread_mutex_t *mutex, clockid_t clock,
     const struct timespec *until);
WRAP(int, pthread_mutex_unlock, pthread_mutex_t *mutex);
WRAP(int, pthread_mutex_init, pthread_mutex_t *mutex,
     const pthread_mutexattr_t *attr);
WRAP(int, pthread_mutex_destroy, pthread_mutex_t *mutex);
WRAP(int, pthread_spin_lock, pthread_spinlock_t *lock);
WRAP(int, pthread_spin_trylock, pthread_spinlock_t *lock);
WRAP(int, pthread_spin_unlock, pthread_spinlock_t *lock);

/* Before a lock is asked for. */
static struct object *
begin(struct self *self, const volatile void *lock)
{
    if (!self)
        return NULL;
    if (!hk_nested(self)) {
        if (self->nheld > 0)
            hk_stray_between_locks(self);
        hk_stray(self);
    }
    return hk_object(self, lock);
}

/* What a dead holder did is known to who comes after it. */
void
hk_mutex_got(struct self *self, struct object *object, pthread_mutex_t *mutex,
             uint64_t pc, int result)
{
    if (!self || !object || (result != 0 && result != EOWNERDEAD))
        return;
    hk_acquire(self, object);
    if (result == EOWNERDEAD)
        hk_acquire_all(self);
    hk_held_take(self, object, mutex, pc);
}

void
hk_mutex_drop(struct self *self, struct object *object,
              pthread_mutex_t *mutex)
{
    if (!self || !object)
        return;
    hk_held_drop(self, object, mutex);
    hk_release(self, object);
}

/* Whether its holder may ask for it again without waiting for ever. */
static bool
answers_holder(const pthread_mutex_t *mutex)
{
    int type = mutex->__data.__kind & KIND_MASK;

    return type == KIND_RECURSIVE || type == KIND_CHECKED;
}

static bool
is_mine(const struct self *self, const struct object *object)
{
    return object && GET(object->owner) == self->number + 1;
}

int
hk_mutex_lock(pthread_mutex_t *mutex, uint64_t pc)
{
    struct self *self = hk_enter();
    struct object *object = begin(self, mutex);
    int result = self ? __real_pthread_mutex_trylock(mutex) : EBUSY;

    if (result == EBUSY && self &&
        !(is_mine(self, object) && answers_holder(mutex))) {
        hk_wait_begin(self, &(struct wait){HOOKS_MUTEX, mutex, pc, object,
                                           HOOKS_NOBODY});
        result = __real_pthread_mutex_lock(mutex);
        hk_wait_end(self);
    } else if (result == EBUSY) {
        result = __real_pthread_mutex_lock(mutex);
    }
    hk_mutex_got(self, object, mutex, pc, result);
    hk_leave(self);
    return result;
}

int
hk_mutex_trylock(pthread_mutex_t *mutex, uint64_t pc)
{
    struct self *self = hk_enter();
    struct object *object = begin(self, mutex);
    int result = __real_pthread_mutex_trylock(mutex);

    hk_mutex_got(self, object, mutex, pc, result);
    hk_leave(self);
    return result;
}

/* Not for as long as it takes: no deadlock. */
static void
wait_a_while(struct self *self, const pthread_mutex_t *mutex, uint64_t pc)
{
    if (self)
        hk_wait_begin(self, &(struct wait){HOOKS_MUTEX, mutex, pc, NULL,
                                           HOOKS_NOBODY});
}

int
hk_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *until,
                   uint64_t pc)
{
    struct self *self = hk_enter();
    struct object *object = begin(self, mutex);
    int result;

    wait_a_while(self, mutex, pc);
    result = __real_pthread_mutex_timedlock(mutex, until);
    if (self)
        hk_wait_end(self);
    hk_mutex_got(self, object, mutex, pc, result);
    hk_leave(self);
    return result;
}

int
__wrap_pthread_mutex_lock(pthread_mutex_t *mutex)
{
    return hk_mutex_lock(mutex, ASKED);
}

int
__wrap_pthread_mutex_trylock(pthread_mutex_t *mutex)
{
    return hk_mutex_trylock(mutex, ASKED);
}

int
__wrap_pthread_mutex_timedlock(pthread_mutex_t *mutex,
                               const struct timespec *until)
{
    return hk_mutex_timedlock(mutex, until, ASKED);
}

int
__wrap_pthread_mutex_clocklock(pthread_mutex_t *mutex, clockid_t clock,
                               const struct timespec *until)
{
    struct self *self = hk_enter();
    struct object *object = begin(self, mutex);
    int result;

    wait_a_while(self, mutex, ASKED);
    result = __real_pthread_mutex_clocklock(mutex, clock, until);
    if (self)
        hk_wait_end(self);
    hk_mutex_got(self, object, mutex, ASKED, result);
    hk_leave(self);
    return result;
}

int
__wrap_pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    struct self *self = hk_enter();
    int result;

    if (self)
        hk_mutex_drop(self, hk_object(self, mutex), mutex);
    result = __real_pthread_mutex_unlock(mutex);
    if (self && !hk_nested(self))
        hk_stray(self);
    hk_leave(self);
    return result;
}

/* Whoever had what was there before does not have this one. */
void
hk_mutex_forget(const pthread_mutex_t *mutex)
{
    struct self *self = hk_enter();
    struct object *object = self ? hk_object_known(self, mutex) : NULL;

    if (object)
        atomic_store(&object->owner, 0);
    hk_leave(self);
}

int
__wrap_pthread_mutex_init(pthread_mutex_t *mutex,
                          const pthread_mutexattr_t *attr)
{
    hk_mutex_forget(mutex);
    return __real_pthread_mutex_init(mutex, attr);
}

int
__wrap_pthread_mutex_destroy(pthread_mutex_t *mutex)
{
    int result = __real_pthread_mutex_destroy(mutex);

    if (result == 0)
        hk_mutex_forget(mutex);
    return result;
}

static void
spin_got(struct self *self, struct object *object, pthread_spinlock_t *lock,
         uint64_t pc)
{
    if (!self || !object)
        return;
    hk_acquire(self, object);
    hk_held_take(self, object, (const volatile void *)lock, pc);
    self->nspinning++;
}

/* Whoever has it may have no core. */
static int
spin_until_taken(pthread_spinlock_t *lock)
{
    int result;

    while ((result = __real_pthread_spin_trylock(lock)) == EBUSY)
        sys_yield();
    return result;
}

int
__wrap_pthread_spin_lock(pthread_spinlock_t *lock)
{
    struct self *self = hk_enter();
    struct object *object = begin(self, (const volatile void *)lock);
    int result = self ? __real_pthread_spin_trylock(lock) : EBUSY;

    if (result == EBUSY && self) {
        hk_wait_begin(self, &(struct wait){HOOKS_SPINLOCK,
                                           (const volatile void *)lock,
                                           ASKED, object, HOOKS_NOBODY});
        result = spin_until_taken(lock);
        hk_wait_end(self);
    } else if (result == EBUSY) {
        result = __real_pthread_spin_lock(lock);
    }
    if (result == 0)
        spin_got(self, object, lock, ASKED);
    hk_leave(self);
    return result;
}

int
__wrap_pthread_spin_trylock(pthread_spinlock_t *lock)
{
    struct self *self = hk_enter();
    struct object *object = begin(self, (const volatile void *)lock);
    int result = __real_pthread_spin_trylock(lock);

    if (result == 0)
        spin_got(self, object, lock, ASKED);
    hk_leave(self);
    return result;
}

int
__wrap_pthread_spin_unlock(pthread_spinlock_t *lock)
{
    struct self *self = hk_enter();

    if (self) {
        struct object *object = hk_object(self, (const volatile void *)lock);

        hk_held_drop(self, object, (const volatile void *)lock);
        hk_release(self, object);
        if (self->nspinning > 0)
            self->nspinning--;
    }
    hk_leave(self);
    return __real_pthread_spin_unlock(lock);
}
