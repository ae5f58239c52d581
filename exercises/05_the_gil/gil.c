/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/05_the_gil/gil.c -o gil -lm */

/*
 * How much work do threads get done that take turns at a GIL?  First
 * one works for half a second, then all of them.  on=0 takes the lock
 * away: every thread works as it likes.  How the GIL goes from one to
 * another stands in toy_gil.h.
 */
#include "toy_gil.h"

#define PHASE_MS 500

static long threads;
static long on;
static atomic_bool over;
static atomic_long pieces;      /* of work, by all */

static void
work(long me)
{
    long done = 0;

    if (on)
        take_gil(me);
    while (!atomic_load(&over)) {
        piece_of_work();
        done = done + 1;
        if (on)
            check_gil(me);
    }
    if (on)
        drop_gil(me);
    atomic_fetch_add(&pieces, done);
}

/* Start n threads, let them work for a while, and return the pieces. */
static long
phase(long n)
{
    atomic_store(&pieces, 0);
    atomic_store(&over, false);
    start_all(n, work);
    pause_us(PHASE_MS * 1000);
    atomic_store(&over, true);
    join_all();
    return atomic_load(&pieces);
}

int
main(int argc, char **argv)
{
    long one, all, handovers;

    race_begin(argc, argv);
    threads = knob("threads", 4);
    gil.interval_us = knob("interval_us", 5000);
    on = knob_from("on", 1, 0);
    knobs_done();

    one = phase(1);
    handovers = gil.handovers;
    all = phase(threads);

    result("work_of_one", one);
    result("work_of_all", all);
    result_real("times_as_much", (double)(all * 100 / one) / 100);
    result("handovers", gil.handovers - handovers);
    return 0;
}
