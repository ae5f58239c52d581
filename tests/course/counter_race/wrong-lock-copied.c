/* verdict: wrong result, right by luck */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/wrong-lock-copied.c \
       -o counter_race -lm */
/* The lock is handed over by value, so each thread has a copy. */
#include "race.h"

static long threads;
static long iterations;
struct job {
    pthread_mutex_t lock;
    long times;
};
static struct job job = {.lock = PTHREAD_MUTEX_INITIALIZER};
static volatile long counter;

static void
add_many(struct job mine)
{
    for (long i = 0; i < mine.times; i++) {
        pthread_mutex_lock(&mine.lock);
        counter = counter + 1;
        pthread_mutex_unlock(&mine.lock);
    }
}

static void
add(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    add_many(job);
    watch_leave();
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    threads = knob("threads", 2);
    iterations = knob("iterations", 100000000);
    knobs_done();

    job.times = iterations;
    start_all(threads, add);
    join_all();

    result("counter", counter);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
