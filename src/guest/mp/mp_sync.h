/*
 * Locks, conditions, semaphores, events and barriers, for processes and for
 * threads.  mp.h tells what all have in common.
 *
 * Each lies in memory that a process shares with those it forks afterwards:
 * make it first, start them then.  _free() only unmaps it here; the memory
 * goes with the last process that has it.  Any number of threads may use one
 * at a time.
 *
 * `seconds` limits a wait: -ETIMEDOUT after so many, by a clock that nobody
 * sets; 0 only tries, less than 0 waits as long as it takes.
 */
#ifndef MP_MP_SYNC_H
#define MP_MP_SYNC_H

/*
 * A lock has a holder, the thread that took it.  Python's has none: there
 * it is a semaphore, which anybody may release, and which a holder that dies
 * leaves taken for ever.  Here the kernel hands on what a dead thread held.
 */
struct mp_lock;
int mp_lock_new(struct mp_lock **ret_lock);
/*
 * -EOWNERDEAD: it is taken, like for 0, but its last holder died with it:
 * what it guards may be half done.  Whoever comes next is not told again.
 * -EDEADLK: this thread has it already (Python's would wait for ever).
 */
int mp_lock_acquire(struct mp_lock *lock, double seconds);
/* -EPERM: this thread does not have it. */
int mp_lock_release(struct mp_lock *lock);
/* Lets it go, if this thread has it. */
void mp_lock_free(struct mp_lock *lock);

/* A lock that its holder may take again; as many releases give it back. */
struct mp_rlock;
int mp_rlock_new(struct mp_rlock **ret_rlock);
/* -EOWNERDEAD as for a lock. */
int mp_rlock_acquire(struct mp_rlock *rlock, double seconds);
int mp_rlock_release(struct mp_rlock *rlock);
void mp_rlock_free(struct mp_rlock *rlock);

/*
 * To wait, under a lock, until somebody says that something has changed.
 * The lock is borrowed, and several conditions may use the same; NULL makes
 * one of its own, which, unlike Python's, is not reentrant.
 */
struct mp_condition;
int mp_condition_new(struct mp_lock *lock,
                     struct mp_condition **ret_condition);
int mp_condition_acquire(struct mp_condition *condition, double seconds);
int mp_condition_release(struct mp_condition *condition);
/*
 * Let the lock go, wait, and take it again, however long that takes; also
 * for -ETIMEDOUT.  May return 0 with nothing changed, so: while (!changed).
 * -EOWNERDEAD: as for a lock.  -EPERM: this thread does not have the lock.
 */
int mp_condition_wait(struct mp_condition *condition, double seconds);
/* Wake so many, at most, of those who wait, or all.  -EPERM as above. */
int mp_condition_notify(struct mp_condition *condition, int n);
int mp_condition_notify_all(struct mp_condition *condition);
void mp_condition_free(struct mp_condition *condition);

/*
 * A number that is never less than 0.  It has no holder: whoever dies has
 * taken what it took.  -EINVAL for a first value below 0.
 */
struct mp_semaphore;
int mp_semaphore_new(int value, struct mp_semaphore **ret_semaphore);
/* Take one, as soon as there is one. */
int mp_semaphore_acquire(struct mp_semaphore *semaphore, double seconds);
/* Put one back, anybody.  -EOVERFLOW: there are INT_MAX. */
int mp_semaphore_release(struct mp_semaphore *semaphore);
int mp_semaphore_value(struct mp_semaphore *semaphore);
void mp_semaphore_free(struct mp_semaphore *semaphore);

/* A flag that can be waited for. */
struct mp_event;
int mp_event_new(struct mp_event **ret_event);
int mp_event_set(struct mp_event *event);
int mp_event_clear(struct mp_event *event);
int mp_event_is_set(struct mp_event *event);
/* Also whoever waited when it was set and cleared at once gets 0. */
int mp_event_wait(struct mp_event *event, double seconds);
void mp_event_free(struct mp_event *event);

/* Where so many wait for each other, again and again. */
struct mp_barrier;
int mp_barrier_new(int parties, struct mp_barrier **ret_barrier);
/*
 * Returns who was the how manieth to come, from 0; exactly one is 0.
 * -ETIMEDOUT: not all came in time.  That breaks it, as mp_barrier_abort()
 * does: the others who wait, and all who come, get -EPIPE until
 * mp_barrier_reset(), where those who still wait get it as well.  One that
 * is killed while it waits has come.
 */
int mp_barrier_wait(struct mp_barrier *barrier, double seconds);
int mp_barrier_abort(struct mp_barrier *barrier);
int mp_barrier_reset(struct mp_barrier *barrier);
void mp_barrier_free(struct mp_barrier *barrier);

#endif
