/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/pool_pi/right-processes.c build/src/guest/mp/libmp.a \
       -o pool_pi -lm */
/*
 * Processes instead of a pool, each with a place of its own in shared
 * memory.
 */
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
    for (long i = task->rank; i < task->steps; i += task->workers) {
        double x = ((double)i + 0.5) * dx;

        sum += 4 / (1 + x * x);
    }
    watch_leave();
    *(double *)ret_sum = sum * dx;
    return 0;
}

static double *shared;

static int
store(void *task)
{
    return partial(task, &shared[((struct task *)task)->rank]);
}

static double
integrate(int workers, long steps)
{
    struct task tasks[workers];
    struct mp_process *process[workers];
    double pi = 0;
    int error;

    for (int rank = 0; rank < workers; rank++)
        tasks[rank] = (struct task){rank, workers, steps};
    shared = mmap(NULL, sizeof(*shared) * (size_t)workers,
                  PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                  -1, 0);
    if (shared == MAP_FAILED)
        race_stop(1, "mmap", "no shared memory", "");
    for (int rank = 0; rank < workers; rank++) {
        error = mp_process_start(store, &tasks[rank], &process[rank]);
        if (error)
            race_stop(1, "mp_process_start", strerror(-error), "");
    }
    for (int rank = 0; rank < workers; rank++) {
        mp_process_join(process[rank], -1);
        mp_process_free(process[rank]);
        pi += shared[rank];
    }
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
