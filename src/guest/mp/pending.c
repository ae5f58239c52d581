/*
 * Jobs under way: their data in the pool's memory, and what became of them.
 *
 * A job has a region of the store from its start until its results were got
 * or it was forgotten, and a slot of the jobs until the pool sees that it is
 * done.  One that is forgotten before lives on until then.
 */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "guest/mp/pool.h"

/* Append an array to a region; false: more than there can be. */
static bool
append(struct mp_region *region, size_t count, size_t size, size_t *ret_at)
{
    size_t bytes, at = (region->size + MP_STORE_ALIGNMENT - 1)
                       / MP_STORE_ALIGNMENT * MP_STORE_ALIGNMENT;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX / 16)
        return false;
    *ret_at = at;
    region->size = at + bytes;
    return true;
}

/* Places are offsets in the region until that has a place of its own. */
static bool
lay_out(struct mp_pending *pending, int workers, bool ordered)
{
    struct mp_jobs_job *job = &pending->job;
    struct mp_region *region = &pending->region;

    job->errors_at = job->order_at = SIZE_MAX;
    if (!append(region, (size_t)workers, sizeof(struct mp_jobs_failure),
                &job->failures_at) ||
        !append(region, job->count, job->result_size, &job->results_at))
        return false;
    if (ordered &&
        (!append(region, job->count, sizeof(int), &job->errors_at) ||
         !append(region, job->nchunks, sizeof(size_t), &job->order_at)))
        return false;
    return append(region, job->count, job->arg_size, &job->args_at);
}

static void
move_by(struct mp_jobs_job *job, size_t at)
{
    job->failures_at += at;
    job->results_at += at;
    job->args_at += at;
    if (job->order_at == SIZE_MAX)
        return;
    job->errors_at += at;
    job->order_at += at;
}

/* Copy arguments there and clear all else, which stands before them. */
static int
send(struct mp_pending *pending, const struct mp_job *job, bool ordered)
{
    struct mp_pool *pool = pending->pool;
    struct mp_jobs_job *sent = &pending->job;
    char *bytes;
    int rc;

    if (!lay_out(pending, pool->nworkers, ordered))
        return -ENOMEM;
    rc = mp_store_take(&pool->store, &pending->region);
    if (rc < 0)
        return rc;
    move_by(sent, pending->region.at);
    sent->store_size = pool->store.size;
    bytes = pool->store.bytes;
    memset(bytes + sent->failures_at, 0, sent->args_at - sent->failures_at);
    if (sent->arg_size > 0)
        memcpy(bytes + sent->args_at, job->args,
               sent->count * sent->arg_size);
    return 0;
}

static struct mp_pending *
new_pending(struct mp_pool *pool, const struct mp_job *job, bool ordered)
{
    struct mp_pending *pending = calloc(1, sizeof(*pending));
    size_t chunk = job->chunk;

    if (!pending)
        return NULL;
    if (chunk == 0 && !ordered && job->count > 0)
        chunk = (job->count - 1) / (4 * (size_t)pool->nworkers) + 1;
    if (chunk > job->count)
        chunk = job->count;
    if (chunk == 0)
        chunk = 1;
    /* Of an empty one there is nothing to get, and its pool may go. */
    pending->got = job->count == 0;
    pending->pool = job->count > 0 ? pool : NULL;
    pending->results = job->results;
    pending->task = MP_NO_TASK;
    pending->job = (struct mp_jobs_job){
        .call = job->call,
        .count = job->count,
        .chunk = chunk,
        .nchunks = job->count / chunk + (job->count % chunk > 0),
        .arg_size = job->args ? job->arg_size : 0,
        .result_size = job->result_size,
    };
    return pending;
}

/* The first error by place, of all workers. */
static void
gather(struct mp_pending *pending)
{
    const struct mp_pool *pool = pending->pool;
    const struct mp_jobs_failure *failures =
        (const void *)(pool->store.bytes + pending->job.failures_at);

    for (int i = 0; i < pool->nworkers; i++)
        if (failures[i].error && failures[i].task < pending->task) {
            pending->error = failures[i].error;
            pending->task = failures[i].task;
        }
}

static bool
is_over(void *what)
{
    struct mp_pending *pending = what;

    if (!pending->slot)
        return true;
    if (!mp_jobs_done(pending->pool->jobs, pending->slot))
        return false;
    gather(pending);
    pending->pool->slots[pending->slot - pending->pool->jobs->slots] = NULL;
    pending->slot = NULL;
    return true;
}

static void
give_region(struct mp_pending *pending)
{
    if (!pending->got && pending->pool)
        mp_store_give(&pending->pool->store, &pending->region);
    pending->got = true;
}

void
mp_pending_sweep(struct mp_pool *pool)
{
    while (pool->forgotten && is_over(pool->forgotten)) {
        struct mp_pending *pending = pool->forgotten;

        pool->forgotten = pending->next;
        if (!pool->forgotten)
            pool->forgotten_end = &pool->forgotten;
        give_region(pending);
        free(pending);
    }
}

