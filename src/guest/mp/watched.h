/*
 * For a check, which sees from inside who takes part in the work: what a
 * process is for that is about to be forked, and whether workers are to
 * leave out what they were given, so that it shows whether anybody needs
 * them.  Whoever watches has these functions; without, nothing happens.
 */
#ifndef MP_WATCHED_H
#define MP_WATCHED_H

#include <stdbool.h>

void mp_watched_fork(bool serves) __attribute__((weak));
bool mp_watched_idle(void) __attribute__((weak));

/* The next fork is libmp's own, for a worker, or for one that only
 * `serves`. */
static inline void
mp_tell_fork(bool serves)
{
    if (mp_watched_fork)
        mp_watched_fork(serves);
}

static inline bool
mp_is_idle(void)
{
    return mp_watched_idle && mp_watched_idle();
}

#endif
