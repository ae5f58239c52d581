/*
 * What shared objects are made of: memory that forked processes share, a
 * lock in it that survives its holder, and bells to sleep on.  The names
 * begin with mp_, because they stand in the same archive as the public ones.
 *
 * A guard is a robust mutex.  A thread that has slept on one and is killed
 * when it has been woken, but has not taken it yet, takes the wake-up with
 * it if somebody else was faster, who does not know of the others that
 * sleep.  So those who wait are counted, and whoever takes the lock while
 * the count is not zero says in the mutex's word that there are some.  One
 * that was killed stays counted, which costs a call to the kernel.
 *
 * A bell is a word to sleep on without the guard.  It is rung before what it
 * tells of is done, and under the guard: whoever it wakes comes for the
 * guard, and learns of the death of a ringer who did not come so far.  glibc's
 * condition variables survive neither a dead waiter nor a dead ringer.
 */
#ifndef MP_GUARD_H
#define MP_GUARD_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* When a wait is to end. */
struct mp_until {
    bool never;
    bool now;                   /* it only tries */
    struct timespec time;       /* of the monotonic clock */
};
struct mp_until mp_until(double seconds);
/* What is left of it, at least 0; false: nothing is. */
bool mp_until_left(const struct mp_until *until, struct timespec *ret_left);

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
 * The tutor finds a bell by the mark before the word that somebody sleeps
 * on, and says who waits for what: src/run/sync.c has the same numbers.
 */
#define MP_BELL_MARK UINT64_C(0x6d702e62656c6c00)
enum mp_bell_kind {
    MP_BELL_CONDITION = 1,
    MP_BELL_SEMAPHORE,
    MP_BELL_EVENT,
    MP_BELL_BARRIER,
    MP_BELL_NOT_EMPTY,          /* of a queue */
    MP_BELL_NOT_FULL,
};

struct mp_bell {
    uint64_t mark;              /* MP_BELL_MARK + the kind */
    _Atomic uint32_t rung;      /* the word */
    _Atomic uint32_t asleep;    /* and those killed there; guarded */
};

void mp_bell_init(struct mp_bell *bell, enum mp_bell_kind kind);
/* Wake all who sleep; they come for the guard, which the caller has. */
void mp_bell_ring(struct mp_bell *bell);
/*
 * Leave the guard, sleep until the bell is rung, and take the guard again.
 * -ETIMEDOUT: it was not rung in time.  What is waited for may be there, or
 * not, in both cases.
 */
int mp_bell_wait(struct mp_bell *bell, struct mp_guard *guard,
                 const struct mp_until *until);
/* The same in parts, for a guard that is somebody else's. */
uint32_t mp_bell_prepare(struct mp_bell *bell);
int mp_bell_sleep(struct mp_bell *bell, uint32_t seen,
                  const struct mp_until *until);
void mp_bell_awake(struct mp_bell *bell);

#endif
