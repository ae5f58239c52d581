/*
 * Bytes through pipes: all of them, whatever signals come; and no SIGPIPE
 * for whoever writes where nobody reads.
 */
#ifndef MP_WIRE_H
#define MP_WIRE_H

#include <stddef.h>

/* -EPIPE, or what write(2) says. */
int mp_wire_write(int fd, const void *bytes, size_t size);
/* -EPIPE: the end of file was there first, -EBADMSG: it came in between. */
int mp_wire_read(int fd, void *ret_bytes, size_t size);

/* Both close-on-exec; [0] to read from. */
int mp_wire_new(int ret_fds[2]);
/* Less than 0 is nothing to close; it becomes -1. */
void mp_wire_close(int *fd);

#endif
