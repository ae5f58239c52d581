/* verdict: wrong result, right by luck */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/wrong-relaxed-load-store.c \
       -o counter_race -lm */
/* An atomic load and an atomic store with room for others between them. */
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
        long seen = atomic_load_explicit(&counter, memory_order_relaxed);

        atomic_store_explicit(&counter, seen + 1, memory_order_relaxed);
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
