/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       solutions/03_races/counter_race.c -o counter_race -lm */

/*
 * Some threads add 1 to the same counter, over and over.  In Python:
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
 * An atomic addition reads, adds and writes in one step that no other
 * thread can enter.  A lock around `counter = counter + 1` is as right,
 * but several times slower: it has to be taken and given back for each
 * single addition.
 */
static _Atomic long counter;

static void
add(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    for (long i = 0; i < iterations; i++) {
        atomic_fetch_add(&counter, 1);
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
