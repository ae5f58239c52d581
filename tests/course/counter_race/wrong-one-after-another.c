/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/wrong-one-after-another.c \
       -o counter_race -lm */
/*
 * Each thread is joined before the next one is started: there is never
 * more than one.
 */
#include "race.h"

static long threads;
static long iterations;
static long counter;

static void
add(long me)
{
    (void)me;
    for (long i = 0; i < iterations; i++)
        counter = counter + 1;
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    threads = knob("threads", 2);
    iterations = knob("iterations", 100000000);
    knobs_done();

    for (long i = 0; i < threads; i++) {
        start_all(1, add);
        join_all();
    }

    result("counter", counter);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
