/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/06_why_threads/sleepers.c -o sleepers -lm */

/*
 * Some sleepers sleep for a while, and each says when it is awake.
 * Here main() lets one sleep after the other.  In Python, all at once:
 *
 *   threads = [Thread(target=sleeper, args=(me,))
 *              for me in range(sleepers)]
 *   for thread in threads: thread.start()
 *   for thread in threads: thread.join()
 */
#include "clock.h"
#include "race.h"

static long sleepers;
static long delay_ms;

static long awake[THREADS_MAX]; /* each sleeper sets its own to 1 */

/* One for each sleeper, to join it by: threads = [None] * sleepers */
pthread_t thread[THREADS_MAX];

/*
 * def sleeper(me):
 *
 * A thread is given one pointer and gives one back.  A small number can
 * travel as if it were a pointer: (void *)me on the way in, (long)arg
 * out again.
 */
/* [sleeper] */
static void *
sleeper(void *arg)
{
    long me = (long)arg;
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
    // TODO: start a thread for each, and when all are started join them
    for (long me = 0; me < sleepers; me++)
        sleeper((void *)me);
    /* thread[me] = Thread(target=sleeper, args=(me,)) */
    /* thread[me].start() */
    /* thread[me].join() */
    // end
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
    if (sleepers > THREADS_MAX)
        race_stop(2, "sleepers", "1024 at most", "");

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
