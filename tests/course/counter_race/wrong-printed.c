/* verdict: right by luck */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/wrong-printed.c \
       -o counter_race -lm */
/*
 * Prints the product of the knobs; what the threads have counted is
 * another number, and a race.
 */
#include "race.h"

static long threads;
static long iterations;
static volatile long counter;

static void
add(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    for (long i = 0; i < iterations; i++) {
        counter = counter + 1;
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

    result("counter", threads * iterations);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
