/*
 * A hint that a program forks without end: the machine's own count of tasks,
 * which is cheap to look at.  Async-signal-safe.
 */
#ifndef RUN_CROWD_H
#define RUN_CROWD_H

#include <stdbool.h>
#include <stdint.h>

#define CROWD_STEP 500          /* tasks by which it grows suspiciously */

struct crowd {
    int fd;                     /* /proc/loadavg, or -1 */
    uint64_t tasks;             /* of the machine, when last looked closely */
};

void crowd_init(struct crowd *crowd);

/* The tasks of the machine, as /proc/loadavg has them.  0: not to be read. */
uint64_t crowd_parse(const char *loadavg);

/*
 * Whether there are suspiciously more tasks than when it last said so: then
 * look closely, before it has grown further.
 */
bool crowd_is_suspicious(struct crowd *crowd);

#endif
