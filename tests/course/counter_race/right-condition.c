/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/right-condition.c \
       -o counter_race -lm */
/* A lock by hand: a flag under a mutex, and a condition to wait for. */
#include "race.h"

static long threads;
static long iterations;
pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t left = PTHREAD_COND_INITIALIZER;
static int inside;
static long counter;

/* Wait until nobody else is inside. */
static void
enter(void)
{
    pthread_mutex_lock(&lock);
    while (inside)
        pthread_cond_wait(&left, &lock);
    inside = 1;
    pthread_mutex_unlock(&lock);
}

static void
leave(void)
{
    pthread_mutex_lock(&lock);
    inside = 0;
    pthread_cond_signal(&left);
    pthread_mutex_unlock(&lock);
}

static void
add(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    for (long i = 0; i < iterations; i++) {
        enter();
        counter = counter + 1;
        leave();
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
