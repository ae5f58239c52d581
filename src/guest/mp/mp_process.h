/*
 * A process of its own for a function.  mp.h tells what all have in common.
 */
#ifndef MP_MP_PROCESS_H
#define MP_MP_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

struct mp_process;

/*
 * Run target(arg) in a process of its own; what it returns becomes the exit
 * code, of which the lowest eight bits are kept.  -EAGAIN or -ENOMEM when
 * there can be no further process.  mp_process_free() ends it.
 */
int mp_process_start(int (*target)(void *arg), void *arg,
                     struct mp_process **ret_process);
/* Kill it if it still runs, reap it, and forget it.  A process that was
 * forked afterwards only forgets it. */
void mp_process_free(struct mp_process *process);

pid_t mp_process_pid(const struct mp_process *process);

/*
 * A name to tell it by; it means nothing else.  Process-1, Process-2 and so
 * on until it is set, counted in this process, as in Python.  -EINVAL for an
 * empty one, -ENOMEM.
 */
int mp_process_set_name(struct mp_process *process, const char *name);
/* Borrowed, until it is set again or the process is freed. */
const char *mp_process_name(const struct mp_process *process);

/* Whether it still runs. */
bool mp_process_alive(struct mp_process *process);

/*
 * Wait until it has ended, at most so many seconds; less than 0 means as
 * long as it takes.  -ETIMEDOUT: it still runs (Python returns None, too,
 * and leaves you to ask).  -ECHILD: somebody else has reaped it, so that its
 * exit code is lost.  -EPERM: this process is not the one that started it.
 */
int mp_process_join(struct mp_process *process, double seconds);

/*
 * What it returned, or minus the signal that ended it, as in Python.
 * -EAGAIN: it still runs.  -ECHILD, -EPERM: as for mp_process_join().
 */
int mp_process_exitcode(struct mp_process *process, int *ret_exitcode);

/* Ask it to end by SIGTERM, or end it by SIGKILL; join it afterwards. */
int mp_process_terminate(struct mp_process *process);
int mp_process_kill(struct mp_process *process);

#endif
