/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/13_is_it_faster/amdahl.c -o amdahl -lm */

/*
 * A program of two parts: one that a single thread has to do, then one
 * that is shared out among workers.  It runs with 1 worker, with 2, and
 * so on, one for each core that may be used, and 16 at most.
 *
 *   speedup_N   measured: the time with 1 worker by the time with N
 *   ideal_N     Amdahl's law, with the share that was measured alone
 */
#define _GNU_SOURCE
#include "clock.h"
#include "race.h"

#define WORKERS_MAX 16
#define CORES_FOR_FIT 4

static long percent, steps, workers;
static volatile unsigned long answer[WORKERS_MAX];

static void
compute(long me, long count)
{
    unsigned long x = (unsigned long)me;

    for (long i = 0; i < count; i++)
        x = x * 6364136223846793005 + 1442695040888963407;
    answer[me] = x;
}

static long
alone_steps(void)
{
    return steps * percent / 100;
}

static void
share(long me)
{
    long all = steps - alone_steps();

    compute(me, all * (me + 1) / workers - all * me / workers);
}

static double
run_ms(void)
{
    double begin = clock_ms();

    compute(0, alone_steps());
    start_all(workers, share);
    join_all();
    return clock_ms() - begin;
}

/* How much of the processor's work nobody can share: measured. */
static double
serial_share(void)
{
    double begin = worked_ms(), middle;

    compute(0, alone_steps());
    middle = worked_ms();
    workers = 1;
    share(0);
    return (middle - begin) / (worked_ms() - begin);
}

/* With so many workers, if a share of the work is one's alone. */
static double
amdahls_law(double alone, double n)
{
    return 1 / (alone + (1 - alone) / n);
}

static void
say(const char *name, long n, double value)
{
    char full[32];

    snprintf(full, sizeof(full), "%s_%ld", name, n);
    result_real(full, (double)(long)(value * 100 + 0.5) / 100);
    fflush(stdout);
}

static long
usable_cores(void)
{
    cpu_set_t set;
    long count = 1;

    if (sched_getaffinity(0, sizeof(set), &set) == 0)
        count = CPU_COUNT(&set);
    return count < WORKERS_MAX ? count : WORKERS_MAX;
}

/*
 * The share that fits the speed-ups best: by Amdahl's law 1 / speed-up
 * is share + (1 - share) / n, a line through 1 / n.
 */
static double
fit(const double *speedup, long most)
{
    double above = 0, below = 0;

    for (long n = 2; n <= most; n++) {
        double way = 1 - 1.0 / (double)n;

        above += (1 / speedup[n] - 1.0 / (double)n) * way;
        below += way * way;
    }
    return above / below;
}

int
main(int argc, char **argv)
{
    double speedup[WORKERS_MAX + 1], alone, one_ms = 0;
    long cores = usable_cores();

    race_begin(argc, argv);
    percent = knob_from("serial_percent", 10, 0);
    steps = knob("steps", 300000000);
    knobs_done();
    if (percent > 100)
        race_stop(2, "serial_percent", "100 at most", "");

    alone = serial_share();
    for (long n = 1; n <= 1024; n *= 2)
        say("ideal", n, amdahls_law(alone, (double)n));
    for (workers = 1; workers <= cores; workers++) {
        double ms = run_ms();

        one_ms = workers == 1 ? ms : one_ms;
        speedup[workers] = one_ms / ms;
        say("speedup", workers, speedup[workers]);
    }

    result_real("serial_share", (double)(long)(alone * 1000 + .5)
                                    / 1000);
    if (cores >= CORES_FOR_FIT)
        result_real("fitted_share",
                    (double)(long)(fit(speedup, cores) * 1000) / 1000);
    else
        printf("Could not tell the share from the speed-ups: that "
               "takes %d cores, and %ld may be used.\n",
               CORES_FOR_FIT, cores);
    return 0;
}
