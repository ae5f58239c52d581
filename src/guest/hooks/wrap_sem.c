/*
 * Semaphores and barriers: whoever comes through knows what those did who
 * let it.
 */
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdarg.h>
#include <sys/stat.h>

#include "guest/hooks/channel.h"
#include "guest/hooks/held.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/order.h"
#include "guest/hooks/space.h"
#include "guest/hooks/stray.h"
#include "guest/hooks/wrap.h"

WRAP(int, sem_wait, sem_t *sem);
WRAP(int, sem_trywait, sem_t *sem);
WRAP(int, sem_timedwait, sem_t *sem, const struct timespec *until);
WRAP(int, sem_clockwait, sem_t *sem, clockid_t clock,
     const struct timespec *until);
WRAP(int, sem_post, sem_t *sem);
WRAP(int, sem_getvalue, sem_t *sem, int *ret_value);
WRAP(sem_t *, sem_open, const char *name, int flags, ...);
WRAP(int, sem_close, sem_t *sem);
WRAP(int, pthread_barrier_wait, pthread_barrier_t *barrier);

static struct self *
begin(enum hooks_wait kind, const volatile void *address, uint64_t pc)
{
    struct self *self = hk_enter();

    if (!self)
        return NULL;
    if (!hk_nested(self))
        hk_stray(self);
    hk_wait_begin(self, &(struct wait){kind, address, pc, NULL,
                                       HOOKS_NOBODY});
    return self;
}

static void
finish(struct self *self, const volatile void *address, bool through)
{
    if (!self)
        return;
    hk_wait_end(self);
    if (through)
        hk_acquire(self, hk_object_known(self, address));
    hk_leave(self);
}

int
__wrap_sem_wait(sem_t *sem)
{
    struct self *self = begin(HOOKS_SEM, sem, CALLER);
    int result = __real_sem_wait(sem);

    finish(self, sem, result == 0);
    return result;
}

int
__wrap_sem_trywait(sem_t *sem)
{
    struct self *self = begin(HOOKS_NOTHING, sem, CALLER);
    int result = __real_sem_trywait(sem);

    finish(self, sem, result == 0);
    return result;
}

int
__wrap_sem_timedwait(sem_t *sem, const struct timespec *until)
{
    struct self *self = begin(HOOKS_SEM, sem, CALLER);
    int result = __real_sem_timedwait(sem, until);

    finish(self, sem, result == 0);
    return result;
}

int
__wrap_sem_clockwait(sem_t *sem, clockid_t clock, const struct timespec *until)
{
    struct self *self = begin(HOOKS_SEM, sem, CALLER);
    int result = __real_sem_clockwait(sem, clock, until);

    finish(self, sem, result == 0);
    return result;
}

int
__wrap_sem_post(sem_t *sem)
{
    struct self *self = hk_enter();
    int result;

    if (self)
        hk_release(self, hk_object(self, sem));
    result = __real_sem_post(sem);
    if (self && !hk_nested(self))
        hk_stray(self);
    hk_leave(self);
    return result;
}

/* A value that somebody posted may be waited for like this, too. */
int
__wrap_sem_getvalue(sem_t *sem, int *ret_value)
{
    struct self *self = hk_enter();
    int result = __real_sem_getvalue(sem, ret_value);

    if (self)
        hk_acquire(self, hk_object_known(self, sem));
    hk_leave(self);
    return result;
}

/* libc maps it where this cannot see it.  That there is such a name may be
 * waited for, and so may it that there is none. */
sem_t *
__wrap_sem_open(const char *name, int flags, ...)
{
    mode_t mode;
    unsigned value;
    sem_t *sem;
    va_list more;

    va_start(more, flags);
    mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    value = flags & O_CREAT ? va_arg(more, unsigned) : 0;
    va_end(more);
    sem = __real_sem_open(name, flags, mode, value);
    if (hk_region)
        hk_space_changed();
    hk_channel_heard();
    return sem;
}

int
__wrap_sem_close(sem_t *sem)
{
    int result = __real_sem_close(sem);

    if (hk_region)
        hk_space_changed();
    return result;
}

int
__wrap_pthread_barrier_wait(pthread_barrier_t *barrier)
{
    struct self *self = hk_enter();
    int result;

    if (self) {
        if (!hk_nested(self))
            hk_stray(self);
        hk_release(self, hk_object(self, barrier));
        hk_wait_begin(self, &(struct wait){HOOKS_BARRIER, barrier, CALLER,
                                           NULL, HOOKS_NOBODY});
    }
    result = __real_pthread_barrier_wait(barrier);
    finish(self, barrier,
           result == 0 || result == PTHREAD_BARRIER_SERIAL_THREAD);
    return result;
}
