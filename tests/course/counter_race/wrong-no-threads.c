/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/wrong-no-threads.c \
       -o counter_race -lm */
/* main() makes all additions itself. */
#include "race.h"

static long threads;
static long iterations;
static long counter;

static void
add(long times)
{
    for (long i = 0; i < times; i++)
        counter = counter + 1;
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    threads = knob("threads", 2);
    iterations = knob("iterations", 100000000);
    knobs_done();

    add(threads * iterations);

    result("counter", counter);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
