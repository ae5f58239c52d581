/*
 * A ring of items under a guard.  An item is copied in before it is counted
 * as put, and out before it is counted as got: whoever is killed in between
 * has done nothing.
 */
#include "guest/mp/mp_queue.h"

#include <errno.h>
#include <string.h>

#include "guest/mp/guard.h"

struct mp_queue {
    struct mp_guard guard;
    size_t item_size;
    size_t capacity;

    /* guard must be held to use these: */
    uint64_t nput;              /* items, ever */
    uint64_t ngot;              /* never ahead of nput */
    bool closed;                /* nothing more will be put */

    struct mp_bell not_empty;   /* nput grew, or closed was set */
    struct mp_bell not_full;    /* ngot grew, or closed was set */
    _Alignas(64) char items[];
};

static size_t
bytes_of(const struct mp_queue *queue)
{
    return sizeof(*queue) + queue->item_size * queue->capacity;
}

int
mp_queue_new(size_t item_size, size_t capacity, struct mp_queue **ret_queue)
{
    struct mp_queue *queue;
    size_t bytes;
    int rc;

    if (item_size == 0 || capacity == 0)
        return -EINVAL;
    if (__builtin_mul_overflow(item_size, capacity, &bytes) ||
        __builtin_add_overflow(bytes, sizeof(*queue), &bytes))
        return -ENOMEM;
    rc = mp_share_new(bytes, &queue);
    if (rc < 0)
        return rc;
    queue->item_size = item_size;
    queue->capacity = capacity;
    rc = mp_guard_init(&queue->guard, PTHREAD_MUTEX_ERRORCHECK);
    if (rc < 0) {
        mp_share_free(queue, bytes);
        return rc;
    }
    mp_bell_init(&queue->not_empty, MP_BELL_NOT_EMPTY);
    mp_bell_init(&queue->not_full, MP_BELL_NOT_FULL);
    *ret_queue = queue;
    return 0;
}

static size_t
size_locked(const struct mp_queue *queue)
{
    return (size_t)(queue->nput - queue->ngot);
}

static char *
slot(struct mp_queue *queue, uint64_t number)
{
    return queue->items + number % queue->capacity * queue->item_size;
}

int
mp_queue_put(struct mp_queue *queue, const void *item, double seconds)
{
    const struct mp_until until = mp_until(seconds);
    int rc = 0;

    mp_guard_enter(&queue->guard);
    while (!queue->closed && size_locked(queue) == queue->capacity &&
           rc == 0)
        rc = mp_guard_wait(&queue->guard, &queue->not_full, &until);
    if (queue->closed) {
        rc = -EPIPE;
    } else if (size_locked(queue) < queue->capacity) {
        memcpy(slot(queue, queue->nput), item, queue->item_size);
        mp_bell_ring(&queue->not_empty);
        queue->nput++;
        rc = 0;
    }
    mp_guard_leave(&queue->guard);
    return rc;
}

int
mp_queue_get(struct mp_queue *queue, void *ret_item, double seconds)
{
    const struct mp_until until = mp_until(seconds);
    int rc = 0;

    mp_guard_enter(&queue->guard);
    while (!queue->closed && size_locked(queue) == 0 && rc == 0)
        rc = mp_guard_wait(&queue->guard, &queue->not_empty, &until);
    if (size_locked(queue) > 0) {
        memcpy(ret_item, slot(queue, queue->ngot), queue->item_size);
        mp_bell_ring(&queue->not_full);
        queue->ngot++;
        rc = 0;
    } else if (queue->closed) {
        rc = -EPIPE;
    }
    mp_guard_leave(&queue->guard);
    return rc;
}

int
mp_queue_close(struct mp_queue *queue)
{
    mp_guard_enter(&queue->guard);
    if (!queue->closed) {
        mp_bell_ring(&queue->not_empty);
        mp_bell_ring(&queue->not_full);
        queue->closed = true;
    }
    mp_guard_leave(&queue->guard);
    return 0;
}

size_t
mp_queue_size(struct mp_queue *queue)
{
    size_t size;

    mp_guard_enter(&queue->guard);
    size = size_locked(queue);
    mp_guard_leave(&queue->guard);
    return size;
}

int
mp_queue_empty(struct mp_queue *queue)
{
    return mp_queue_size(queue) == 0;
}

void
mp_queue_free(struct mp_queue *queue)
{
    if (queue)
        mp_share_free(queue, bytes_of(queue));
}
