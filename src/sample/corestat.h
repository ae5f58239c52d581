/* What the kernel counts of each core, in /proc/stat. */
#ifndef SAMPLE_CORESTAT_H
#define SAMPLE_CORESTAT_H

#include <stdint.h>

/* A reading of one core's counters, in clock ticks since boot. */
struct corestat {
    unsigned core;
    uint64_t busy;
    uint64_t total;
};

/*
 * Parse one line of /proc/stat, see proc(5).
 *
 * Returns 1 and fills *ret_stat for a "cpuN" line, 0 for any other line,
 * and -EINVAL for a "cpuN" line with too few fields.
 */
int corestat_parse(const char *line, struct corestat *ret_stat);

/*
 * The share of the time between two readings of a core that it was busy,
 * in percent, or -1 when no time passed.  The kernel may count iowait
 * backwards, so `now` can be behind `then`.
 */
int corestat_percent(const struct corestat *then, const struct corestat *now);

#endif
