/*
 * A pool: its workers, the data of a job, and the wait for it.
 *
 * The pool waits for the end of the job and for the end of each worker in
 * one poll(), so a worker that dies is noticed at once.  What that worker
 * had half done nobody can know: the pool is broken from then on, and its
 * other workers are ended, too.
 */
#include "guest/mp/mp.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "guest/mp/process.h"
#include "guest/mp/queue.h"
#include "guest/mp/shared.h"

#define ALIGNMENT 64            /* of the results, behind the arguments */

struct mp_pool {
    pid_t owner;
    int nworkers;               /* slots of the queue */
    int nstarted;               /* workers there are */
    struct mp_process **workers;
    struct pollfd *fds;         /* a worker each, then the queue's */
    struct queue *queue;
    struct shared data;         /* arguments, then results */
    struct mp_fault fault;
    bool ending;                /* closed or terminated */
    bool terminated;
    bool broken;                /* a worker died before its time */
    bool blind;                 /* some worker's end has no descriptor */
};

/* What a worker is born with. */
struct birth {
    struct mp_pool *pool;
    int number;
};

static void
run_chunk(struct mp_pool *pool, int number, struct queue_chunk *chunk)
{
    const struct queue_job *job = &chunk->job;
    struct queue_slot *slot = &pool->queue->slots[number];
    int rc = shared_follow(&pool->data, job->data_size);

    if (rc < 0) {
        chunk->error = rc;
        chunk->error_task = chunk->first;
        return;
    }
    for (size_t i = chunk->first; i < chunk->first + chunk->count; i++) {
        atomic_store_explicit(&slot->task, i, memory_order_relaxed);
        rc = job->call(pool->data.bytes + i * job->arg_size,
                       pool->data.bytes + job->results_at
                       + i * job->result_size);
        if (rc && !chunk->error) {
            chunk->error = rc;
            chunk->error_task = i;
        }
    }
    atomic_store_explicit(&slot->task, MP_NO_TASK, memory_order_relaxed);
    /* What a task printed is out before its result is in. */
    fflush(stdout);
}

static int
work(void *arg)
{
    struct birth *birth = arg;
    struct mp_pool *pool = birth->pool;
    struct queue_chunk chunk = QUEUE_CHUNK_INIT;

    for (int i = 0; i < pool->nstarted; i++)
        process_forget(pool->workers[i]);
    pool->nstarted = 0;
    while (queue_take(pool->queue, &chunk))
        run_chunk(pool, birth->number, &chunk);
    mp_pool_free(pool);
    return 0;
}

static int
start_workers(struct mp_pool *pool)
{
    for (int i = 0; i < pool->nworkers; i++) {
        struct birth birth = {.pool = pool, .number = i};
        int rc = mp_process_start(work, &birth, &pool->workers[i]);

        if (rc < 0)
            return rc;
        pool->fds[i].fd = process_fd(pool->workers[i]);
        pool->fds[i].events = POLLIN;
        pool->blind = pool->blind || pool->fds[i].fd < 0;
        pool->nstarted++;
    }
    return 0;
}

int
mp_pool_new(int workers, struct mp_pool **ret_pool)
{
    struct mp_pool *pool;
    int rc = -ENOMEM;

    if (workers == 0)
        workers = mp_cpu_count();
    if (workers < 0 || workers > MP_WORKERS_MAX)
        return -EINVAL;
    pool = calloc(1, sizeof(*pool));
    if (!pool)
        return -ENOMEM;
    pool->owner = getpid();
    pool->nworkers = workers;
    pool->data = (struct shared)SHARED_INIT;
    pool->fault = (struct mp_fault){.task = MP_NO_TASK, .worker = -1};
    pool->workers = calloc((size_t)workers, sizeof(struct mp_process *));
    pool->fds = calloc((size_t)workers + 1, sizeof(struct pollfd));
    if (!pool->workers || !pool->fds)
        goto fail;
    rc = queue_new(workers, &pool->queue);
    if (rc < 0)
        goto fail;
    pool->fds[workers] = (struct pollfd){
        .fd = pool->queue->done_fd, .events = POLLIN};
    rc = shared_init(&pool->data);
    if (rc < 0)
        goto fail;
    rc = start_workers(pool);
    if (rc < 0)
        goto fail;
    *ret_pool = pool;
    return 0;
fail:
    mp_pool_free(pool);
    return rc;
}

static void
kill_workers(struct mp_pool *pool)
{
    for (int i = 0; i < pool->nstarted; i++)
        mp_process_kill(pool->workers[i]);
    for (int i = 0; i < pool->nstarted; i++)
        mp_process_join(pool->workers[i], -1);
}

void
mp_pool_free(struct mp_pool *pool)
{
    if (!pool)
        return;
    if (pool->owner == getpid())
        kill_workers(pool);
    for (int i = 0; i < pool->nstarted; i++)
        process_forget(pool->workers[i]);
    shared_release(&pool->data);
    queue_free(pool->queue, pool->nworkers);
    free(pool->workers);
    free(pool->fds);
    free(pool);
}

