/* verdict: wrong result, right by luck */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/wrong-two-locks.c \
       -o counter_race -lm */
/* Even threads take one lock, odd threads another. */
#include "race.h"

static long threads;
static long iterations;
pthread_mutex_t locks[2] = {PTHREAD_MUTEX_INITIALIZER,
                            PTHREAD_MUTEX_INITIALIZER};
static volatile long counter;

static void
add(long me)
{
    watch_enter();
    start_together(threads);
    for (long i = 0; i < iterations; i++) {
        pthread_mutex_lock(&locks[me % 2]);
        counter = counter + 1;
        pthread_mutex_unlock(&locks[me % 2]);
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
