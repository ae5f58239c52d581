/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/pool_pi/wrong-tasks-idle.c \
       build/src/guest/mp/libmp.a -o pool_pi -lm */
/* The pool's tasks return nothing but 0; main() integrates alone. */
#include <math.h>

#include "mp.h"
#include "race.h"

/*
 * What one worker has to know.  In Python it is the tuple of arguments
 * that starmap() spreads, (rank, workers, steps); in C it is a struct,
 * and the worker is given a pointer to it.
 */
struct task {
    long rank;                  /* 0, 1, ... workers - 1 */
    long workers;
    long steps;
};

/* def partial(rank, workers, steps): */
static int
partial(const void *arg, void *ret_sum)
{
    const struct task *task = arg;
    long rank = task->rank;
    long workers = task->workers;

    watch_enter();
    start_together(workers);
    watch_leave();
    *(double *)ret_sum = (double)(rank / workers);
    return 0;
}

static double
alone(long steps)
{
    double dx = 1.0 / (double)steps, sum = 0;

    for (long i = 0; i < steps; i++) {
        double x = ((double)i + 0.5) * dx;

        sum += 4 / (1 + x * x);
    }
    return sum * dx;
}

static double
integrate(int workers, long steps)
{
    struct task tasks[workers];
    struct mp_pool *pool;
    double sums[workers], pi = 0;
    int error;

    /* tasks = [(rank, workers, steps) for rank in range(workers)] */
    for (int rank = 0; rank < workers; rank++)
        tasks[rank] = (struct task){rank, workers, steps};

    /* with Pool(workers) as pool: */
    error = mp_pool_new(workers, &pool);
    if (error)
        race_stop(1, "mp_pool_new", strerror(-error), "");
    /*     sums = pool.starmap(partial, tasks) */
    error = mp_pool_starmap(pool, partial, tasks, sums, workers);
    if (error)
        race_stop(1, "mp_pool_starmap", strerror(-error), "");
    mp_pool_free(pool);

    /* pi = sum(sums) */
    for (int rank = 0; rank < workers; rank++)
        pi += sums[rank];
    return pi + alone(steps);
}

int
main(int argc, char **argv)
{
    long workers, steps;
    double pi;

    race_begin(argc, argv);
    workers = knob("workers", 2);
    steps = knob("steps", 1000000000);
    knobs_done();
    if (workers > MP_WORKERS_MAX)
        race_stop(2, "workers", "1024 at most", "");

    pi = integrate((int)workers, steps);

    result_real("pi", pi);
    result_real("error", fabs(pi - M_PI));
    result("max_at_once", max_at_once());
    return 0;
}