void
mp_pending_orphan(struct mp_pool *pool)
{
    struct mp_region *region = pool->store.first;

    while (region) {
        struct mp_pending *pending = (struct mp_pending *)region;

        region = region->next;
        pending->pool = NULL;
    }
    while (pool->forgotten) {
        struct mp_pending *pending = pool->forgotten;

        pool->forgotten = pending->next;
        free(pending);
    }
}

/* Why nothing can be started, or 0. */
static int
refusal(struct mp_pool *pool)
{
    if (pool->owner != getpid())
        return mp_pool_fail(pool, -EPERM, MP_NO_TASK);
    if (pool->ending)
        return mp_pool_fail(pool, -EINVAL, MP_NO_TASK);
    if (pool->broken) {
        pool->fault = pool->death;
        return -ECHILD;
    }
    return 0;
}

/* Send it to the workers, once the slot of the next job is free. */
static int
post(struct mp_pending *pending, const struct mp_job *job, bool ordered)
{
    struct mp_pool *pool = pending->pool;
    struct mp_jobs_slot *slot = mp_jobs_next_slot(pool->jobs);
    struct mp_pending **user = &pool->slots[slot - pool->jobs->slots];
    int rc;

    if (*user && mp_pool_wait(pool, is_over, *user, -1) < 0)
        return refusal(pool);
    rc = send(pending, job, ordered);
    if (rc < 0)
        return mp_pool_fail(pool, rc, MP_NO_TASK);
    pending->slot = slot;
    *user = pending;
    mp_jobs_post(pool->jobs, &pending->job);
    return 0;
}

int
mp_pending_start(struct mp_pool *pool, const struct mp_job *job, bool ordered,
                 struct mp_pending **ret_pending)
{
    struct mp_pending *pending;
    int rc = refusal(pool);

    if (rc < 0)
        return rc;
    mp_pending_sweep(pool);
    pending = new_pending(pool, job, ordered);
    if (!pending)
        return mp_pool_fail(pool, -ENOMEM, MP_NO_TASK);
    rc = job->count > 0 ? post(pending, job, ordered) : 0;
    if (rc < 0) {
        free(pending);
        return rc;
    }
    *ret_pending = pending;
    return 0;
}

int
mp_pool_start(struct mp_pool *pool, const struct mp_job *job,
              struct mp_pending **ret_pending)
{
    return mp_pending_start(pool, job, false, ret_pending);
}

int
mp_pending_fail(const struct mp_pending *pending, int error)
{
    struct mp_pool *pool = pending->pool;

    if (error == -ETIMEDOUT)
        return error;
    if (error != -ECHILD)
        return mp_pool_fail(pool, error, MP_NO_TASK);
    pool->fault = pool->death;
    /* It was at a task of another job. */
    if (pool->death_slot != pending->slot)
        pool->fault.task = MP_NO_TASK;
    return error;
}

int
mp_pending_wait(struct mp_pending *pending, double seconds)
{
    struct mp_pool *pool = pending->pool;
    int rc;

    if (!pending->slot)
        return 0;
    if (!pool)
        return -ECANCELED;
    if (pool->owner != getpid())
        return mp_pool_fail(pool, -EPERM, MP_NO_TASK);
    rc = mp_pool_wait(pool, is_over, pending, seconds);
    return rc < 0 ? mp_pending_fail(pending, rc) : 0;
}

bool
mp_pending_ready(struct mp_pending *pending)
{
    return mp_pending_wait(pending, 0) != -ETIMEDOUT;
}

int
mp_pending_get(struct mp_pending *pending, double seconds)
{
    struct mp_pool *pool = pending->pool;
    const struct mp_jobs_job *job = &pending->job;
    int rc = mp_pending_wait(pending, seconds);

    if (rc < 0)
        return rc;
    if (!pending->got) {
        if (!pool)
            return -ECANCELED;
        if (pending->results && job->result_size > 0)
            memcpy(pending->results, pool->store.bytes + job->results_at,
                   job->count * job->result_size);
        if (pending->error)
            mp_pool_fail(pool, pending->error, pending->task);
        give_region(pending);
        pending->pool = NULL;
    }
    return pending->error;
}

void
mp_pending_free(struct mp_pending *pending)
{
    struct mp_pool *pool = pending ? pending->pool : NULL;

    if (!pool || pool->owner != getpid() || is_over(pending)) {
        if (pending)
            give_region(pending);
        free(pending);
        return;
    }
    pending->next = NULL;
    *pool->forgotten_end = pending;
    pool->forgotten_end = &pending->next;
}

int
mp_pool_run(struct mp_pool *pool, const struct mp_job *job)
{
    struct mp_pending *pending;
    int rc = mp_pending_start(pool, job, false, &pending);

    if (rc < 0)
        return rc;
    rc = mp_pending_get(pending, -1);
    mp_pending_free(pending);
    return rc;
}
