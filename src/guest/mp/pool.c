/*
 * A pool: its workers, and the wait for them.
 *
 * The pool waits for what its jobs tell and for the end of each worker in
 * one poll(), so a worker that dies is noticed at once.  What that worker
 * had half done nobody can know: the pool is broken from then on, and its
 * other workers are ended, too.
 */
#include "guest/mp/pool.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <unistd.h>

#include "guest/mp/process.h"
#include "guest/mp/until.h"
#include "guest/mp/watched.h"

/* What a worker is born with. */
struct birth {
    struct mp_pool *pool;
    int number;
};

static void
run_tasks(char *bytes, struct mp_jobs_worker *worker,
          const struct mp_jobs_chunk *chunk, struct mp_jobs_failure *failure)
{
    const struct mp_jobs_job *job = &chunk->job;
    int *errors = job->errors_at < SIZE_MAX ? (int *)(bytes + job->errors_at)
                                            : NULL;

    for (size_t i = chunk->first; i < chunk->first + chunk->count; i++) {
        int rc = 0;

        atomic_store_explicit(&worker->task, i, memory_order_relaxed);
        if (!mp_is_idle())
            rc = job->call(bytes + job->args_at + i * job->arg_size,
                           bytes + job->results_at + i * job->result_size);
        if (rc && errors)
            errors[i] = rc;
        if (rc && !failure->error)
            *failure = (struct mp_jobs_failure){rc, i};
    }
    atomic_store_explicit(&worker->task, MP_NO_TASK, memory_order_relaxed);
    /* What a task printed is out before its result is in. */
    if (__fpending(stdout) > 0)
        fflush(stdout);
}

static void
run_chunk(struct mp_pool *pool, int number, const struct mp_jobs_chunk *chunk)
{
    const struct mp_jobs_job *job = &chunk->job;
    struct mp_jobs_worker *worker = &pool->jobs->workers[number];
    char *bytes;

    /* Without the memory there is nowhere to say so. */
    if (mp_store_follow(&pool->store, job->store_size) < 0)
        _exit(ENOMEM);
    bytes = pool->store.bytes;
    atomic_store_explicit(&worker->slot, chunk->slot, memory_order_relaxed);
    run_tasks(bytes, worker, chunk,
              (struct mp_jobs_failure *)(bytes + job->failures_at) + number);
    if (job->order_at < SIZE_MAX)
        mp_jobs_show(pool->jobs, chunk,
                     (_Atomic size_t *)(bytes + job->order_at));
}

static int
work(void *arg)
{
    struct birth *birth = arg;
    struct mp_pool *pool = birth->pool;
    struct mp_jobs_chunk chunk = MP_JOBS_CHUNK_INIT;

    for (int i = 0; i < pool->nstarted; i++)
        mp_process_free(pool->workers[i]);
    pool->nstarted = 0;
    while (mp_jobs_take(pool->jobs, &chunk))
        run_chunk(pool, birth->number, &chunk);
    atomic_store(&pool->jobs->workers[birth->number].over, true);
    mp_pool_free(pool);
    return 0;
}

static int
start_workers(struct mp_pool *pool)
{
    for (int i = 0; i < pool->nworkers; i++) {
        struct birth birth = {.pool = pool, .number = i};
        int rc = mp_process_begin(work, &birth, &pool->workers[i]);

        if (rc < 0)
            return rc;
        pool->fds[i].fd = mp_process_fd(pool->workers[i]);
        pool->fds[i].events = POLLIN;
        pool->blind = pool->blind || pool->fds[i].fd < 0;
        pool->nstarted++;
    }
    return 0;
}

static struct mp_pool *
new_pool(int workers)
{
    struct mp_pool *pool = calloc(1, sizeof(*pool));

    if (!pool)
        return NULL;
    pool->owner = getpid();
    pool->nworkers = workers;
    pool->store = (struct mp_store)MP_STORE_INIT;
    pool->forgotten_end = &pool->forgotten;
    pool->fault = (struct mp_fault){.task = MP_NO_TASK, .worker = -1};
    pool->workers = calloc((size_t)workers, sizeof(struct mp_process *));
    pool->fds = calloc((size_t)workers + 1, sizeof(struct pollfd));
    pool->slots = calloc(MP_PENDING_MAX, sizeof(struct mp_pending *));
    if (pool->workers && pool->fds && pool->slots)
        return pool;
    mp_pool_free(pool);
    return NULL;
}

