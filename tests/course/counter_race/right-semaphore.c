/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/counter_race/right-semaphore.c \
       -o counter_race -lm */
/* A semaphore that begins at 1 is a lock. */
#include <semaphore.h>

#include "race.h"

static long threads;
static long iterations;
static sem_t turn;
static long counter;

static void
add(long me)
{
    (void)me;
    watch_enter();
    start_together(threads);
    for (long i = 0; i < iterations; i++) {
        sem_wait(&turn);
        counter = counter + 1;
        sem_post(&turn);
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

    sem_init(&turn, 0, 1);
    start_all(threads, add);
    join_all();

    result("counter", counter);
    result("expected", threads * iterations);
    result("max_at_once", max_at_once());
    return 0;
}
