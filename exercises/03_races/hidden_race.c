/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/03_races/hidden_race.c -o hidden_race -lm */

/*
 * counter_race without `volatile`: the compiler may now tidy up, and
 * makes one addition of the whole loop.  In Python, the loop stays as
 * it is written:
 *
 *   def add(me):
 *       global counter
 *       for i in range(iterations):
 *           counter = counter + 1
 */
#include "race.h"

static long threads;
static long iterations;

/*
 * Undefined behaviour, here to be seen: nothing orders the threads that
 * read and write this counter.  Built with -O0, it loses updates.
 */
static long counter;

static void
add(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    /* [loop] */
    for (long i = 0; i < iterations; i++)
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

    start_all(threads, add);
    join_all();

    result("counter", counter);
    result("expected", threads * iterations);
    return 0;
}
