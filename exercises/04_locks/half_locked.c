/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/04_locks/half_locked.c -o half_locked -lm */

/*
 * A value that brings a lock of its own, as multiprocessing.Value does:
 * each read takes the lock, and so does each write.  But between them
 * the lock is free.  In Python:
 *
 *   def deposit(value):
 *       for i in range(times):
 *           value.value += 1
 */
#include "race.h"

static struct {
    pthread_mutex_t lock;

    /* lock must be held to use this: */
    long value;
} balance = {.lock = PTHREAD_MUTEX_INITIALIZER};

static long threads;
static long times;

static long
get(void)
{
    long value;

    pthread_mutex_lock(&balance.lock);
    value = balance.value;
    pthread_mutex_unlock(&balance.lock);
    return value;
}

static void
set(long value)
{
    pthread_mutex_lock(&balance.lock);
    balance.value = value;
    pthread_mutex_unlock(&balance.lock);
}

/* One more.  It takes a while, as everything does in an interpreter. */
static long
plus_one(long value)
{
    for (volatile int step = 0; step < 1000; step++)
        ;
    return value + 1;
}

static void
deposit(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    /* [deposit] */
    for (long i = 0; i < times; i++)
        set(plus_one(get()));

    watch_leave();
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    threads = knob("threads", 2);
    times = knob("times", 500000);
    knobs_done();

    start_all(threads, deposit);
    join_all();

    result("balance", balance.value);
    result("expected", threads * times);
    return 0;
}
