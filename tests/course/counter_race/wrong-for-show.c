/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/wrong-for-show.c \
       -o counter_race -lm */
/* The threads count for themselves, and nobody asks them. */
#include "race.h"

static long threads;
static long iterations;

static _Atomic long theirs;
static long counter;

static void
add(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    for (long i = 0; i < iterations; i++) {
        atomic_fetch_add(&theirs, 1);
    }
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
    for (long i = 0; i < threads * iterations; i++)
        counter = counter + 1;

    result("counter", counter);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
