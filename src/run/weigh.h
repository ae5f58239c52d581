/*
 * What all processes of a run have together, and whether that is more than
 * they may.  Async-signal-safe: the keeper looks, beside the program.
 */
#ifndef RUN_WEIGH_H
#define RUN_WEIGH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "run/kin.h"
#include "run/limits.h"

#define WEIGH_FOLDERS 2         /* the program's own, and /tmp */

struct weigh {
    const struct limits *limits;
    bool crowded;               /* when last looked: many processes */
    int64_t next;               /* clock_now() of the next look */
    int folders[WEIGH_FOLDERS]; /* -1: not there */
    uint64_t free[WEIGH_FOLDERS]; /* in them, when it began */
};

/* `cwd` is the program's folder, NULL for this process's. */
void weigh_init(struct weigh *weigh, const struct limits *limits,
                const char *cwd);

/*
 * Look at all below root, if it is time to; kin is overwritten.  How often
 * depends on how long it takes: it is to cost a twentieth of a core at most.
 */
enum limits_excess weigh_look(struct weigh *weigh, struct kin *kin,
                              pid_t root);

#endif
