/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/sleepers/right-start-all.c \
       -o sleepers -lm */
/* By the helpers of race.h, which have both loops inside. */
#include "clock.h"
#include "race.h"

static long sleepers;
static long delay_ms;

static long awake[THREADS_MAX];

static void
sleeper(long me)
{
    watch_enter();
    pause_us(delay_ms * 1000);
    awake[me] = 1;
    watch_leave();
}

static void
let_all_sleep(void)
{
    start_all(sleepers, sleeper);
    join_all();
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
