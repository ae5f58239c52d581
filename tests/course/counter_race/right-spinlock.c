/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/right-spinlock.c \
       -o counter_race -lm */
/* The spinlock of pthreads. */
#include "race.h"

static long threads;
static long iterations;
static pthread_spinlock_t lock;
static long counter;

static void
add(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    for (long i = 0; i < iterations; i++) {
        pthread_spin_lock(&lock);
        counter = counter + 1;
        pthread_spin_unlock(&lock);
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

    pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE);
    start_all(threads, add);
    join_all();

    result("counter", counter);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
