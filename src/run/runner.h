/*
 * Starts a program, contains it, watches it and ends all of it.  It has one
 * file descriptor to wait on and never blocks; what it learns it writes to
 * the struct run of its owner.
 *
 * Between the tutor and the program stands a keeper, a process of ours
 * (keeper.h): the program's processes are the keeper's descendants, also
 * those that left their session, and the keeper ends them all when it is
 * told to, when the program is over, and when the tutor is gone.
 *
 * A tutor with a runner waits for its own children by number, never for any
 * that is over: the keeper is one of them.
 */
#ifndef RUN_RUNNER_H
#define RUN_RUNNER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "run/run.h"

struct runner;

enum runner_flags {
    RUNNER_SAMPLE = 1 << 0,     /* take readings */
    RUNNER_PIPE = 1 << 1,       /* stdout is a pipe, not a terminal */
    RUNNER_TOOL = 1 << 2,       /* a compiler and the like: no namespaces */
    RUNNER_NO_ASLR = 1 << 3,    /* the same addresses in every run, where the
                                 * kernel allows it */
    RUNNER_LOOK = 1 << 4,       /* find out where it hangs; run.hang says it
                                 * as soon as that is certain, and at the
                                 * time limit.  Alone it takes readings only
                                 * of a run that is not over soon */
};

struct runner_spec {
    const char *const *argv;    /* ends in NULL; argv[0] found in $PATH */
    const char *cwd;            /* NULL: the tutor's */
    double limit_seconds;       /* 0: RUNNER_LIMIT */
    double cpu_limit_seconds;   /* of all its tasks together, as far as
                                 * readings tell; 0: none */
    struct limits limits;       /* 0: the usual ones; not of a tool */
    unsigned flags;
    int columns;                /* of its terminal, 0: 80 */
    const char *const *env;     /* NAME=VALUE, instead of what it would get;
                                 * ends in NULL; or NULL */
    int keep_fd;                /* becomes its RUNNER_KEPT_FD; 0: none */
};

#define RUNNER_KEPT_FD 3

#define RUNNER_LIMIT 60.0

/*
 * Start it.  `run` stays the caller's, must outlive the runner, and keeps
 * what the caller has set of it (exercise, program, source, knobs).  A
 * program that cannot be executed is an error here: -errno, with a sentence
 * in diag.  runner_free() ends it, and the program with it.
 */
int runner_start(const struct runner_spec *spec, struct run *run,
                 struct diag *diag, struct runner **ret_runner);
void runner_free(struct runner *runner);

/* Readable when there is something to do.  The runner's. */
int runner_fd(const struct runner *runner);

/*
 * Do what there is to do, without blocking.  Returns 1 when the run is over
 * and nothing of it is left, 0 while it goes on.
 */
int runner_dispatch(struct runner *runner);

/* Begin to end all of it; runner_dispatch() says when that is done. */
void runner_stop(struct runner *runner);

/*
 * Async-signal-safe: end whatever any runner has started.  For the handler
 * of a signal that kills the tutor.
 */
void runner_emergency(void);

#endif
