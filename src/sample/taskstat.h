/* What the kernel says of a task (a thread) in /proc/PID/task/TID/stat. */
#ifndef SAMPLE_TASKSTAT_H
#define SAMPLE_TASKSTAT_H

#include <stdint.h>
#include <sys/types.h>

struct taskstat {
    pid_t tid;
    char name[16];              /* valid UTF-8 without control characters */
    char state;                 /* R, S, D, T, t, Z, X, ... */
    pid_t parent;               /* the parent's pid */
    uint64_t ticks;             /* on a core, in clock ticks */
    uint64_t start;             /* in clock ticks since boot: tells a task
                                 * from a later one of the same number */
    int core;                   /* the last one, -1: not said */
};

/*
 * Parse all of a task's stat, see proc(5).  The name in it is what the
 * program chose: it may hold spaces, brackets and newlines.  Returns 0, or
 * -EINVAL when the text is not a stat.
 */
int taskstat_parse(const char *text, struct taskstat *ret_stat);

/*
 * A number of a task in its innermost namespace, from its `status`: of the
 * process with "NStgid", of itself with "NSpid".  0: not said.
 */
pid_t taskstat_inside(const char *status, const char *field);

#endif
