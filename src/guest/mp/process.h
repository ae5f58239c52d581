/* What a pool knows of a process beyond mp.h. */
#ifndef MP_PROCESS_H
#define MP_PROCESS_H

struct mp_process;

/* Readable once it has ended; -1: the kernel has no such descriptors.  The
 * process's. */
int mp_process_fd(const struct mp_process *process);

#endif
