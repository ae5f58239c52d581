/* Descriptors: what is written happens before it is read.  The kernel reads
 * and writes what the program hands it, as the program itself would. */
#include <poll.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "guest/hooks/channel.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/wrap.h"

WRAP(ssize_t, write, int fd, const void *data, size_t size);
WRAP(ssize_t, writev, int fd, const struct iovec *parts, int count);
WRAP(ssize_t, pwrite, int fd, const void *data, size_t size, off_t at);
WRAP(ssize_t, send, int fd, const void *data, size_t size, int flags);
WRAP(ssize_t, sendmsg, int fd, const struct msghdr *message, int flags);
WRAP(ssize_t, read, int fd, void *data, size_t size);
WRAP(ssize_t, readv, int fd, const struct iovec *parts, int count);
WRAP(ssize_t, pread, int fd, void *data, size_t size, off_t at);
WRAP(ssize_t, recv, int fd, void *data, size_t size, int flags);
WRAP(ssize_t, recvmsg, int fd, struct msghdr *message, int flags);
WRAP(ssize_t, sendto, int fd, const void *data, size_t size, int flags,
     const struct sockaddr *to, socklen_t to_size);
WRAP(ssize_t, recvfrom, int fd, void *data, size_t size, int flags,
     struct sockaddr *from, socklen_t *from_size);
WRAP(int, connect, int fd, const struct sockaddr *address, socklen_t size);
WRAP(int, accept, int fd, struct sockaddr *address, socklen_t *size);
WRAP(int, accept4, int fd, struct sockaddr *address, socklen_t *size,
     int flags);
WRAP(int, poll, struct pollfd *fds, nfds_t count, int ms);
WRAP(int, ppoll, struct pollfd *fds, nfds_t count,
     const struct timespec *time, const sigset_t *mask);
WRAP(int, select, int count, fd_set *in, fd_set *out, fd_set *other,
     struct timeval *time);
WRAP(int, pselect, int count, fd_set *in, fd_set *out, fd_set *other,
     const struct timespec *time, const sigset_t *mask);
WRAP(int, epoll_wait, int fd, struct epoll_event *events, int count, int ms);

static void
took(void *data, size_t size, ssize_t got, uint64_t pc)
{
    if (got > 0)
        hk_write(data, (size_t)got < size ? (size_t)got : size, pc);
}

/* So that a call is one line: send first, or listen behind. */
#define SENDS(type, name, parameters, arguments) \
    GIVES(type, name, NULL, 0, parameters, arguments)

/* ... data of the program's. */
#define GIVES(type, name, data, size, parameters, arguments) \
    type __wrap_##name parameters \
    { \
        hk_read(data, size, ASKED); \
        hk_channel_send(fd); \
        return __real_##name arguments; \
    }

#define RECEIVES(type, name, parameters, arguments) \
    TAKES(type, name, NULL, 0, parameters, arguments)

#define TAKES(type, name, data, size, parameters, arguments) \
    type __wrap_##name parameters \
    { \
        struct self *self = hk_channel_wait(fd, ASKED); \
        type got = __real_##name arguments; \
        \
        hk_channel_received(self, fd, got); \
        took(data, size, got, ASKED); \
        return got; \
    }

/* That something is there says as much as reading it. */
#define HEARS(type, name, parameters, arguments) \
    type __wrap_##name parameters \
    { \
        struct self *self = hk_channel_wait(-1, ASKED); \
        type got = __real_##name arguments; \
        \
        hk_channel_received(self, -1, got > 0 ? 0 : -1); \
        return got; \
    }

GIVES(ssize_t, write, data, size, (int fd, const void *data, size_t size),
      (fd, data, size))
SENDS(ssize_t, writev, (int fd, const struct iovec *parts, int count),
      (fd, parts, count))
GIVES(ssize_t, pwrite, data, size,
      (int fd, const void *data, size_t size, off_t at),
      (fd, data, size, at))
GIVES(ssize_t, send, data, size,
      (int fd, const void *data, size_t size, int flags),
      (fd, data, size, flags))
SENDS(ssize_t, sendmsg, (int fd, const struct msghdr *message, int flags),
      (fd, message, flags))
TAKES(ssize_t, read, data, size, (int fd, void *data, size_t size),
      (fd, data, size))
RECEIVES(ssize_t, readv, (int fd, const struct iovec *parts, int count),
         (fd, parts, count))
TAKES(ssize_t, pread, data, size,
      (int fd, void *data, size_t size, off_t at),
      (fd, data, size, at))
TAKES(ssize_t, recv, data, size,
      (int fd, void *data, size_t size, int flags),
      (fd, data, size, flags))
GIVES(ssize_t, sendto, data, size,
      (int fd, const void *data, size_t size, int flags,
       const struct sockaddr *to, socklen_t to_size),
      (fd, data, size, flags, to, to_size))
TAKES(ssize_t, recvfrom, data, size,
      (int fd, void *data, size_t size, int flags, struct sockaddr *from,
       socklen_t *from_size),
      (fd, data, size, flags, from, from_size))
RECEIVES(ssize_t, recvmsg, (int fd, struct msghdr *message, int flags),
         (fd, message, flags))
RECEIVES(int, accept, (int fd, struct sockaddr *address, socklen_t *size),
         (fd, address, size))
RECEIVES(int, accept4,
         (int fd, struct sockaddr *address, socklen_t *size, int flags),
         (fd, address, size, flags))
HEARS(int, poll, (struct pollfd *fds, nfds_t count, int ms),
      (fds, count, ms))
HEARS(int, ppoll,
      (struct pollfd *fds, nfds_t count, const struct timespec *time,
       const sigset_t *mask),
      (fds, count, time, mask))
HEARS(int, select,
      (int count, fd_set *in, fd_set *out, fd_set *other,
       struct timeval *time),
      (count, in, out, other, time))
HEARS(int, pselect,
      (int count, fd_set *in, fd_set *out, fd_set *other,
       const struct timespec *time, const sigset_t *mask),
      (count, in, out, other, time, mask))
HEARS(int, epoll_wait,
      (int fd, struct epoll_event *events, int count, int ms),
      (fd, events, count, ms))

/* Somebody listens. */
int
__wrap_connect(int fd, const struct sockaddr *address, socklen_t size)
{
    int result = __real_connect(fd, address, size);

    hk_channel_met(fd);
    return result;
}
