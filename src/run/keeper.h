/*
 * The process between the tutor and a program.  It is a subreaper: whatever
 * the program starts, and whatever daemonises, stays its descendant.  It
 * starts the program, waits, and ends all of it when the program's first
 * process is over, when the tutor asks, and when the tutor is gone.
 *
 * Where it is contained (contain.h), it is also the first process that the
 * program sees.
 */
#ifndef RUN_KEEPER_H
#define RUN_KEEPER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "run/contain.h"
#include "run/leftovers.h"
#include "run/limits.h"

/* All of it borrowed; prepared before the fork, where memory can be had. */
struct keeper_spec {
    char *const *paths;         /* files to try, in this order */
    char *const *argv;
    char *const *envp;
    const char *const *own;     /* of envp, what the run's owner wants */
    const char *cwd;            /* or NULL */
    int in;                     /* these become 0, 1 and 2 */
    int out;
    int err;
    int keep_fd;                /* ... and this RUNNER_KEPT_FD, 0: none */
    bool no_aslr;
    const struct limits *limits;
    bool contained;             /* in namespaces */
    const char *shm;            /* see contain_settle(), or NULL */
};

/* Where the keeper itself has what the program is to keep: one behind its
 * own channel. */
#define KEEPER_KEPT_FD 4

enum keeper_kind {
    KEEPER_STARTED,             /* the first message: it has been executed */
    KEEPER_FAILED,              /* ... or could not be; the only message */
    KEEPER_LEFT,                /* it left something: `leftover` */
    KEEPER_OVER,                /* the last one: nothing of it is left */
};

enum keeper_step { KEEPER_FORK, KEEPER_CONTAIN, KEEPER_CHDIR, KEEPER_EXEC };

/* What the keeper tells, one packet each. */
struct keeper_message {
    enum keeper_kind kind;
    enum keeper_step step;      /* of KEEPER_FAILED */
    int error;                  /* of KEEPER_FAILED, an errno */
    enum contain_step refused;  /* of KEEPER_CONTAIN */
    pid_t pid;                  /* the program's first process and group; 0
                                 * where its number means nothing outside */
    int status;                 /* of KEEPER_OVER, as wait(2) has it */
    bool ended;                 /* not by itself, but by the keeper */
    enum limits_excess excess;  /* ... because it took more than it may */
    unsigned left;              /* processes that outlived the first one */
    unsigned zombies;           /* children that it never waited for */
    struct leftover leftover;   /* of KEEPER_LEFT */
    int64_t began;              /* clock_now() just before exec */
    int64_t over;               /* ... and when the first process was over */
    int64_t cpu_ns;             /* of all that were waited for */
    long peak_rss_kib;          /* of the largest of them */
};

/*
 * Fork a keeper, which sends its messages to *ret_channel.  A byte that is
 * sent there, and its end, tell it to end the program.  Returns 0 or
 * -errno; the channel is the caller's, the process is the caller's to wait
 * for.
 */
int keeper_fork(const struct keeper_spec *spec, pid_t *ret_pid,
                int *ret_channel);

#endif
