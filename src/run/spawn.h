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

/*
 * The files that `name` may mean, in the order of $PATH `path` (NULL: the
 * system's own), and NULL.  paths_free() ends it.
 */
char **paths_of(const char *name, const char *path);

/*
 * The environment without what would change how a program runs: a preloaded
 * library, options of sanitizers and of OpenMP, and of a terminal that is
 * not the program's.  Temporary files go to `tmp` (NULL: where they did),
 * unless it says itself where.  What `own` has, NAME=VALUE and NULL at the
 * end, or NULL, is in it whatever it is.  Ends in NULL; paths_free() ends it.
 */
char **environment_for(char *const *environment, const char *const *own,
                       const char *tmp);

void paths_free(char **paths);

#endif
