/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       exercises/12_pool/failing_task.c build/src/guest/mp/libmp.a \
       -o failing_task -lm */

/*
 * Eight tasks for a pool, and the fifth goes wrong: it returns an
 * error, as Python's would raise one, or its process is killed, as the
 * system does when memory runs out.
 */
#include <errno.h>
#include <signal.h>

#include "clock.h"
#include "mp.h"
#include "race.h"

#define TASKS 8

static long fault;              /* 1: an error, 2: killed */

/* def square(number): */
static int
square(const void *arg, void *ret_square)
{
    long number = *(const long *)arg;

    if (number == 5 && fault == 1)
        return EDOM;            /* raise ValueError("not five") */
    if (number == 5 && fault == 2)
        kill(getpid(), SIGKILL);
    *(long *)ret_square = number * number;
    return 0;
}

int
main(int argc, char **argv)
{
    long workers, numbers[TASKS], answers[TASKS] = {0}, good = 0;
    const struct mp_fault *what;
    struct mp_pool *pool;
    double began;
    int rc;

    race_begin(argc, argv);
    workers = knob("workers", 2);
    fault = knob_from("fault", 2, 0);
    knobs_done();
    if (workers > 64 || fault > 2)
        race_stop(2, "workers, fault", "64 and 2 at most", "");

    for (long i = 0; i < TASKS; i++)
        numbers[i] = i + 1;
    if (mp_pool_new((int)workers, &pool) < 0)
        race_stop(1, "pool", "no more processes", "");
    began = clock_ms();
    /* answers = pool.map(square, numbers) */
    rc = mp_pool_map(pool, square, numbers, answers, TASKS);
    result("waited_ms", (long)(clock_ms() - began));

    what = mp_pool_fault(pool);
    if (rc == -ECHILD)
        printf("worker %d, process %d: killed by signal %d\n",
               what->worker, (int)what->pid, -what->exitcode);
    else if (rc)
        printf("task %zu, with %ld: %s\n", what->task,
               numbers[what->task], strerror(rc));
    for (long i = 0; i < TASKS; i++)
        good += answers[i] == numbers[i] * numbers[i];
    result("answers", good);
    result("task_failed", rc > 0);
    result("worker_died", rc == -ECHILD);
    mp_pool_free(pool);
    return 0;
}
