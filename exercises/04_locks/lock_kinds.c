/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       exercises/04_locks/lock_kinds.c \
       build/src/guest/mp/libmp.a -o lock_kinds -lm */

/*
 * Two kinds of lock, and what they let happen: 1 is yes, 0 is no.
 *
 *   lock_twice         its holder takes a lock that he has
 *   rlock_twice        ... an RLock that he has
 *   lock_of_another    another process gives it back
 *   lock_of_the_dead   one gets it whose holder was killed
 */
#include <errno.h>
#include <stdbool.h>

#include "mp.h"
#include "race.h"

static struct mp_lock *lock;

/* lock.release() */
static int
give_back(void *arg)
{
    (void)arg;
    return mp_lock_release(lock) == 0;
}

/* lock.acquire(); time.sleep(60) */
static int
take_and_stay(void *arg)
{
    (void)arg;
    mp_lock_acquire(lock, -1);
    pause_us(60000000);
    return 0;
}

static struct mp_process *
start(int (*target)(void *arg))
{
    struct mp_process *process;

    if (mp_process_start(target, NULL, &process) < 0)
        race_stop(1, "mp_process_start", "no more processes", "");
    return process;
}

static bool
can_take_twice(double seconds)
{
    bool can;

    mp_lock_acquire(lock, -1);
    can = mp_lock_acquire(lock, seconds) == 0;
    mp_lock_release(lock);
    return can;
}

static bool
can_take_rlock_twice(double seconds)
{
    struct mp_rlock *rlock;
    bool can;

    if (mp_rlock_new(&rlock) < 0)
        race_stop(1, "mp_rlock_new", "no memory", "");
    mp_rlock_acquire(rlock, -1);
    can = mp_rlock_acquire(rlock, seconds) == 0;
    if (can)
        mp_rlock_release(rlock);
    mp_rlock_release(rlock);
    mp_rlock_free(rlock);
    return can;
}

static bool
can_be_released_by_another(void)
{
    struct mp_process *other;
    int can = 0;

    mp_lock_acquire(lock, -1);
    other = start(give_back);
    mp_process_join(other, -1);
    mp_process_exitcode(other, &can);
    mp_process_free(other);
    if (!can)
        mp_lock_release(lock);
    return can == 1;
}

/* Whoever gets it is told that its holder died: -EOWNERDEAD. */
static bool
can_be_taken_from_the_dead(double seconds)
{
    struct mp_process *holder = start(take_and_stay);
    int got;

    while (mp_lock_acquire(lock, 0) == 0) {
        mp_lock_release(lock);
        pause_us(1000);
    }
    mp_process_kill(holder);
    mp_process_join(holder, -1);
    mp_process_free(holder);
    got = mp_lock_acquire(lock, seconds);
    if (got == -EOWNERDEAD)
        printf("It is ours, and we are told that its holder died.\n");
    return got == 0 || got == -EOWNERDEAD;
}

int
main(int argc, char **argv)
{
    double seconds;

    race_begin(argc, argv);
    seconds = (double)knob("wait_ms", 300) / 1000;
    knobs_done();
    if (mp_lock_new(&lock) < 0)
        race_stop(1, "mp_lock_new", "no memory", "");

    result("lock_twice", can_take_twice(seconds));
    result("rlock_twice", can_take_rlock_twice(seconds));
    result("lock_of_another", can_be_released_by_another());
    result("lock_of_the_dead", can_be_taken_from_the_dead(seconds));
    mp_lock_free(lock);
    return 0;
}
