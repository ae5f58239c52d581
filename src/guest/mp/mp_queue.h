/*
 * A queue of items, for any number of producers and consumers.  mp.h tells
 * what all have in common, mp_sync.h what holds for shared objects.
 *
 * An item is so many bytes, which are copied in and out; a pointer in them
 * means something only to processes that had what it points to before they
 * were forked.  Python pickles the item instead, and has a thread put it
 * into a pipe a little later.  Here it is in the queue when put returns, so
 * empty and size are true at the moment they look; a moment later, with
 * others about, they may not be.
 *
 * Whoever is killed in a put or get leaves the queue whole: an item is
 * either in it, or it is not.
 */
#ifndef MP_MP_QUEUE_H
#define MP_MP_QUEUE_H

#include <stddef.h>

struct mp_queue;

/* Room for `capacity` items, at least one.  (Python's 0 means no limit.) */
int mp_queue_new(size_t item_size, size_t capacity,
                 struct mp_queue **ret_queue);
/*
 * Wait for room, and copy the item in.  -ETIMEDOUT: it was full for so long.
 * -EPIPE: it is closed, or was while this waited.
 */
int mp_queue_put(struct mp_queue *queue, const void *item, double seconds);
/*
 * Wait for an item, and copy it out: the one that came first.  -ETIMEDOUT:
 * it was empty for so long.  -EPIPE: it is closed and empty.
 */
int mp_queue_get(struct mp_queue *queue, void *ret_item, double seconds);
/*
 * Nothing more will be put, by anybody: those who wait learn it.  (Python's
 * says so of the calling process alone, and its consumers need a sentinel.)
 */
int mp_queue_close(struct mp_queue *queue);
size_t mp_queue_size(struct mp_queue *queue);
/* 1 or 0. */
int mp_queue_empty(struct mp_queue *queue);
void mp_queue_free(struct mp_queue *queue);

#endif
