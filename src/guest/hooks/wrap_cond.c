/*
 * Condition variables, semaphores, barriers, read-write locks, once.  A
 * condition variable orders nobody; its mutex does.
 */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

#include "guest/hooks/held.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/order.h"
#include "guest/hooks/stray.h"
#include "guest/hooks/wrap.h"

WRAP(int, pthread_cond_wait, pthread_cond_t *cond, pthread_mutex_t *mutex);
WRAP(int, pthread_cond_timedwait, pthread_cond_t *cond,
     pthread_mutex_t *mutex, const struct timespec *until);
WRAP(int, pthread_cond_clockwait, pthread_cond_t *cond,
     pthread_mutex_t *mutex, clockid_t clock, const struct timespec *until);
WRAP(int, pthread_cond_signal, pthread_cond_t *cond);
WRAP(int, pthread_cond_broadcast, pthread_cond_t *cond);

/* A wait that has let the mutex go. */
struct asleep {
    struct self *self;
    struct object *object;
    pthread_mutex_t *mutex;
    uint64_t pc;
    int result;
};

/* Also when the thread is cancelled: it has the mutex again. */
static void
wake(void *asleep)
{
    const struct asleep *was = asleep;

    if (!was->self)
        return;
    hk_wait_end(was->self);
    hk_mutex_got(was->self, was->object, was->mutex, was->pc,
                 was->result == EOWNERDEAD ? EOWNERDEAD : 0);
}

static struct asleep
fall_asleep(pthread_cond_t *cond, pthread_mutex_t *mutex, uint64_t pc)
{
    struct asleep asleep = {hk_enter(), NULL, mutex, pc, 0};

    if (!asleep.self)
        return asleep;
    if (!hk_nested(asleep.self))
        hk_stray(asleep.self);
    asleep.object = hk_object(asleep.self, mutex);
    hk_mutex_drop(asleep.self, asleep.object, mutex);
    hk_wait_begin(asleep.self, &(struct wait){HOOKS_COND, cond, pc, NULL,
                                              HOOKS_NOBODY});
    return asleep;
}

int
hk_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex, uint64_t pc)
{
    struct asleep asleep = fall_asleep(cond, mutex, pc);

    pthread_cleanup_push(wake, &asleep);
    asleep.result = __real_pthread_cond_wait(cond, mutex);
    pthread_cleanup_pop(1);
    hk_leave(asleep.self);
    return asleep.result;
}

int
hk_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
                  const struct timespec *until, uint64_t pc)
{
    struct asleep asleep = fall_asleep(cond, mutex, pc);

    pthread_cleanup_push(wake, &asleep);
    asleep.result = __real_pthread_cond_timedwait(cond, mutex, until);
    pthread_cleanup_pop(1);
    hk_leave(asleep.self);
    return asleep.result;
}

int
__wrap_pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex)
{
    return hk_cond_wait(cond, mutex, CALLER);
}

int
__wrap_pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
                              const struct timespec *until)
{
    return hk_cond_timedwait(cond, mutex, until, CALLER);
}

int
__wrap_pthread_cond_clockwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
                              clockid_t clock, const struct timespec *until)
{
    struct asleep asleep = fall_asleep(cond, mutex, CALLER);

    pthread_cleanup_push(wake, &asleep);
    asleep.result = __real_pthread_cond_clockwait(cond, mutex, clock, until);
    pthread_cleanup_pop(1);
    hk_leave(asleep.self);
    return asleep.result;
}

static void
give_way(void)
{
    struct self *self = hk_enter();

    if (self && !hk_nested(self))
        hk_stray(self);
    hk_leave(self);
}

int
__wrap_pthread_cond_signal(pthread_cond_t *cond)
{
    give_way();
    return __real_pthread_cond_signal(cond);
}

int
__wrap_pthread_cond_broadcast(pthread_cond_t *cond)
{
    give_way();
    return __real_pthread_cond_broadcast(cond);
}
