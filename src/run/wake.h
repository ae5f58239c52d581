/*
 * One epoll descriptor over all that can wake a runner.  Each descriptor
 * that it watches has its place, and is closed with it.
 */
#ifndef RUN_WAKE_H
#define RUN_WAKE_H

#include <stdint.h>

enum wake_source {
    WAKE_CHANNEL,               /* the keeper */
    WAKE_OUT,                   /* the program's stdout */
    WAKE_ERR,
    WAKE_SAMPLE,                /* timers */
    WAKE_LIMIT,
    WAKE_NUDGE,
    WAKE_SOURCES,
};

struct wake {
    int epoll;
    int fds[WAKE_SOURCES];      /* -1: not there, or closed */
};

#define WAKE_INIT {-1, {-1, -1, -1, -1, -1, -1}}

/* 0 or -errno; wake_release() ends it. */
int wake_init(struct wake *wake);
void wake_release(struct wake *wake);

/* wake owns the descriptor, also on failure.  0 or -errno. */
int wake_take(struct wake *wake, enum wake_source source, int fd);

/* A timer that is not set yet.  0 or -errno. */
int wake_add_timer(struct wake *wake, enum wake_source source);

/* In `first` ns, 0 for never, and then `every` ns, 0 for once. */
void wake_set_timer(struct wake *wake, enum wake_source source,
                    int64_t first, int64_t every);

/* So that it wakes no more until it is set, or its time comes again. */
void wake_read_timer(struct wake *wake, enum wake_source source);

/* Close this one, if it is there. */
void wake_drop(struct wake *wake, enum wake_source source);

/* What is ready, without waiting; returns how many. */
int wake_ready(struct wake *wake, enum wake_source ret_ready[WAKE_SOURCES]);

#endif
