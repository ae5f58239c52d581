/*
 * Two ends, and a pipe of the kernel for each direction.  Not a pair of
 * sockets: who has the other end of a pipe can be seen from outside, so that
 * a wait for one who will never write can be explained.
 *
 * A message is its length, then its bytes.
 */
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "guest/mp/guard.h"
#include "guest/mp/mp.h"
#include "guest/mp/wire.h"

struct mp_connection {
    int in;                     /* -1: closed */
    int out;
    bool begun;                 /* the next message's length is known */
    uint32_t length;
};

static struct mp_connection *
new_end(void)
{
    struct mp_connection *end = calloc(1, sizeof(*end));

    if (end)
        end->in = end->out = -1;
    return end;
}

/* From one to the other. */
static int
connect_ends(struct mp_connection *from, struct mp_connection *to)
{
    int fds[2];
    int rc = mp_wire_new(fds);

    if (rc < 0)
        return rc;
    to->in = fds[0];
    from->out = fds[1];
    return 0;
}

int
mp_pipe_new(struct mp_connection *ret_ends[2])
{
    struct mp_connection *one = new_end(), *other = new_end();
    int rc = one && other ? 0 : -ENOMEM;

    if (rc == 0)
        rc = connect_ends(one, other);
    if (rc == 0)
        rc = connect_ends(other, one);
    if (rc < 0) {
        mp_connection_free(one);
        mp_connection_free(other);
        return rc;
    }
    ret_ends[0] = one;
    ret_ends[1] = other;
    return 0;
}

/* In one go: a receiver that the length alone woke would sleep again. */
int
mp_connection_send(struct mp_connection *connection, const void *bytes,
                   size_t size)
{
    uint32_t length = (uint32_t)size;
    struct iovec parts[] = {{&length, sizeof(length)}, {(void *)bytes, size}};

    if (connection->out < 0)
        return -EBADF;
    if (size > MP_MESSAGE_MAX)
        return -EMSGSIZE;
    return mp_wire_write_parts(connection->out, parts, 2);
}

int
mp_connection_recv(struct mp_connection *connection, void *ret_bytes,
                   size_t size, size_t *ret_size)
{
    int rc;

    if (connection->in < 0)
        return -EBADF;
    if (!connection->begun) {
        rc = mp_wire_read(connection->in, &connection->length,
                          sizeof(connection->length));
        if (rc < 0)
            return rc;
        connection->begun = true;
    }
    if (connection->length > size)
        return -EMSGSIZE;
    rc = mp_wire_read(connection->in, ret_bytes, connection->length);
    if (rc < 0)
        return -EBADMSG;
    connection->begun = false;
    *ret_size = connection->length;
    return 0;
}

int
mp_connection_poll(struct mp_connection *connection, double seconds)
{
    const struct mp_until until = mp_until(seconds);
    struct pollfd fd = {.fd = connection->in, .events = POLLIN};
    struct timespec left;

    if (connection->in < 0)
        return -EBADF;
    if (connection->begun)
        return 0;
    for (;;) {
        bool some = mp_until_left(&until, &left);
        int n = ppoll(&fd, 1, &left, NULL);

        if (n > 0)
            return 0;
        if (n < 0 && errno != EINTR)
            return -errno;
        if (n == 0 && !some)
            return -ETIMEDOUT;
    }
}

void
mp_connection_close(struct mp_connection *connection)
{
    mp_wire_close(&connection->in);
    mp_wire_close(&connection->out);
}

void
mp_connection_free(struct mp_connection *connection)
{
    if (!connection)
        return;
    mp_connection_close(connection);
    free(connection);
}
