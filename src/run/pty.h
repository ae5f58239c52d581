/* A terminal of the program's own: what it prints comes out unchanged. */
#ifndef RUN_PTY_H
#define RUN_PTY_H

/*
 * Open a pair, `columns` wide, without echo and without any translation.
 * Reading from the tutor's side does not block; when the last holder of the
 * program's side is gone, it fails with EIO.  Neither becomes a controlling
 * terminal.  Returns 0 or -errno; both are the caller's.
 */
int pty_open(int columns, int *ret_ours, int *ret_theirs);

#endif
