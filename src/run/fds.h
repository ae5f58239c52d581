/* Descriptors between fork and exec.  Async-signal-safe. */
#ifndef RUN_FDS_H
#define RUN_FDS_H

/*
 * Put these descriptors at 0, 1, ... and close all others.  Returns 0, or -1
 * with errno.
 */
int fds_arrange(const int *wanted, int count);

#endif
