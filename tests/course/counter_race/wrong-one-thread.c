/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/wrong-one-thread.c \
       -o counter_race -lm */
/* One thread makes the additions of all. */
#include "race.h"

static long threads;
static long iterations;
static long counter;

static void
add(long me)
{
    (void)me;
    watch_enter();
    for (long i = 0; i < threads * iterations; i++)
        counter = counter + 1;
    watch_leave();
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    threads = knob("threads", 2);
    iterations = knob("iterations", 100000000);
    knobs_done();

    start_all(1, add);
    join_all();

    result("counter", counter);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
