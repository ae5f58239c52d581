/* verdict: stuck */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/wrong-spins-for-ever.c \
       -o counter_race -lm */
/*
 * Waits for a turn that never comes: nobody sets `turn` to the number of
 * the last thread.
 */
#include "race.h"

static long threads;
static long iterations;
static atomic_long turn;
static long counter;

static void
add(long me)
{
    watch_enter();
    start_together(threads);
    while (atomic_load(&turn) != me)
        sched_yield();
    for (long i = 0; i < iterations; i++)
        counter = counter + 1;
    atomic_store(&turn, (me + 1) % (threads - 1));
    watch_leave();
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    threads = knob("threads", 2);
    iterations = knob("iterations", 100000000);
    knobs_done();

    start_all(threads, add);
    join_all();

    result("counter", counter);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
