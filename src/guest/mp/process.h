/* What a pool and a manager know of a process beyond mp.h. */
#ifndef MP_PROCESS_H
#define MP_PROCESS_H

struct mp_process;

/* As mp_process_start(), for a target of libmp's own: one that goes on to the
 * program's work, or one that does none of it. */
int mp_process_begin(int (*target)(void *arg), void *arg,
                     struct mp_process **ret_process);
int mp_process_serve(int (*target)(void *arg), void *arg,
                     struct mp_process **ret_process);

/* Readable once it has ended; -1: the kernel has no such descriptors.  The
 * process's. */
int mp_process_fd(const struct mp_process *process);

#endif
