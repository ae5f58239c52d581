/* What the scheduler says of a task in /proc/PID/task/TID/schedstat. */
#ifndef SAMPLE_SCHEDSTAT_H
#define SAMPLE_SCHEDSTAT_H

#include <stdint.h>

struct schedstat {
    uint64_t run;               /* ns on a core */
    uint64_t wait;              /* ns runnable without a core */
    uint64_t slices;            /* times that it was given a core */
};

/* Returns 0, or -EINVAL when the text is not a schedstat. */
int schedstat_parse(const char *text, struct schedstat *ret_stat);

#endif
