/* verdict: right by luck, wrong result */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/wrong-plain.c \
       -o counter_race -lm */
/*
 * No lock and no volatile: gcc makes one addition of the loop, which is
 * hardly ever lost, and is a race all the same.
 */
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

    result("counter", counter);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
