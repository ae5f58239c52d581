/*
 * Workers that wait for tasks.  mp.h tells what all have in common.
 */
#ifndef MP_MP_POOL_H
#define MP_MP_POOL_H

#include <stddef.h>
#include <sys/types.h>

#include "mp_job.h"

struct mp_pool;

/*
 * Fork so many workers, each of which waits for tasks; 0 means as many as
 * mp_cpu_count() tells.  -EINVAL for less than 0 or more than
 * MP_WORKERS_MAX.  mp_pool_free() ends it.
 */
#define MP_WORKERS_MAX 1024
int mp_pool_new(int workers, struct mp_pool **ret_pool);
/* Kill the workers, whatever they do, reap them, and forget the pool.  What
 * was pending can be freed afterwards, too. */
void mp_pool_free(struct mp_pool *pool);

int mp_pool_workers(const struct mp_pool *pool);

/*
 * Make all calls and wait for them.  When calls return errors, the others
 * are made nevertheless, and the error of the first of them (by place, not
 * by time) is returned; its result is what it wrote, or zeros.
 *
 * -ECHILD: a worker died.  No results then, and the pool is of no further
 * use: its other workers are killed, and every later call returns the same.
 * -ENOMEM: no memory for args and results.  -EINVAL: it is closed.
 * -EPERM: this process is not the one that made the pool; so a task cannot
 * use the pool that runs it.
 * mp_pool_fault() tells more.
 */
int mp_pool_run(struct mp_pool *pool, const struct mp_job *job);

/*
 * Arrays instead of a struct mp_job: mp_pool_map(pool, function, args,
 * results, n), to which `, .chunk = 100` may be added.  Python's starmap()
 * spreads a tuple over the parameters of a function.  In C the tuple is a
 * struct, and the function is given a pointer to it; so these are the same,
 * and the name only tells the reader which to expect.  mp_pool_apply() makes
 * one call, with pointers to its argument and its result.
 */
#define mp_pool_map(pool, function, args, results, ...) \
    mp_pool_run((pool), &MP_JOB(function, args, results, __VA_ARGS__))
#define mp_pool_starmap mp_pool_map
#define mp_pool_apply(pool, function, arg, result) \
    mp_pool_run((pool), &MP_JOB(function, arg, result, 1))

/* What went wrong in the last call that returned an error. */
struct mp_fault {
    int error;                  /* what it returned; 0: none did */
    size_t task;                /* the element; MP_NO_TASK: no task's fault */
    int worker;                 /* that died, from 0; -1: none died */
    pid_t pid;                  /* the dead worker's */
    int exitcode;               /* the dead worker's, minus the signal */
};
#define MP_NO_TASK ((size_t)-1)
/* Borrowed, until the next call with this pool. */
const struct mp_fault *mp_pool_fault(const struct mp_pool *pool);

/* No more jobs will come: the workers end when they have nothing to do. */
int mp_pool_close(struct mp_pool *pool);
/* Wait for that; -EINVAL: neither closed nor terminated, -ECHILD: one died
 * before. */
int mp_pool_join(struct mp_pool *pool);
/* Kill the workers, whatever they do; join afterwards.  Unlike Python's it
 * does not rely on SIGTERM, which a task could ignore. */
int mp_pool_terminate(struct mp_pool *pool);

#endif
