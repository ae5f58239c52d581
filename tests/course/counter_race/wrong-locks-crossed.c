/* verdict: deadlock */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/wrong-locks-crossed.c \
       -o counter_race -lm */
/*
 * Two locks, taken in either order: at the latest in the pause each
 * thread holds one and waits for the other.
 */
#include "race.h"

static long threads;
static long iterations;
pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
pthread_mutex_t two = PTHREAD_MUTEX_INITIALIZER;
static long counter;

static void
add(long me)
{
    watch_enter();
    start_together(threads);
    for (long i = 0; i < iterations; i++) {
        pthread_mutex_lock(me % 2 ? &two : &one);
        if (i % 100 == 0)
            pause_us(200);
        pthread_mutex_lock(me % 2 ? &one : &two);
        counter = counter + 1;
        pthread_mutex_unlock(&one);
        pthread_mutex_unlock(&two);
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
