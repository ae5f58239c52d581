/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/pool_pi/right-slices.c build/src/guest/mp/libmp.a \
       -o pool_pi -lm */
/* A slice for each worker; where one ends the next begins. */
#include <math.h>

#include "mp.h"
#include "race.h"

struct task {
    long rank;
    long workers;
    long steps;
};

static int
partial(const void *arg, void *ret_sum)
{
    const struct task *task = arg;
    double dx = 1.0 / (double)task->steps, sum = 0;

    watch_enter();
    start_together(task->workers);
    for (long i = task->rank * task->steps / task->workers;
         i < (task->rank + 1) * task->steps / task->workers; i++) {
        double x = ((double)i + 0.5) * dx;

        sum += 4 / (1 + x * x);
    }
    watch_leave();
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

    for (int rank = 0; rank < workers; rank++)
        tasks[rank] = (struct task){rank, workers, steps};
    error = mp_pool_new(workers, &pool);
    if (error)
        race_stop(1, "mp_pool_new", strerror(-error), "");
    error = mp_pool_starmap(pool, partial, tasks, sums, workers);
    if (error)
        race_stop(1, "mp_pool_starmap", strerror(-error), "");
    mp_pool_free(pool);
    for (int rank = 0; rank < workers; rank++)
        pi += sums[rank];
    return pi;
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
