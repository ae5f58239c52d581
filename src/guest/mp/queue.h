/*
 * What a pool and its workers share: the job, how far it has been handed
 * out, how much of it is done.
 *
 * Workers come for a chunk of tasks and, in the same hold of the lock, tell
 * of the one before: one lock a chunk.  The lock is robust: the kernel hands
 * it on when its holder is killed, and what it guards is right after every
 * single store, or short of a chunk, never beyond.  Sleeping is left to bare
 * futexes: a process that is killed while it waits on a condition variable
 * of glibc can make the next signal wait for ever.
 */
#ifndef MP_QUEUE_H
#define MP_QUEUE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "guest/mp/mp.h"

struct queue_job {
    int (*call)(const void *arg, void *ret_result);
    size_t count;
    size_t chunk;               /* at least 1 */
    size_t arg_size;
    size_t result_size;
    size_t results_at;          /* offset in the shared data */
    size_t data_size;           /* all of it */
};

/* Written by its worker alone, so each has a cache line. */
struct queue_slot {
    _Alignas(64) _Atomic size_t task; /* it is at; MP_NO_TASK: at none */
};

struct queue {
    pthread_mutex_t lock;

    /* lock must be held to use these: */
    struct queue_job job;
    size_t next;                /* the first task not handed out */
    size_t done;                /* tasks done; never ahead of next */
    int error;                  /* of the first task that failed, or 0 */
    size_t error_task;
    bool closed;                /* no more jobs will come */

    _Atomic uint32_t changed;   /* a futex; grows with job and closed */
    int done_fd;                /* an eventfd, written when done == count */
    struct queue_slot slots[];  /* a worker each */
};

/* Tasks first .. first + count - 1, and how they went. */
struct queue_chunk {
    struct queue_job job;
    size_t first;
    size_t count;               /* 0: none yet */
    int error;                  /* of the first that failed, or 0 */
    size_t error_task;
};

#define QUEUE_CHUNK_INIT {.count = 0}

/* In memory of its own that forked processes share. */
int queue_new(int workers, struct queue **ret_queue);
/* Unmap it here; the memory goes with its last user. */
void queue_free(struct queue *queue, int workers);

/* The pool's side: hand out a job; nothing may be under way. */
void queue_post(struct queue *queue, const struct queue_job *job);
void queue_close(struct queue *queue);
/* Whether all of the job is done; then its error and the task's place. */
bool queue_done(struct queue *queue, int *ret_error, size_t *ret_task);

/*
 * The worker's side: report the chunk, wait for the next one and put it
 * there.  false: closed, there is none.
 */
bool queue_take(struct queue *queue, struct queue_chunk *chunk);

#endif
