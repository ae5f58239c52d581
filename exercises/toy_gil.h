/*
 * A lock that works as CPython's GIL does.  Whoever wants it waits for
 * an interval; if it is still taken by the same thread, he asks that
 * thread to drop it.  The holder looks for such a request now and then,
 * as CPython does at the end of each pass of a loop.
 */
#ifndef TOY_GIL_H
#define TOY_GIL_H

#include <stdbool.h>
#include <stdint.h>

#include "race.h"

static struct {
    pthread_mutex_t lock;

    /* lock must be held to use these: */
    bool taken;
    long holder;                /* or the last one */
    long handovers;
    pthread_cond_t dropped;     /* taken became false */
    pthread_cond_t switched;    /* holder changed */

    atomic_bool drop_request;
    atomic_long interval_us;
} gil = {
    .lock = PTHREAD_MUTEX_INITIALIZER,
    .holder = -1,
    .dropped = PTHREAD_COND_INITIALIZER,
    .switched = PTHREAD_COND_INITIALIZER,
    .interval_us = 5000,
};

/* Wait until the lock was dropped, one interval at most. */
static inline bool
wait_an_interval(void)
{
    struct timespec now;
    int64_t end;

    clock_gettime(CLOCK_REALTIME, &now);
    end = (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000 +
          atomic_load(&gil.interval_us);
    struct timespec until = {end / 1000000, end % 1000000 * 1000};

    return pthread_cond_timedwait(&gil.dropped, &gil.lock, &until) == 0;
}

static inline void
take_gil(long me)
{
    pthread_mutex_lock(&gil.lock);
    /* [take] */
    while (gil.taken) {
        long seen = gil.handovers;
        if (!wait_an_interval() && gil.taken &&
            gil.handovers == seen)
            atomic_store(&gil.drop_request, true);
    }
    gil.taken = true;
    gil.holder = me;

    gil.handovers++;
    atomic_store(&gil.drop_request, false);
    pthread_cond_broadcast(&gil.switched);
    pthread_mutex_unlock(&gil.lock);
}

/* Was it asked for, then go on only when somebody else has got it. */
static inline void
drop_gil(long me)
{
    pthread_mutex_lock(&gil.lock);
    gil.taken = false;
    pthread_cond_signal(&gil.dropped);
    while (atomic_load(&gil.drop_request) && gil.holder == me)
        pthread_cond_wait(&gil.switched, &gil.lock);
    pthread_mutex_unlock(&gil.lock);
}

/* What is done at the end of each pass of a loop. */
static inline void
check_gil(long me)
{
    if (atomic_load(&gil.drop_request)) {
        drop_gil(me);
        take_gil(me);
    }
}

/* About a microsecond's worth. */
static inline void
piece_of_work(void)
{
    for (volatile int i = 0; i < 1000; i++)
        ;
}
#endif
