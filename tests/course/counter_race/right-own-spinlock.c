/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/right-own-spinlock.c \
       -o counter_race -lm */
/* A lock of its own: who sets the flag first has it. */
#include "race.h"

static long threads;
static long iterations;
static atomic_flag taken = ATOMIC_FLAG_INIT;
static long counter;

static void
add(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    for (long i = 0; i < iterations; i++) {
        while (atomic_flag_test_and_set_explicit(&taken,
                                                 memory_order_acquire))
            sched_yield();
        counter = counter + 1;
        atomic_flag_clear_explicit(&taken, memory_order_release);
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
