/*
 * What shared objects are made of: memory that forked processes share, and
 * a lock in it that survives its holder.  The names begin with mp_, because
 * they stand in the same archive as the public ones.
 *
 * A guard is a robust mutex.  A thread that has slept on one and is killed
 * when it has been woken, but has not taken it yet, takes the wake-up with
 * it if somebody else was faster, who does not know of the others that
 * sleep.  So those who wait are counted, and whoever takes the lock while
 * the count is not zero says in the mutex's word that there are some.  One
 * that was killed stays counted, which costs a call to the kernel.
 */
#ifndef MP_GUARD_H
#define MP_GUARD_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "guest/mp/bell.h"
#include "guest/mp/until.h"

/* -ENOMEM, also for more than the machine has. */
int mp_share_new(size_t size, void *ret_memory);
void mp_share_free(void *memory, size_t size);

struct mp_guard {
    pthread_mutex_t lock;
    _Atomic uint32_t waiting;   /* for the lock, and those killed there */
};

/* `type` is PTHREAD_MUTEX_ERRORCHECK or _RECURSIVE. */
int mp_guard_init(struct mp_guard *guard, int type);
/*
 * 0 or -EOWNERDEAD: it is taken.  -EDEADLK: it was this thread's before.
 * -ETIMEDOUT.
 */
int mp_guard_take(struct mp_guard *guard, const struct mp_until *until);
/* -EPERM: not this thread's. */
int mp_guard_release(struct mp_guard *guard);
/* Give it back, however often this thread has taken it, before the memory
 * goes: the kernel has a list of what a thread holds, without holes. */
void mp_guard_drop(struct mp_guard *guard);

/* For what is right after every single store: take it, whoever died. */
void mp_guard_enter(struct mp_guard *guard);
void mp_guard_leave(struct mp_guard *guard);
/*
 * Leave the guard, sleep until the bell is rung, and take the guard again.
 * -ETIMEDOUT: it was not rung in time.  What is waited for may be there, or
 * not, in both cases.
 */
int mp_guard_wait(struct mp_guard *guard, struct mp_bell *bell,
                  const struct mp_until *until);

#endif
