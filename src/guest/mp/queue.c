/* The lock, the handing out, and the sleeping of workers without work. */
#include "guest/mp/queue.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define TRIES 100               /* for the lock, until it is left to others */

static size_t
queue_size(int workers)
{
    return sizeof(struct queue)
           + (size_t)workers * sizeof(struct queue_slot);
}

/* Returns 0 or a positive errno, as pthread functions do. */
static int
init_lock(pthread_mutex_t *lock)
{
    pthread_mutexattr_t attr;
    int error = pthread_mutexattr_init(&attr);

    if (error)
        return error;
    pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
    error = pthread_mutex_init(lock, &attr);
    pthread_mutexattr_destroy(&attr);
    return error;
}

int
queue_new(int workers, struct queue **ret_queue)
{
    struct queue *queue;
    int error;

    queue = mmap(NULL, queue_size(workers), PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (queue == MAP_FAILED)
        return -errno;
    queue->done_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    error = queue->done_fd < 0 ? errno : init_lock(&queue->lock);
    if (error) {
        queue_free(queue, workers);
        return -error;
    }
    for (int i = 0; i < workers; i++)
        queue->slots[i].task = MP_NO_TASK;
    *ret_queue = queue;
    return 0;
}

void
queue_free(struct queue *queue, int workers)
{
    if (!queue)
        return;
    if (queue->done_fd >= 0)
        close(queue->done_fd);
    munmap(queue, queue_size(workers));
}

/*
 * Nobody sleeps on the lock itself.  A waiter that is killed when it has been
 * woken, but has not taken the lock yet, takes the wake-up with it if somebody
 * else was faster: the others would sleep for ever.  The lock is held so
 * briefly that it is free a moment later, unless its holder has no core.
 */
static void
lock(struct queue *queue)
{
    const struct timespec pause = {.tv_nsec = 50000};
    int error;

    for (int tries = 1;; tries++) {
        error = pthread_mutex_trylock(&queue->lock);
        if (error != EBUSY)
            break;
        if (tries % TRIES == 0)
            nanosleep(&pause, NULL);
    }
    /* The dead holder's chunk is never reported, which the pool, who reaps
     * the worker, is the one to tell of. */
    if (error == EOWNERDEAD)
        pthread_mutex_consistent(&queue->lock);
}

static void
unlock(struct queue *queue)
{
    pthread_mutex_unlock(&queue->lock);
}

/* Wake all who wait for a change. */
static void
unlock_changed(struct queue *queue)
{
    atomic_fetch_add(&queue->changed, 1);
    unlock(queue);
    syscall(SYS_futex, &queue->changed, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

void
queue_post(struct queue *queue, const struct queue_job *job)
{
    lock(queue);
    queue->job = *job;
    queue->next = 0;
    queue->done = 0;
    queue->error = 0;
    queue->error_task = MP_NO_TASK;
    unlock_changed(queue);
}

void
queue_close(struct queue *queue)
{
    lock(queue);
    queue->closed = true;
    unlock_changed(queue);
}

bool
queue_done(struct queue *queue, int *ret_error, size_t *ret_task)
{
    bool done;

    lock(queue);
    done = queue->done == queue->job.count;
    if (done) {
        *ret_error = queue->error;
        *ret_task = queue->error_task;
    }
    unlock(queue);
    return done;
}

static void
report_locked(struct queue *queue, const struct queue_chunk *chunk)
{
    uint64_t one = 1;

    if (chunk->count == 0)
        return;
    if (chunk->error && chunk->error_task < queue->error_task) {
        queue->error = chunk->error;
        queue->error_task = chunk->error_task;
    }
    queue->done += chunk->count;
    if (queue->done == queue->job.count) {
        /* An eventfd that was not read still tells of the end. */
        if (write(queue->done_fd, &one, sizeof(one)) < 0)
            return;
    }
}

/* Give up the lock until something has changed. */
static void
wait_locked(struct queue *queue)
{
    uint32_t seen = atomic_load(&queue->changed);

    unlock(queue);
    syscall(SYS_futex, &queue->changed, FUTEX_WAIT, seen, NULL, NULL, 0);
    lock(queue);
}

static void
hand_out_locked(struct queue *queue, struct queue_chunk *chunk)
{
    size_t left = queue->job.count - queue->next;

    chunk->job = queue->job;
    chunk->first = queue->next;
    chunk->count = left < queue->job.chunk ? left : queue->job.chunk;
    chunk->error = 0;
    chunk->error_task = MP_NO_TASK;
    queue->next += chunk->count;
}

bool
queue_take(struct queue *queue, struct queue_chunk *chunk)
{
    bool got;

    lock(queue);
    report_locked(queue, chunk);
    while (queue->next == queue->job.count && !queue->closed)
        wait_locked(queue);
    got = queue->next < queue->job.count;
    if (got)
        hand_out_locked(queue, chunk);
    unlock(queue);
    return got;
}
