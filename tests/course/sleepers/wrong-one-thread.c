/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/sleepers/wrong-one-thread.c \
       -o sleepers -lm */
/* A single thread sleeps for all of them. */
#include "clock.h"
#include "race.h"

static long sleepers;
static long delay_ms;

static long awake[THREADS_MAX];

pthread_t thread[THREADS_MAX];

static void *
sleeper(void *arg)
{
    for (long me = 0; me < sleepers; me++) {
        watch_enter();
        pause_us(delay_ms * 1000);
        awake[me] = 1;
        watch_leave();
    }
    return arg;
}

static void
let_all_sleep(void)
{
    pthread_create(&thread[0], NULL, sleeper, NULL);
    pthread_join(thread[0], NULL);
}

int
main(int argc, char **argv)
{
    double begin;
    long count = 0;

    race_begin(argc, argv);
    sleepers = knob("sleepers", 8);
    delay_ms = knob("delay_ms", 250);
    knobs_done();

    begin = clock_ms();
    let_all_sleep();
    result("elapsed_ms", (long)(clock_ms() - begin));

    for (long me = 0; me < sleepers; me++)
        count += awake[me];
    result("awake", count);
    result("expected_awake", sleepers);
    result("max_at_once", max_at_once());
    return 0;
}
