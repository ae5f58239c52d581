/*
 * What has to be ready before a program can be started: its streams, its
 * environment, the files that its name may mean; and in words why it could
 * not be.
 */
#ifndef RUN_SPAWN_H
#define RUN_SPAWN_H

#include <sys/types.h>

#include "base/diag.h"
#include "run/runner.h"

struct spawned {
    pid_t keeper;               /* to be waited for */
    bool contained;
    pid_t program;              /* its first process and group, 0: unknown */
    int channel;                /* to the keeper */
    int out;                    /* its stdout, to be read, nonblocking */
    int err;                    /* its stderr */
    int64_t began;              /* clock_now() of its exec */
};

/* Start it.  0, or -errno with a sentence; all descriptors are the caller's. */
int spawn(const struct runner_spec *spec, const struct limits *limits,
          struct diag *diag, struct spawned *ret_spawned);

#endif
