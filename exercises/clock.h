/*
 * What time it is, for programs that measure.  In Python's words:
 *
 *   clock_ms()     time.monotonic() * 1000: how long did I wait?
 *   worked_ms()    time.process_time() * 1000: how much was worked, by
 *                  all threads of this process together?
 *
 * The monotonic clock is never set, by no administrator and no summer.
 */
#ifndef CLOCK_H
#define CLOCK_H

#include <time.h>

static inline double
clock_read_ms(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static inline double
clock_ms(void)
{
    return clock_read_ms(CLOCK_MONOTONIC);
}

static inline double
worked_ms(void)
{
    return clock_read_ms(CLOCK_PROCESS_CPUTIME_ID);
}
#endif
