/*
 * Jobs that a pool does while its owner does something else.  mp.h tells
 * what all have in common, mp_pool.h what all jobs of a pool have.
 */
#ifndef MP_MP_ASYNC_H
#define MP_MP_ASYNC_H

#include <stdbool.h>
#include <stddef.h>

#include "mp_job.h"

struct mp_pool;

/*
 * A job under way, Python's AsyncResult.  Arguments are copied when it is
 * started; results must stay where they are until they were got.  Any number
 * may be under way; the workers begin them in the order in which they were
 * started.  Beyond MP_PENDING_MAX that the workers have not done, starting
 * waits until the oldest is.
 */
struct mp_pending;
#define MP_PENDING_MAX 4096

/* The errors are mp_pool_run()'s, but for those of calls.  mp_pending_free()
 * ends it. */
int mp_pool_start(struct mp_pool *pool, const struct mp_job *job,
                  struct mp_pending **ret_pending);

/* Fields of a struct mp_job, such as `, .chunk = 100`, may stand behind. */
#define mp_pool_map_async(pool, function, args, results, n, ret_pending, ...) \
    mp_pool_start((pool), &MP_JOB(function, args, results, (n), \
                                  __VA_ARGS__), (ret_pending))
#define mp_pool_starmap_async mp_pool_map_async
#define mp_pool_apply_async(pool, function, arg, result, ret_pending) \
    mp_pool_start((pool), &MP_JOB(function, arg, result, 1), (ret_pending))

/* Whether it is over: all calls are made, or a worker died. */
bool mp_pending_ready(struct mp_pending *pending);

/* Wait until it is over, at most so many seconds, less than 0: as long as it
 * takes.  -ETIMEDOUT: it is not yet. */
int mp_pending_wait(struct mp_pending *pending, double seconds);

/*
 * Wait, and copy the results to where the job wanted them.  Returns what
 * mp_pool_run() would, or -ETIMEDOUT.  -ECANCELED: the pool was terminated
 * before it was done, or freed before this.
 */
int mp_pending_get(struct mp_pending *pending, double seconds);

/* Forget it.  Its calls are made nevertheless, as in Python. */
void mp_pending_free(struct mp_pending *pending);

/*
 * Results one by one, as they come.  imap gives them in order, and so may
 * wait for one while later ones are there; imap_unordered gives what is
 * there.  The function of mp_imap_next() is Python's next().
 */
struct mp_imap;

/* results of the job is not used.  mp_imap_free() ends it. */
int mp_pool_imap_job(struct mp_pool *pool, const struct mp_job *job,
                     struct mp_imap **ret_imap);
int mp_pool_imap_unordered_job(struct mp_pool *pool, const struct mp_job *job,
                               struct mp_imap **ret_imap);

/* `type` is that of a result.  `, .chunk = 100` may stand behind. */
#define mp_pool_imap(pool, function, args, type, n, ret_imap, ...) \
    mp_pool_imap_job((pool), &MP_JOB(function, args, (type *)0, (n), \
                                     __VA_ARGS__), (ret_imap))
#define mp_pool_imap_unordered(pool, function, args, type, n, ret_imap, ...) \
    mp_pool_imap_unordered_job((pool), \
        &MP_JOB(function, args, (type *)0, (n), __VA_ARGS__), (ret_imap))

/*
 * The next result, and which element it is of (ret_place may be NULL).  Waits
 * for it so many seconds at most: -ETIMEDOUT.  -ENODATA: there are no more.
 * A call's error is returned; ret_place is set then, too, and the next time
 * goes on behind it.  -ECHILD, -ECANCELED: as for mp_pending_get().
 */
int mp_imap_next(struct mp_imap *imap, double seconds, size_t *ret_place,
                 void *ret_result);
void mp_imap_free(struct mp_imap *imap);

#endif
