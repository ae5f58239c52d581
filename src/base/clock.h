/* Time that only goes forward.  Async-signal-safe. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>
#include <sys/time.h>

#define CLOCK_MS 1000000LL
#define CLOCK_SECOND 1000000000LL

/* CLOCK_MONOTONIC in nanoseconds. */
int64_t clock_now(void);

/* Processor time of this process so far, in nanoseconds. */
int64_t clock_cpu(void);

/* A span of time, as resources are counted in, in nanoseconds. */
int64_t clock_of(struct timeval span);

#endif
