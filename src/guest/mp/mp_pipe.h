/*
 * A pipe with two ends, for messages in both directions.  mp.h tells what
 * all have in common.
 *
 * Each process has both ends after a fork.  It closes the one that it does
 * not use: the end of file comes when nobody has the other end open any
 * more, the receiver included.  One end is for one process at a time, as in
 * Python: two that receive from it tear messages apart.
 */
#ifndef MP_MP_PIPE_H
#define MP_MP_PIPE_H

#include <stddef.h>

struct mp_connection;

/* -EMFILE or -ENFILE: there are too many descriptors; it takes four. */
int mp_pipe_new(struct mp_connection *ret_ends[2]);
/*
 * Send a message of 0 bytes or more.  Waits while the pipe is full (64 KiB,
 * usually).  -EPIPE: nobody has the other end.  -EBADF: this one is closed.
 * -EMSGSIZE: more than MP_MESSAGE_MAX bytes.
 */
#define MP_MESSAGE_MAX ((size_t)1 << 30)
int mp_connection_send(struct mp_connection *connection, const void *bytes,
                       size_t size);
/*
 * Wait for a message.  -EPIPE: end of file.  -EMSGSIZE: it is longer than
 * `size`; it stays, for a larger buffer.  -EBADMSG: the end of file came
 * in the middle of a message, of which nothing is known.
 */
int mp_connection_recv(struct mp_connection *connection, void *ret_bytes,
                       size_t size, size_t *ret_size);
/*
 * Wait so many seconds, or as long as it takes, until recv would not: 0, or
 * -ETIMEDOUT.  The end of file is something to receive, too.
 */
int mp_connection_poll(struct mp_connection *connection, double seconds);
/* This process will not use it any more; free forgets it, too. */
void mp_connection_close(struct mp_connection *connection);
void mp_connection_free(struct mp_connection *connection);

#endif
