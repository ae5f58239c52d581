/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/05_the_gil/gil.c -o gil -lm */

/*
 * A lock that works as CPython's GIL does.  Whoever wants it waits for
 * `interval_us`; if it is still taken by the same thread, it asks that
 * thread to drop it.  The holder looks for such a request after each
 * piece of work, as CPython does at the end of each pass of a loop.
 * on=0 takes the lock away: every thread works as it likes.
 */
#include <stdbool.h>
#include <stdint.h>

#include "race.h"

#define PHASE_MS 500

static struct {
    pthread_mutex_t lock;

    /* lock must be held to use these: */
    bool taken;
    long holder;                /* or the last one */
    long handovers;
    pthread_cond_t dropped;     /* taken became false */
    pthread_cond_t switched;    /* holder changed */

    atomic_bool drop_request;
} gil = {
    .lock = PTHREAD_MUTEX_INITIALIZER,
    .holder = -1,
    .dropped = PTHREAD_COND_INITIALIZER,
    .switched = PTHREAD_COND_INITIALIZER,
};

static long threads;
static long interval_us;
static long on;
static atomic_bool over;
static atomic_long pieces;      /* of work, by all */
static atomic_long naps;

static int64_t
now_us(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Wait until the lock was dropped, one interval at most. */
static bool
wait_an_interval(void)
{
    int64_t end = now_us(CLOCK_REALTIME) + interval_us;
    struct timespec until = {end / 1000000, end % 1000000 * 1000};

    return pthread_cond_timedwait(&gil.dropped, &gil.lock, &until) == 0;
}

/* [take] */
static void
take_gil(long me)
{
    pthread_mutex_lock(&gil.lock);
    while (gil.taken) {
        long seen = gil.handovers;
        if (!wait_an_interval() && gil.taken &&
            gil.handovers == seen)
            atomic_store(&gil.drop_request, true);
    }
    gil.taken = true;
    gil.holder = me;
    gil.handovers++;
    atomic_store(&gil.drop_request, false);
    pthread_cond_broadcast(&gil.switched);
    pthread_mutex_unlock(&gil.lock);
}

/* Was it asked for, then go on only when somebody else has got it. */
static void
drop_gil(long me)
{
    pthread_mutex_lock(&gil.lock);
    gil.taken = false;
    pthread_cond_signal(&gil.dropped);
    while (atomic_load(&gil.drop_request) && gil.holder == me)
        pthread_cond_wait(&gil.switched, &gil.lock);
    pthread_mutex_unlock(&gil.lock);
}

/* About a microsecond's worth. */
static void
piece_of_work(void)
{
    for (volatile int i = 0; i < 1000; i++)
        ;
}

static void
busy(long me)
{
    long done = 0;
    if (on)
        take_gil(me);
    while (!atomic_load(&over)) {
        piece_of_work();
        done = done + 1;
        if (on && atomic_load(&gil.drop_request)) {
            drop_gil(me);
            take_gil(me);
        }
    }
    if (on)
        drop_gil(me);
    atomic_fetch_add(&pieces, done);
}

/* time.sleep(0.001), over and over: gives the GIL back while asleep. */
static void
sleepy(long me)
{
    if (on)
        take_gil(me);
    while (!atomic_load(&over)) {
        if (on)
            drop_gil(me);
        pause_us(1000);
        if (on)
            take_gil(me);
        atomic_fetch_add(&naps, 1);
    }
    if (on)
        drop_gil(me);
}

static void
busy_or_sleepy(long me)
{
    if (me == 0)
        sleepy(me);
    else
        busy(me);
}

/* Start n threads, let them work for a while, and return the pieces. */
static long
phase(long n, void (*target)(long me))
{
    atomic_store(&pieces, 0);
    atomic_store(&over, false);
    start_all(n, target);
    pause_us(PHASE_MS * 1000);
    atomic_store(&over, true);
    join_all();
    return atomic_load(&pieces);
}

int
main(int argc, char **argv)
{
    long one, all, handovers;
    int64_t begin, slept_us;

    race_begin(argc, argv);
    threads = knob("threads", 4);
    interval_us = knob("interval_us", 5000);
    on = knob_from("on", 1, 0);
    knobs_done();

    one = phase(1, busy);
    handovers = gil.handovers;
    all = phase(threads, busy);
    handovers = gil.handovers - handovers;
    begin = now_us(CLOCK_MONOTONIC);
    phase(2, busy_or_sleepy);
    slept_us = now_us(CLOCK_MONOTONIC) - begin;

    result("work_of_one", one);
    result("work_of_all", all);
    result_real("times_as_much", (double)(all * 100 / one) / 100);
    result("handovers", handovers);
    result_real("nap_ms",
                (double)(slept_us / (naps ? naps : 1)) / 1000);
    return 0;
}
