/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/right-gcc-builtin.c \
       -o counter_race -lm */
/* gcc's own names for an atomic addition, on a plain long. */
#include "race.h"

static long threads;
static long iterations;
static long counter;

static void
add(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    for (long i = 0; i < iterations; i++) {
        __sync_fetch_and_add(&counter, 1);
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

    result("counter", counter);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
