/*
 * Whether a program forks without end.  Async-signal-safe, and cheap as long
 * as it does not: the machine's own count of tasks is looked at first.
 */
#ifndef RUN_CROWD_H
#define RUN_CROWD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "run/kin.h"

#define CROWD_PROCESSES 1000    /* of a run; more are too many */
#define CROWD_TASKS 8000        /* its threads counted as well */

struct crowd {
    int fd;                     /* /proc/loadavg, or -1 */
    uint64_t tasks;             /* of the machine, when last looked closely */
};

void crowd_init(struct crowd *crowd);

/* The tasks of the machine, as /proc/loadavg has them.  0: not to be read. */
uint64_t crowd_parse(const char *loadavg);

/*
 * Whether there are suspiciously more tasks than when it last said so: then
 * look closely, with the program stopped, before it has grown further.
 */
bool crowd_is_suspicious(struct crowd *crowd);

/* Whether there are too many below root; kin is overwritten. */
bool crowd_is_too_large(struct kin *kin, pid_t root);

#endif