int
mp_pool_new(int workers, struct mp_pool **ret_pool)
{
    struct mp_pool *pool;
    int rc;

    if (workers == 0)
        workers = mp_cpu_count();
    if (workers < 0 || workers > MP_WORKERS_MAX)
        return -EINVAL;
    pool = new_pool(workers);
    if (!pool)
        return -ENOMEM;
    rc = mp_jobs_new(workers, &pool->jobs);
    if (rc < 0)
        goto fail;
    pool->fds[workers] = (struct pollfd){
        .fd = pool->jobs->done_fd, .events = POLLIN};
    rc = mp_store_init(&pool->store);
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
        mp_process_free(pool->workers[i]);
    mp_pending_orphan(pool);
    mp_store_release(&pool->store);
    mp_jobs_free(pool->jobs, pool->nworkers);
    free(pool->workers);
    free(pool->fds);
    free(pool->slots);
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

int
mp_pool_fail(struct mp_pool *pool, int error, size_t task)
{
    pool->fault = (struct mp_fault){
        .error = error, .task = task, .worker = -1};
    return error;
}

/* That worker died: remember of what, and end the others. */
static void
break_pool(struct mp_pool *pool, int number)
{
    struct mp_process *process = pool->workers[number];
    struct mp_jobs_worker *worker = &pool->jobs->workers[number];

    pool->broken = true;
    pool->death = (struct mp_fault){
        .error = -ECHILD,
        .task = atomic_load(&worker->task),
        .worker = number,
        .pid = mp_process_pid(process),
    };
    if (pool->death.task != MP_NO_TASK)
        pool->death_slot = atomic_load(&worker->slot);
    mp_process_exitcode(process, &pool->death.exitcode);
    kill_workers(pool);
}

/* An exit code that somebody else has got, or the kernel, says nothing. */
static bool
ended_well(struct mp_pool *pool, int number)
{
    int exitcode = 0;
    int rc = mp_process_exitcode(pool->workers[number], &exitcode);

    return (rc == 0 || rc == -ECHILD) && exitcode == 0 &&
           atomic_load(&pool->jobs->workers[number].over);
}

static void
look_after_workers(struct mp_pool *pool)
{
    for (int i = 0; i < pool->nstarted && !pool->broken; i++) {
        if (pool->fds[i].fd >= 0 && pool->fds[i].revents == 0)
            continue;
        if (mp_process_alive(pool->workers[i]))
            continue;
        pool->fds[i].fd = -1;
        if (!ended_well(pool, i))
            break_pool(pool, i);
    }
}

/* Until somebody ends, a job tells of something, or the time is over. */
static void
sleep_on(struct mp_pool *pool, struct timespec left)
{
    uint64_t told;
    struct pollfd *last = &pool->fds[pool->nworkers];

    if (pool->blind)
        mp_until_soon(&left);
    if (ppoll(pool->fds, (nfds_t)pool->nworkers + 1, &left, NULL) < 0)
        for (int i = 0; i <= pool->nworkers; i++)
            pool->fds[i].revents = POLLIN;
    if (last->revents && read(last->fd, &told, sizeof(told)) < 0)
        last->revents = 0;
}

int
mp_pool_wait(struct mp_pool *pool, bool (*ready)(void *what), void *what,
             double seconds)
{
    const struct mp_until until = mp_until(seconds);
    struct timespec left;

    for (bool some = true;;) {
        mp_jobs_listen(pool->jobs);
        if (ready(what))
            return 0;
        if (pool->terminated)
            return -ECANCELED;
        if (pool->broken)
            return -ECHILD;
        if (!some)
            return -ETIMEDOUT;
        some = mp_until_left(&until, &left);
        sleep_on(pool, left);
        look_after_workers(pool);
    }
}

int
mp_pool_close(struct mp_pool *pool)
{
    if (pool->owner != getpid())
        return mp_pool_fail(pool, -EPERM, MP_NO_TASK);
    pool->ending = true;
    mp_jobs_close(pool->jobs);
    return 0;
}

int
mp_pool_terminate(struct mp_pool *pool)
{
    if (pool->owner != getpid())
        return mp_pool_fail(pool, -EPERM, MP_NO_TASK);
    pool->ending = true;
    pool->terminated = true;
    kill_workers(pool);
    return 0;
}

static bool
all_ended(void *what)
{
    struct mp_pool *pool = what;

    for (int i = 0; i < pool->nstarted; i++)
        if (mp_process_alive(pool->workers[i]))
            return false;
    return true;
}

int
mp_pool_join(struct mp_pool *pool)
{
    if (pool->owner != getpid())
        return mp_pool_fail(pool, -EPERM, MP_NO_TASK);
    if (!pool->ending)
        return mp_pool_fail(pool, -EINVAL, MP_NO_TASK);
    mp_pool_wait(pool, all_ended, pool, -1);
    for (int i = 0; i < pool->nstarted && !pool->broken; i++)
        if (!pool->terminated && !ended_well(pool, i))
            break_pool(pool, i);
    if (pool->terminated || !pool->broken)
        return 0;
    pool->fault = pool->death;
    return -ECHILD;
}
