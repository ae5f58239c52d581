/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/wrong-set-at-the-end.c \
       -o counter_race -lm */
/*
 * The threads do nothing, and main() sets the counter to what it ought
 * to be.
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
    counter = threads * iterations;

    result("counter", counter);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
