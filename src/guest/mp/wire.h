/*
 * Bytes through pipes: all of them, whatever signals come; and no SIGPIPE
 * for whoever writes where nobody reads.
 */
#ifndef MP_WIRE_H
#define MP_WIRE_H

#include <stddef.h>
#include <sys/uio.h>

/* -EPIPE, or what write(2) says.  Up to PIPE_BUF bytes go whole or not at
 * all, whoever is killed. */
int mp_wire_write(int fd, const void *bytes, size_t size);
/* Several as if they were one; the parts change. */
int mp_wire_write_parts(int fd, struct iovec *parts, int count);
/* -EPIPE: the end of file was there first, -EBADMSG: it came in between. */
int mp_wire_read(int fd, void *ret_bytes, size_t size);

/* Both close-on-exec; [0] to read from. */
int mp_wire_new(int ret_fds[2]);
/* Less than 0 is nothing to close; it becomes -1. */
void mp_wire_close(int *fd);

#endif
