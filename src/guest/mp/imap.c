/*
 * Results one by one.  Workers write down in which order they finish chunks,
 * and the iterator follows that.  In order, it puts those that are early
 * aside until their turn.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "guest/mp/pool.h"

struct mp_imap {
    struct mp_pending *pending;
    bool *early;                /* chunks that are there; NULL: any order */
    size_t seen;                /* places of the order */
    size_t turn;                /* the next chunk, in order */
    size_t place;               /* the next element of the chunk that is */
    size_t end;                 /* given out, and its end */
};

static int
new_imap(struct mp_pool *pool, const struct mp_job *job, bool in_turn,
         struct mp_imap **ret_imap)
{
    struct mp_imap *imap = calloc(1, sizeof(*imap));
    int rc = -ENOMEM;

    if (!imap)
        return mp_pool_fail(pool, -ENOMEM, MP_NO_TASK);
    rc = mp_pending_start(pool, job, true, &imap->pending);
    if (rc < 0)
        goto fail;
    if (in_turn) {
        imap->early = calloc(imap->pending->job.nchunks + 1, sizeof(bool));
        if (!imap->early) {
            rc = mp_pool_fail(pool, -ENOMEM, MP_NO_TASK);
            goto fail;
        }
    }
    *ret_imap = imap;
    return 0;
fail:
    mp_imap_free(imap);
    return rc;
}

int
mp_pool_imap_job(struct mp_pool *pool, const struct mp_job *job,
                 struct mp_imap **ret_imap)
{
    return new_imap(pool, job, true, ret_imap);
}

int
mp_pool_imap_unordered_job(struct mp_pool *pool, const struct mp_job *job,
                           struct mp_imap **ret_imap)
{
    return new_imap(pool, job, false, ret_imap);
}

void
mp_imap_free(struct mp_imap *imap)
{
    if (!imap)
        return;
    mp_pending_free(imap->pending);
    free(imap->early);
    free(imap);
}

static void
give_out(struct mp_imap *imap, size_t chunk)
{
    const struct mp_jobs_job *job = &imap->pending->job;

    imap->place = chunk * job->chunk;
    imap->end = job->count - imap->place < job->chunk
                    ? job->count : imap->place + job->chunk;
}

/* Whether there is a chunk to give out; then it is. */
static bool
has_come(void *what)
{
    struct mp_imap *imap = what;
    const struct mp_jobs_job *job = &imap->pending->job;
    struct mp_pool *pool = imap->pending->pool;
    const _Atomic size_t *order =
        (const void *)(pool->store.bytes + job->order_at);
    size_t chunk;

    while (imap->seen < job->nchunks &&
           mp_jobs_seen(pool->jobs, &order[imap->seen], &chunk)) {
        imap->seen++;
        if (!imap->early) {
            give_out(imap, chunk);
            return true;
        }
        imap->early[chunk] = true;
    }
    if (!imap->early || !imap->early[imap->turn])
        return false;
    give_out(imap, imap->turn++);
    return true;
}

/* The element at `place` is there. */
static int
give(struct mp_imap *imap, size_t *ret_place, void *ret_result)
{
    const struct mp_jobs_job *job = &imap->pending->job;
    struct mp_pool *pool = imap->pending->pool;
    const char *bytes = pool->store.bytes;
    size_t place = imap->place++;
    int error = ((const int *)(bytes + job->errors_at))[place];

    if (ret_place)
        *ret_place = place;
    if (error)
        return mp_pool_fail(pool, error, place);
    if (ret_result)
        memcpy(ret_result, bytes + job->results_at + place * job->result_size,
               job->result_size);
    return 0;
}

/* Whether all chunks were given out. */
static bool
is_exhausted(const struct mp_imap *imap)
{
    size_t given = imap->early ? imap->turn : imap->seen;

    return given == imap->pending->job.nchunks;
}

int
mp_imap_next(struct mp_imap *imap, double seconds, size_t *ret_place,
             void *ret_result)
{
    struct mp_pool *pool = imap->pending->pool;
    int rc;

    if (imap->place == imap->end && is_exhausted(imap))
        return -ENODATA;
    if (!pool)
        return -ECANCELED;
    if (pool->owner != getpid())
        return mp_pool_fail(pool, -EPERM, MP_NO_TASK);
    if (imap->place == imap->end) {
        rc = mp_pool_wait(pool, has_come, imap, seconds);
        if (rc < 0)
            return mp_pending_fail(imap->pending, rc);
    }
    return give(imap, ret_place, ret_result);
}
