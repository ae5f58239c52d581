/* Time that only goes forward. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#define CLOCK_MS 1000000LL
#define CLOCK_SECOND 1000000000LL

/* CLOCK_MONOTONIC in nanoseconds. */
int64_t clock_now(void);

/* Processor time of this process so far, in nanoseconds. */
int64_t clock_cpu(void);

#endif
