/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/07_how_many_cores/pinned.c -o pinned -lm */

/*
 * The same work three times: by one worker, by several on whatever
 * cores are free, and by several that may use but a single core.  In
 * Python:
 *
 *   os.sched_setaffinity(0, {core})    before the threads are started
 *
 * A thread begins with what its creator may use.  So main() confines
 * itself, starts the workers, and later takes back what it had.
 */
#define _GNU_SOURCE 1
#include "clock.h"
#include "race.h"

#define TIMES 3                 /* each is measured; the best counts */

static long millions;

/* for i in range(millions * 1_000_000): pass */
static void
work(long me)
{
    (void)me;
    for (volatile long i = 0; i < millions * 1000000; i++)
        ;
}

struct timing {
    double clock;               /* ms until the last was done */
    double worked;              /* ms of processor time, of all */
};

static struct timing
measure(long workers)
{
    struct timing best = {1e18, 1e18};

    for (int i = 0; i < TIMES; i++) {
        double clock = clock_ms(), worked = worked_ms();

        start_all(workers, work);
        join_all();
        clock = clock_ms() - clock;
        worked = worked_ms() - worked;
        if (clock < best.clock)
            best = (struct timing){clock, worked};
    }
    return best;
}

/* [pin] */
static struct timing
measure_pinned(long workers, const cpu_set_t *all)
{
    struct timing timing;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    sched_setaffinity(0, sizeof(one), &one);
    timing = measure(workers);
    sched_setaffinity(0, sizeof(*all), all);
    return timing;
}

static void
tell(const char *name, const struct timing *timing)
{
    char words[64];

    snprintf(words, sizeof(words), "%s_ms", name);
    result(words, (long)timing->clock);
    snprintf(words, sizeof(words), "%s_worked_ms", name);
    result(words, (long)timing->worked);
}

int
main(int argc, char **argv)
{
    struct timing timing;
    long workers;
    cpu_set_t all;

    race_begin(argc, argv);
    workers = knob("workers", 2);
    millions = knob("millions", 100);
    knobs_done();
    if (workers > 64)
        race_stop(2, "workers", "64 at most", "");
    if (sched_getaffinity(0, sizeof(all), &all) < 0)
        race_stop(1, "sched_getaffinity", "not told", "");
    if (CPU_COUNT(&all) == 1)
        printf("Only one core is ours: free is pinned here, too.\n");

    timing = measure(1);
    tell("alone", &timing);
    timing = measure(workers);
    tell("free", &timing);
    timing = measure_pinned(workers, &all);
    tell("pinned", &timing);
    return 0;
}
