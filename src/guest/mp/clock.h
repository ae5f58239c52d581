/* Time as everything here takes it: seconds; less than 0 is for ever. */
#ifndef MP_CLOCK_H
#define MP_CLOCK_H

#include <time.h>

static inline double
mp_clock_now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* An hour at most, since who waits looks again; not a number is nothing. */
static inline struct timespec
mp_clock_timespec(double seconds)
{
    struct timespec time = {.tv_sec = 3600};

    if (seconds >= 3600)
        return time;
    if (!(seconds > 0))
        return (struct timespec){.tv_sec = 0};
    time.tv_sec = (time_t)seconds;
    time.tv_nsec = (long)((seconds - (double)time.tv_sec) * 1e9);
    return time;
}

#endif
