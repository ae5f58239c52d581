/* verdict: stuck */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/wrong-signal-lost.c \
       -o counter_race -lm */
/*
 * Waits for a signal that came before: a condition remembers nothing,
 * and no flag is kept.
 */
#include "race.h"

static long threads;
static long iterations;
pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t begin = PTHREAD_COND_INITIALIZER;
static long counter;

static void
add(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    pthread_mutex_lock(&lock);
    pthread_cond_wait(&begin, &lock);
    counter = counter + iterations;
    pthread_mutex_unlock(&lock);
    watch_leave();
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    threads = knob("threads", 2);
    iterations = knob("iterations", 100000000);
    knobs_done();

    pthread_cond_broadcast(&begin);
    start_all(threads, add);
    join_all();

    result("counter", counter);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