int
mp_pool_workers(const struct mp_pool *pool)
{
    return pool->nworkers;
}

const struct mp_fault *
mp_pool_fault(const struct mp_pool *pool)
{
    return &pool->fault;
}

static int
fail(struct mp_pool *pool, int error, size_t task)
{
    pool->fault = (struct mp_fault){
        .error = error, .task = task, .worker = -1};
    return error;
}

/* That worker died: remember of what, and end the others. */
static int
break_pool(struct mp_pool *pool, int number)
{
    struct mp_process *worker = pool->workers[number];
    struct mp_fault *fault = &pool->fault;

    pool->broken = true;
    fail(pool, -ECHILD, pool->queue->slots[number].task);
    fault->worker = number;
    fault->pid = mp_process_pid(worker);
    mp_process_exitcode(worker, &fault->exitcode);
    kill_workers(pool);
    return -ECHILD;
}

/* -ECHILD when a worker has died. */
static int
look_after_workers(struct mp_pool *pool)
{
    for (int i = 0; i < pool->nstarted; i++)
        if (mp_process_join(pool->workers[i], 0) != -ETIMEDOUT)
            return break_pool(pool, i);
    return 0;
}

/* Until the job is done or a worker dies. */
static int
wait_for_job(struct mp_pool *pool, size_t *ret_task)
{
    nfds_t nfds = (nfds_t)pool->nworkers + 1;
    int rc = 0, error;

    /* Done is asked first: a worker may die of old age behind its work. */
    while (!queue_done(pool->queue, &error, ret_task)) {
        if (rc < 0)
            return rc;
        poll(pool->fds, nfds, pool->blind ? 5 : -1);
        rc = look_after_workers(pool);
    }
    return error;
}

/* Lay arguments and room for results out in the shared data. */
static int
send(struct mp_pool *pool, const struct mp_job *job, struct queue_job *ret_job)
{
    size_t args, results, at, workers = (size_t)pool->nworkers;
    uint64_t stale;
    int rc;

    if (__builtin_mul_overflow(job->count, job->arg_size, &args) ||
        __builtin_mul_overflow(job->count, job->result_size, &results) ||
        args > SIZE_MAX / 4 || results > SIZE_MAX / 4)
        return -ENOMEM;
    at = (args + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    rc = shared_grow(&pool->data, at + results);
    if (rc < 0)
        return rc;
    if (args > 0)
        memcpy(pool->data.bytes, job->args, args);
    if (results > 0)
        memset(pool->data.bytes + at, 0, results);
    *ret_job = (struct queue_job){
        .call = job->call,
        .count = job->count,
        .chunk = job->chunk,
        .arg_size = job->arg_size,
        .result_size = job->result_size,
        .results_at = at,
        .data_size = at + results,
    };
    if (ret_job->chunk == 0)
        ret_job->chunk = (job->count - 1) / (4 * workers) + 1;
    return read(pool->queue->done_fd, &stale, sizeof(stale)) < 0 &&
           errno != EAGAIN ? -errno : 0;
}

int
mp_pool_run(struct mp_pool *pool, const struct mp_job *job)
{
    struct queue_job shared;
    size_t task = MP_NO_TASK;
    int rc;

    if (pool->owner != getpid())
        return fail(pool, -EPERM, MP_NO_TASK);
    if (pool->ending)
        return fail(pool, -EINVAL, MP_NO_TASK);
    if (pool->broken)
        return -ECHILD;
    if (job->count == 0)
        return 0;
    rc = send(pool, job, &shared);
    if (rc < 0)
        return fail(pool, rc, MP_NO_TASK);
    queue_post(pool->queue, &shared);
    rc = wait_for_job(pool, &task);
    if (rc && task == MP_NO_TASK)
        return rc;              /* a worker died, break_pool() told all */
    if (job->result_size > 0)
        memcpy(job->results, pool->data.bytes + shared.results_at,
               job->count * job->result_size);
    return rc ? fail(pool, rc, task) : 0;
}

int
mp_pool_close(struct mp_pool *pool)
{
    if (pool->owner != getpid())
        return -EPERM;
    pool->ending = true;
    queue_close(pool->queue);
    return 0;
}

int
mp_pool_terminate(struct mp_pool *pool)
{
    if (pool->owner != getpid())
        return -EPERM;
    pool->ending = true;
    pool->terminated = true;
    kill_workers(pool);
    return 0;
}

int
mp_pool_join(struct mp_pool *pool)
{
    int rc = 0, exitcode;

    if (pool->owner != getpid())
        return -EPERM;
    if (!pool->ending)
        return -EINVAL;
    for (int i = 0; i < pool->nstarted; i++) {
        mp_process_join(pool->workers[i], -1);
        if (mp_process_exitcode(pool->workers[i], &exitcode) < 0 ||
            exitcode != 0)
            rc = -ECHILD;
    }
    return pool->terminated ? 0 : rc;
}
