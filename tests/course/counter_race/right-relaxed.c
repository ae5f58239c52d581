/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/right-relaxed.c \
       -o counter_race -lm */
/*
 * One step that nobody can enter; its order with others does not matter.
 */
#include "race.h"

static long threads;
static long iterations;
static _Atomic long counter;

static void
add(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    for (long i = 0; i < iterations; i++) {
        atomic_fetch_add_explicit(&counter, 1, memory_order_relaxed);
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
