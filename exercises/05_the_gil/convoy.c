/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/05_the_gil/convoy.c -o convoy -lm */

/*
 * One thread sleeps for a millisecond, over and over, as one does that
 * waits for a disk or a socket.  Beside it others compute.  How long
 * does a nap take until the sleeper runs again?  That depends on how
 * long it waits for the GIL, tried with five switch intervals: beside a
 * busy thread it is at least the nap and an interval.
 */
#include "clock.h"
#include "toy_gil.h"

static long busy;
static long ms;
static atomic_bool over;
static long naps;               /* the sleeper's alone */

static void
compute(long me)
{
    take_gil(me);
    while (!atomic_load(&over)) {
        piece_of_work();
        check_gil(me);
    }
    drop_gil(me);
}

static void
sleep_and_sleep(long me)
{
    take_gil(me);
    while (!atomic_load(&over)) {
        drop_gil(me);
        pause_us(1000);
        take_gil(me);
        naps++;
    }
    drop_gil(me);
}

static void
sleep_or_compute(long me)
{
    if (me == 0)
        sleep_and_sleep(me);
    else
        compute(me);
}

/* What a nap takes with that interval, on average. */
static double
measure(long interval_us)
{
    double begin;

    gil.interval_us = interval_us;
    naps = 0;
    atomic_store(&over, false);
    begin = clock_ms();
    start_all(1 + busy, sleep_or_compute);
    pause_us(ms * 1000);
    atomic_store(&over, true);
    join_all();
    return (clock_ms() - begin) / (double)(naps ? naps : 1);
}

int
main(int argc, char **argv)
{
    static const int intervals[] = {1000, 2000, 5000, 10000, 20000};
    char name[32];

    race_begin(argc, argv);
    busy = knob_from("busy", 1, 0);
    ms = knob("ms", 300);
    knobs_done();

    for (int i = 0; i < 5; i++) {
        double nap = measure(intervals[i]);
        double least = 1 + (busy ? intervals[i] / 1000.0 : 0);

        snprintf(name, sizeof(name), "nap_ms_%d", intervals[i]);
        result_real(name, (double)(long)(nap * 100) / 100);
        snprintf(name, sizeof(name), "at_least_%d", intervals[i]);
        result_real(name, least);
    }
    return 0;
}
