/* C11's threads are pthread's by other names; thrd_create() is in
 * wrap_thread.c. */
#include <errno.h>
#include <threads.h>

#include "guest/hooks/hooks.h"
#include "guest/hooks/wrap.h"

WRAP(int, thrd_join, thrd_t thread, int *ret_value);
WRAP(int, thrd_detach, thrd_t thread);
WRAP(int, mtx_init, mtx_t *mutex, int type);
WRAP(void, mtx_destroy, mtx_t *mutex);
WRAP(int, mtx_lock, mtx_t *mutex);
WRAP(int, mtx_trylock, mtx_t *mutex);
WRAP(int, mtx_timedlock, mtx_t *mutex, const struct timespec *until);
WRAP(int, mtx_unlock, mtx_t *mutex);
WRAP(int, cnd_wait, cnd_t *cond, mtx_t *mutex);
WRAP(int, cnd_timedwait, cnd_t *cond, mtx_t *mutex,
     const struct timespec *until);
WRAP(void, call_once, once_flag *flag, void (*routine)(void));

int __wrap_pthread_detach(pthread_t thread);
int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex);
int __wrap_pthread_once(pthread_once_t *once, void (*routine)(void));

static int
code(int error)
{
    switch (error) {
    case 0:
        return thrd_success;
    case EBUSY:
        return thrd_busy;
    case ENOMEM:
        return thrd_nomem;
    case ETIMEDOUT:
        return thrd_timedout;
    default:
        return thrd_error;
    }
}

int
__wrap_thrd_join(thrd_t thread, int *ret_value)
{
    void *value = NULL;
    int error = hk_thread_join(thread, &value, CALLER);

    if (!error && ret_value)
        *ret_value = (int)(intptr_t)value;
    return code(error);
}

int
__wrap_thrd_detach(thrd_t thread)
{
    return code(__wrap_pthread_detach(thread));
}

int
__wrap_mtx_init(mtx_t *mutex, int type)
{
    hk_mutex_forget((pthread_mutex_t *)mutex);
    return __real_mtx_init(mutex, type);
}

void
__wrap_mtx_destroy(mtx_t *mutex)
{
    __real_mtx_destroy(mutex);
    hk_mutex_forget((pthread_mutex_t *)mutex);
}

int
__wrap_mtx_lock(mtx_t *mutex)
{
    return code(hk_mutex_lock((pthread_mutex_t *)mutex, CALLER));
}

int
__wrap_mtx_trylock(mtx_t *mutex)
{
    return code(hk_mutex_trylock((pthread_mutex_t *)mutex, CALLER));
}

int
__wrap_mtx_timedlock(mtx_t *mutex, const struct timespec *until)
{
    return code(hk_mutex_timedlock((pthread_mutex_t *)mutex, until, CALLER));
}

int
__wrap_mtx_unlock(mtx_t *mutex)
{
    return code(__wrap_pthread_mutex_unlock((pthread_mutex_t *)mutex));
}

int
__wrap_cnd_wait(cnd_t *cond, mtx_t *mutex)
{
    return code(hk_cond_wait((pthread_cond_t *)cond,
                             (pthread_mutex_t *)mutex, CALLER));
}

int
__wrap_cnd_timedwait(cnd_t *cond, mtx_t *mutex, const struct timespec *until)
{
    return code(hk_cond_timedwait((pthread_cond_t *)cond,
                                  (pthread_mutex_t *)mutex, until, CALLER));
}

void
__wrap_call_once(once_flag *flag, void (*routine)(void))
{
    __wrap_pthread_once((pthread_once_t *)flag, routine);
}
