/* verdict: wrong result, right by luck */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/sleepers/wrong-number-shared.c \
       -o sleepers -lm */
/* All are given a pointer to the same number, which changes. */
#include "clock.h"
#include "race.h"

static long sleepers;
static long delay_ms;

static long awake[THREADS_MAX];

pthread_t thread[THREADS_MAX];

static void *
sleeper(void *arg)
{
    long me = *(long *)arg;
    watch_enter();
    pause_us(delay_ms * 1000);
    awake[me] = 1;
    printf("Sleeper %ld is awake.\n", me);
    watch_leave();
    return NULL;
}

static void
let_all_sleep(void)
{
    for (long me = 0; me < sleepers; me++)
        pthread_create(&thread[me], NULL, sleeper, &me);
    for (long me = 0; me < sleepers; me++)
        pthread_join(thread[me], NULL);
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
