/*
 * Empty tasks, shared out among two workers: pool_tasks HOW COUNT prints the
 * nanoseconds that one takes.  HOW is `one` for a pool that hands out one at
 * a time, `default` for its own choice, or `openmp` for the dynamic schedule.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "mp.h"

#define WORKERS 2
#define ROUNDS 9

static int
nothing(const void *arg, void *ret_result)
{
    (void)arg;
    (void)ret_result;
    return 0;
}

/* What the compiler cannot see through. */
static int (*volatile task)(const void *arg, void *ret_result) = nothing;

static double
now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void
loop_openmp(const long *args, long *results, long count)
{
    int (*call)(const void *arg, void *ret_result) = task;

#pragma omp parallel for schedule(dynamic) num_threads(WORKERS)
    for (long i = 0; i < count; i++)
        call(&args[i], &results[i]);
}

int
main(int argc, char **argv)
{
    const char *how = argc == 3 ? argv[1] : "";
    long count = argc == 3 ? atol(argv[2]) : 0;
    size_t chunk = strcmp(how, "one") == 0;
    long *args = calloc((size_t)count + 1, sizeof(long));
    long *results = calloc((size_t)count + 1, sizeof(long));
    struct mp_pool *pool;
    double best = 0;

    if (count < 1 || !args || !results || mp_pool_new(WORKERS, &pool) < 0)
        return 2;
    /* The first round only makes memory and threads. */
    for (int i = 0; i <= ROUNDS; i++) {
        double start = now(), took;

        if (strcmp(how, "openmp") == 0)
            loop_openmp(args, results, count);
        else if (mp_pool_map(pool, task, args, results, count,
                             .chunk = chunk) < 0)
            return 1;
        took = (now() - start) / (double)count;
        if (i > 0 && (best <= 0 || took < best))
            best = took;
    }
    mp_pool_free(pool);
    free(args);
    free(results);
    printf("%.3f\n", best);
    return 0;
}
