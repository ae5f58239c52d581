/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       exercises/11_pi/two_cuts.c build/src/guest/mp/libmp.a \
       -o two_cuts -lm */

/*
 * A pool counts the divisors of the numbers up to `numbers`, by trying:
 * n is divided by 1, 2, 3 ... n.  The numbers are shared out in two
 * ways: dealt like cards, or as one long slice for each worker.
 * uneven=0 divides each number as often as any other.
 */
#include "clock.h"
#include "mp.h"
#include "race.h"

struct task {
    long first, end, step;      /* range(first, end, step) */
    long same;                  /* divisions of each number, or 0 */
};

struct count {
    long divisors;
    long divisions;             /* that were tried */
};

static int
work(const void *arg, void *ret_count)
{
    const struct task *task = arg;
    struct count count = {0, 0};
    for (long n = task->first; n < task->end; n += task->step) {
        long most = task->same ? task->same : n;
        for (long d = 1; d <= most; d++)
            count.divisors += (unsigned)n % (unsigned)d == 0;
        count.divisions += most;
    }
    *(struct count *)ret_count = count;
    return 0;
}

/* Time the tasks, and tell what the busiest worker had to do. */
static struct count
measure(struct mp_pool *pool, const struct task *tasks, long workers,
        const char *way)
{
    struct count counts[workers], all = {0, 0};
    double begin = clock_ms();
    long most = 0;
    char name[40];

    if (mp_pool_starmap(pool, work, tasks, counts, (size_t)workers) < 0)
        race_stop(1, "starmap", "a worker failed", "");
    snprintf(name, sizeof name, "%s_ms", way);
    result(name, (long)(clock_ms() - begin + 0.5));
    for (long i = 0; i < workers; i++) {
        all.divisors += counts[i].divisors;
        all.divisions += counts[i].divisions;
        if (counts[i].divisions > most)
            most = counts[i].divisions;
    }
    snprintf(name, sizeof name, "%s_share", way);
    result(name, (100 * most + all.divisions / 2) / all.divisions);
    return all;
}

int
main(int argc, char **argv)
{
    long workers, numbers, same;
    struct mp_pool *pool;
    struct count dealt, slices;

    race_begin(argc, argv);
    workers = knob("workers", 2);
    numbers = knob("numbers", 30000);
    same = knob_from("uneven", 1, 0) ? 0 : (numbers + 1) / 2;
    knobs_done();
    if (workers > MP_WORKERS_MAX || numbers > 1000000)
        race_stop(2, "knobs", "1024 workers, 1e6 numbers at most", "");

    struct task hands[workers], cuts[workers];

    for (long i = 0; i < workers; i++) {
        hands[i] = (struct task){i + 1, numbers + 1, workers, same};
        cuts[i] = (struct task){i * numbers / workers + 1,
                                (i + 1) * numbers / workers + 1, 1,
                                same};
    }
    if (mp_cpu_count() == 1)
        printf("One core: in turns no way to share is faster.\n");
    if (mp_pool_new((int)workers, &pool) < 0)
        race_stop(1, "pool", "no processes", "");
    dealt = measure(pool, hands, workers, "dealt");
    slices = measure(pool, cuts, workers, "slices");
    mp_pool_free(pool);

    result("divisors", slices.divisors);
    result("expected_divisors", dealt.divisors);
    result("divisions", dealt.divisions + slices.divisions);
    return 0;
}
