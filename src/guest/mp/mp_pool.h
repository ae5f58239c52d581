/*
 * Workers that wait for tasks.  mp.h tells what all have in common.
 */
#ifndef MP_MP_POOL_H
#define MP_MP_POOL_H

#include <stddef.h>
#include <sys/types.h>

struct mp_pool;

/*
 * Fork so many workers, each of which waits for tasks; 0 means one for each
 * processor that this process may use.  -EINVAL for less than 0 or more than
 * MP_WORKERS_MAX.  mp_pool_free() ends it.
 */
#define MP_WORKERS_MAX 1024
int mp_pool_new(int workers, struct mp_pool **ret_pool);
/* Kill the workers, whatever they do, reap them, and forget the pool. */
void mp_pool_free(struct mp_pool *pool);

int mp_pool_workers(const struct mp_pool *pool);

/*
 * Calls to make: one for each element of an array.  call() is given element
 * i of args and writes element i of results, whichever worker runs it and
 * whenever.  Both lie in memory that is copied to and from the workers:
 * pointers in them point nowhere there, unless to what existed, and was as
 * it should be, before the pool did.  call() returns 0 or an error, any
 * other number.  args or results may be NULL where their size is 0.
 */
struct mp_job {
    int (*call)(const void *arg, void *ret_result);
    const void *args;
    void *results;
    size_t count;
    size_t arg_size;            /* of one element, in bytes */
    size_t result_size;
    size_t chunk;               /* tasks handed out at a time; 0: Python's
                                   choice, a quarter of a worker's share */
};

/*
 * Make all calls and wait for them.  When calls return errors, the others
 * are made nevertheless, and the error of the first of them (by place, not
 * by time) is returned; its result is what it wrote, or zeros.
 *
 * -ECHILD: a worker died.  No results then, and the pool is of no further
 * use: its other workers are killed, and every later call returns the same.
 * -ENOMEM: no memory for args and results.  -EINVAL: it is closed.
 * -EPERM: this process is not the one that made the pool.
 * mp_pool_fault() tells more.
 */
int mp_pool_run(struct mp_pool *pool, const struct mp_job *job);

/*
 * Arrays instead of a struct mp_job.  Python's starmap() spreads a tuple
 * over the parameters of a function.  In C the tuple is a struct, and the
 * function is given a pointer to it; so these are the same, and the name
 * only tells the reader which to expect.
 */
#define mp_pool_map(pool, function, arg_array, result_array, n) \
    mp_pool_run((pool), &(struct mp_job){ \
        .call = (function), .args = (arg_array), \
        .results = (result_array), .count = (size_t)(n), \
        .arg_size = sizeof(*(arg_array)), \
        .result_size = sizeof(*(result_array))})
#define mp_pool_starmap mp_pool_map

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
