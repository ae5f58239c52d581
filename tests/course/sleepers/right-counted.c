/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/sleepers/right-counted.c \
       -o sleepers -lm */
/* Nobody is joined: main() waits until the last has counted itself. */
#include "clock.h"
#include "race.h"

static long sleepers;
static long delay_ms;

static long awake[THREADS_MAX];

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t more = PTHREAD_COND_INITIALIZER;
static long done;

static void *
sleeper(void *arg)
{
    long me = (long)arg;

    watch_enter();
    pause_us(delay_ms * 1000);
    watch_leave();
    pthread_mutex_lock(&lock);
    awake[me] = 1;
    done++;
    pthread_cond_signal(&more);
    pthread_mutex_unlock(&lock);
    return NULL;
}

static void
let_all_sleep(void)
{
    pthread_t thread;

    for (long me = 0; me < sleepers; me++) {
        pthread_create(&thread, NULL, sleeper, (void *)me);
        pthread_detach(thread);
    }
    pthread_mutex_lock(&lock);
    while (done < sleepers)
        pthread_cond_wait(&more, &lock);
    pthread_mutex_unlock(&lock);
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
