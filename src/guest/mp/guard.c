#include "guest/mp/guard.h"

#include <errno.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <unistd.h>

/* The kernel promises more than there is, and kills somebody later. */
int
mp_share_new(size_t size, void *ret_memory)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    void *memory;

    if (size / page >= (size_t)sysconf(_SC_PHYS_PAGES))
        return -ENOMEM;
    memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return -errno;
    *(void **)ret_memory = memory;
    return 0;
}

void
mp_share_free(void *memory, size_t size)
{
    if (memory)
        munmap(memory, size);
}

int
mp_guard_init(struct mp_guard *guard, int type)
{
    pthread_mutexattr_t attr;
    int error = pthread_mutexattr_init(&attr);

    if (error)
        return -error;
    pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
    pthread_mutexattr_settype(&attr, type);
    error = pthread_mutex_init(&guard->lock, &attr);
    pthread_mutexattr_destroy(&attr);
    return -error;
}

/* ThreadSanitizer is not told of this one by libc, as it is of all others. */
void __tsan_mutex_pre_lock(void *mutex, unsigned flags)
    __attribute__((weak));
void __tsan_mutex_post_lock(void *mutex, unsigned flags, int depth)
    __attribute__((weak));
#define TRY (1u << 4)
#define TRY_FAILED (1u << 5)

static int
lock_until(pthread_mutex_t *lock, const struct timespec *time)
{
    bool told = __tsan_mutex_pre_lock && __tsan_mutex_post_lock;
    int error;

    if (told)
        __tsan_mutex_pre_lock(lock, TRY);
    error = pthread_mutex_clocklock(lock, CLOCK_MONOTONIC, time);
    if (told)
        __tsan_mutex_post_lock(lock, error == 0 || error == EOWNERDEAD
                                     ? TRY : TRY | TRY_FAILED, 0);
    return error;
}

static int
wait_for_lock(struct mp_guard *guard, const struct mp_until *until)
{
    int error;

    atomic_fetch_add(&guard->waiting, 1);
    if (until->never)
        error = pthread_mutex_lock(&guard->lock);
    else
        error = lock_until(&guard->lock, &until->time);
    atomic_fetch_sub(&guard->waiting, 1);
    return error;
}

int
mp_guard_take(struct mp_guard *guard, const struct mp_until *until)
{
    int error = pthread_mutex_trylock(&guard->lock);

    if (error == EBUSY && until->now)
        return -ETIMEDOUT;
    if (error == EBUSY)
        error = wait_for_lock(guard, until);
    if (error == EOWNERDEAD)
        pthread_mutex_consistent(&guard->lock);
    else if (error)
        return -error;
    if (atomic_load(&guard->waiting) > 0)
        __atomic_fetch_or(&guard->lock.__data.__lock, (int)FUTEX_WAITERS,
                          __ATOMIC_RELAXED);
    return -error;
}

int
mp_guard_release(struct mp_guard *guard)
{
    return -pthread_mutex_unlock(&guard->lock);
}

/* To unlock what is not one's own makes ThreadSanitizer complain. */
void
mp_guard_drop(struct mp_guard *guard)
{
    static const struct mp_until now = {.now = true};
    int rc = mp_guard_take(guard, &now);
    unsigned depth = guard->lock.__data.__count;

    if (rc == -ETIMEDOUT)
        return;
    do
        mp_guard_release(guard);
    while (depth-- > 1);
}

void
mp_guard_enter(struct mp_guard *guard)
{
    static const struct mp_until never = {.never = true};

    mp_guard_take(guard, &never);
}

void
mp_guard_leave(struct mp_guard *guard)
{
    mp_guard_release(guard);
}

int
mp_guard_wait(struct mp_guard *guard, struct mp_bell *bell,
              const struct mp_until *until)
{
    uint32_t seen;
    int rc;

    if (until->now)
        return -ETIMEDOUT;
    seen = mp_bell_prepare(bell);
    mp_guard_leave(guard);
    rc = mp_bell_sleep(bell, seen, until);
    mp_guard_enter(guard);
    mp_bell_awake(bell);
    return rc;
}
