/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/01_welcome/hello_cores.c -o hello_cores -lm */

/*
 * Every worker says hello and then counts to a million, over and over,
 * until it has used `ms` of processor time.  For each core that it may
 * use, this program starts `per_core` workers.  In Python:
 *
 *   cores = len(os.sched_getaffinity(0))
 *   workers = [Process(target=work, args=(me,))
 *              for me in range(cores * per_core)]
 */
#define _GNU_SOURCE 1
#include "race.h"

static long ms;
static long rounds[THREADS_MAX];        /* each worker has its own */

/* time.thread_time() in milliseconds: it stands still while waiting */
static long
worked_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* for i in range(1_000_000): pass */
static void
count_to_a_million(void)
{
    for (volatile long i = 0; i < 1000000; i++)
        ;
}

/* [work] */
static void
work(long me)
{
    int core = sched_getcpu();
    printf("Worker %ld is on core %d.\n", me, core);
    while (worked_ms() < ms) {
        count_to_a_million();
        rounds[me] = rounds[me] + 1;
    }
    printf("Worker %ld: %ld rounds.\n", me, rounds[me]);
}

/* len(os.sched_getaffinity(0)) */
static long
usable_cores(void)
{
    cpu_set_t set;

    if (sched_getaffinity(0, sizeof(set), &set) < 0)
        return 1;
    return CPU_COUNT(&set);
}

int
main(int argc, char **argv)
{
    long per_core, workers, all = 0;

    race_begin(argc, argv);
    ms = knob("ms", 1000);
    per_core = knob("per_core", 1);
    knobs_done();

    workers = usable_cores() * per_core;
    start_all(workers, work);
    join_all();

    for (long me = 0; me < workers; me++)
        all += rounds[me];
    result("cores", usable_cores());
    result("workers", workers);
    result("rounds", all);
    return 0;
}
