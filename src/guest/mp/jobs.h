/*
 * What a pool and its workers share: the jobs, how far each has been handed
 * out, and how much of it is done.
 *
 * There is no lock.  A worker takes a chunk of tasks by lessening the number
 * of those that are left, and reads what the job is only then: as long as it
 * has not reported that chunk the job is not done, and as long as a job is
 * not done its slot stays as it is.  A worker that looks at a slot too late
 * finds nothing, or a chunk of the job that is there then.  A worker may be
 * killed anywhere; its chunks are never reported, and it is for the pool,
 * who reaps it, to say so.  Sleeping is left to a futex and a descriptor.
 */
#ifndef MP_JOBS_H
#define MP_JOBS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "guest/mp/mp.h"

/* Places are offsets in the store. */
struct mp_jobs_job {
    int (*call)(const void *arg, void *ret_result);
    size_t count;
    size_t chunk;               /* at least 1, at most count */
    size_t nchunks;
    size_t arg_size;
    size_t result_size;
    size_t args_at;
    size_t results_at;
    size_t failures_at;         /* of a struct mp_jobs_failure each worker */
    size_t errors_at;           /* of an int each task; SIZE_MAX: none */
    size_t order_at;            /* of an atomic size_t each chunk: a chunk
                                   that is done, plus 1; SIZE_MAX: none */
    size_t store_size;
};

/* The first error that a worker's calls of a job returned. */
struct mp_jobs_failure {
    int error;
    size_t task;
};

struct mp_jobs_slot {
    struct mp_jobs_job job;     /* written where no chunk is under way */
    _Alignas(64) _Atomic size_t left; /* chunks that nobody has taken */
    _Atomic size_t done;        /* chunks that were reported */
    _Atomic size_t ordered;     /* places of the order that are taken */
};

/* Written by its worker alone, so each has a cache line. */
struct mp_jobs_worker {
    _Alignas(64) _Atomic size_t task; /* it is at; MP_NO_TASK: at none */
    _Atomic(const struct mp_jobs_slot *) slot;
    _Atomic bool over;          /* it has ended as it should */
};

struct mp_jobs {
    struct mp_jobs_slot *slots; /* MP_PENDING_MAX, used in turn */
    int done_fd;                /* an eventfd, written for the owner */
    _Atomic size_t posted;      /* jobs, ever */
    _Atomic bool closed;        /* no more jobs will come */
    _Alignas(64) _Atomic size_t first; /* job that may have chunks left */
    _Alignas(64) _Atomic uint32_t changed; /* a futex; grows with posted and
                                              closed */
    _Atomic uint32_t sleepers;  /* at least so many */
    _Atomic uint32_t listening; /* the owner wants to hear */
    struct mp_jobs_worker workers[];
};

/* Tasks first .. first + count - 1 of a job. */
struct mp_jobs_chunk {
    struct mp_jobs_slot *slot;  /* NULL: none yet */
    struct mp_jobs_job job;
    size_t number;
    size_t first;
    size_t count;
    size_t unreported;          /* chunks of that job that were run */
};

#define MP_JOBS_CHUNK_INIT {.slot = NULL}

/* In memory of its own that forked processes share. */
int mp_jobs_new(int workers, struct mp_jobs **ret_jobs);
/* Unmap it here; the memory goes with its last user. */
void mp_jobs_free(struct mp_jobs *jobs, int workers);

/* The owner's side.  The slot where the next job will be: whoever had it
 * before must be done. */
struct mp_jobs_slot *mp_jobs_next_slot(const struct mp_jobs *jobs);
void mp_jobs_post(struct mp_jobs *jobs, const struct mp_jobs_job *job);
void mp_jobs_close(struct mp_jobs *jobs);
bool mp_jobs_done(struct mp_jobs *jobs, const struct mp_jobs_slot *slot);
/* Whether there is a chunk at that place of an order, and which. */
bool mp_jobs_seen(struct mp_jobs *jobs, const _Atomic size_t *order,
                  size_t *ret_chunk);
/* From here on done_fd tells of the next change. */
void mp_jobs_listen(struct mp_jobs *jobs);

/*
 * The worker's side: count the chunk as run, and put the next one there;
 * waits for one.  false: closed, there is none.
 */
bool mp_jobs_take(struct mp_jobs *jobs, struct mp_jobs_chunk *chunk);
/* Its results may be read; `order` is the job's. */
void mp_jobs_show(struct mp_jobs *jobs, const struct mp_jobs_chunk *chunk,
                  _Atomic size_t *order);

#endif
