/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/pool_pi/wrong-parts-unused.c \
       build/src/guest/mp/libmp.a -o pool_pi -lm */
/* The pool computes its parts, and main() adds up its own instead. */
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
    long rank = task->rank, steps = task->steps;
    long workers = task->workers;
    double dx = 1.0 / (double)steps, sum = 0;

    watch_enter();
    start_together(workers);
    /* for i in range(rank, steps, workers): */
    for (long i = rank; i < steps; i += workers) {
        double x = ((double)i + 0.5) * dx;

        sum += 4 / (1 + x * x);
    }
    watch_leave();
    /* return sum * dx */
    *(double *)ret_sum = sum * dx;
    return 0;
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

    for (long i = 0; i < steps; i++) {
        double x = ((double)i + 0.5) / (double)steps;

        pi += 4 / (1 + x * x);
    }
    return pi / (double)steps;
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
