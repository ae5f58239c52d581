/* Time that only goes forward. */
#include "base/clock.h"

#include <time.h>

int64_t
clock_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * CLOCK_SECOND + now.tv_nsec;
}

int64_t
clock_cpu(void)
{
    struct timespec used;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return used.tv_sec * CLOCK_SECOND + used.tv_nsec;
}

int64_t
clock_of(struct timeval span)
{
    return span.tv_sec * CLOCK_SECOND + span.tv_usec * 1000;
}
