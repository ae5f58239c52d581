/*
 * Namespaces for a run.  Its keeper is the first process of a process
 * namespace: nothing in there can signal what is outside, the keeper neither,
 * and when the keeper ends, all in there ends.
 *
 * Many machines refuse some of it.  The first refusal is remembered, and
 * from then on runs do without.
 */
#ifndef RUN_CONTAIN_H
#define RUN_CONTAIN_H

#include <stdbool.h>
#include <sys/types.h>

enum contain_step {
    CONTAIN_NONE,               /* nothing was refused */
    CONTAIN_UNWANTED,           /* by $RACECOURSE_NAMESPACES=no */
    CONTAIN_CLONE,              /* making the namespaces */
    CONTAIN_IDS,                /* giving users and groups their numbers */
    CONTAIN_MOUNTS,             /* mounts of its own */
    CONTAIN_PROC,               /* a /proc of its own */
    CONTAIN_SHM,                /* a /dev/shm of its own */
};

struct contain_refusal {
    enum contain_step step;
    int error;                  /* an errno, where the kernel refused */
};

/* Where a run's temporary files go when it has a /dev/shm of its own. */
#define CONTAIN_TMPDIR "/dev/shm/tmp"

/* Whether namespaces are wanted, and were not refused so far. */
bool contain_is_possible(void);

void contain_refuse(enum contain_step step, int error);

/* Why they are not possible. */
struct contain_refusal contain_refusal(void);

/*
 * fork() into namespaces.  The child has no number for any user until the
 * parent has called contain_map_ids(), and must wait for that.  Returns 0
 * in the child; -1 with errno, and the refusal is remembered.
 */
pid_t contain_fork(void);

/* Users and groups keep their numbers.  0 or -errno, which is remembered. */
int contain_map_ids(pid_t child);

/*
 * Async-signal-safe, in the child: mounts of its own.  `shm` are the options
 * of a /dev/shm of its own, NULL to leave that.  Returns CONTAIN_NONE, or
 * the step that failed, with errno.
 */
enum contain_step contain_settle(const char *shm);

/*
 * Async-signal-safe: leave to the program that will be executed no right
 * over anything but files and its own processes.
 */
void contain_drop_rights(void);

#endif
