/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       exercises/06_why_threads/tickers.c build/src/guest/mp/libmp.a \
       -o tickers -lm */

/*
 * Four threads tick, each at a pace of its own: every unit, every 2, 4
 * and 5 units.  At each tick a thread writes a line, and then does
 * something else for a while, which takes 20 ms.  In Python:
 *
 *   def tick(me):
 *       start.wait()
 *       for i in range(ticks):
 *           due = due + every[me] * unit
 *           time.sleep(due - time.monotonic())
 */
#include "clock.h"
#include "mp.h"
#include "race.h"

#define TICKERS 4
#define ELSE_MS 20

static const long every[TICKERS] = {1, 2, 4, 5};

static long unit_ms;
static long ticks;
static long on_time;
static double late_ms[TICKERS]; /* how late each came in the end */

/* start = Event(): it is set when all may begin, at the same time */
static struct mp_event *start;
static double begin;

static void
sleep_until(double due)
{
    double left = due - clock_ms();

    if (left > 0)
        pause_us((long)(left * 1000) + 1);
}

static void
tick(long me)
{
    double step = (double)(every[me] * unit_ms), due;

    mp_event_wait(start, -1);
    due = begin;
    for (long i = 1; i <= ticks; i++) {
        if (on_time)
            due = due + step;
        else
            due = clock_ms() + step;
        sleep_until(due);
        late_ms[me] = clock_ms() - (begin + (double)i * step);
        printf("%5.0f ms: tick %ld of every %ld\n",
               clock_ms() - begin, i, every[me]);
        pause_us(ELSE_MS * 1000);
    }
}

int
main(int argc, char **argv)
{
    double took;

    race_begin(argc, argv);
    unit_ms = knob("unit_ms", 100);
    ticks = knob("ticks", 3);
    on_time = knob_from("on_time", 1, 0);
    knobs_done();

    if (mp_event_new(&start) < 0)
        race_stop(1, "mp_event_new", "no event", "");
    start_all(TICKERS, tick);
    begin = clock_ms();
    mp_event_set(start);
    join_all();
    took = clock_ms() - begin;
    mp_event_free(start);

    result("elapsed_ms", (long)took);
    result("sum_ms", ticks * unit_ms * (1 + 2 + 4 + 5));
    result("late_ms", (long)late_ms[0]);
    return 0;
}
