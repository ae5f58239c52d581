#include "guest/mp/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <time.h>
#include <unistd.h>

/* Leave out the first bytes of the parts. */
static void
skip(struct iovec **parts, int *count, size_t size)
{
    for (; *count > 0 && size >= (*parts)->iov_len; ++*parts, --*count)
        size -= (*parts)->iov_len;
    if (*count == 0)
        return;
    (*parts)->iov_base = (char *)(*parts)->iov_base + size;
    (*parts)->iov_len -= size;
}

/* Returns 0, or a negative errno; SIGPIPE is blocked. */
static int
write_all(int fd, struct iovec *parts, int count)
{
    while (count > 0) {
        ssize_t n = writev(fd, parts, count);

        if (n < 0 && errno != EINTR)
            return -errno;
        skip(&parts, &count, n > 0 ? (size_t)n : 0);
    }
    return 0;
}

/* Only who blocks it can have one that is pending. */
static bool
is_pending(const sigset_t *blocked)
{
    sigset_t pending;

    return sigismember(blocked, SIGPIPE) && sigpending(&pending) == 0 &&
           sigismember(&pending, SIGPIPE);
}

/* The signal goes to the thread that wrote.  One that was pending before
 * is not ours to take. */
int
mp_wire_write_parts(int fd, struct iovec *parts, int count)
{
    const struct timespec none = {0};
    sigset_t pipe, kept;
    bool pending;
    int rc;

    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &kept);
    pending = is_pending(&kept);
    rc = write_all(fd, parts, count);
    if (rc == -EPIPE && !pending)
        while (sigtimedwait(&pipe, NULL, &none) < 0 && errno == EINTR)
            continue;
    pthread_sigmask(SIG_SETMASK, &kept, NULL);
    return rc;
}

int
mp_wire_write(int fd, const void *bytes, size_t size)
{
    struct iovec part = {(void *)bytes, size};

    return mp_wire_write_parts(fd, &part, 1);
}

int
mp_wire_read(int fd, void *ret_bytes, size_t size)
{
    char *bytes = ret_bytes;
    size_t got = 0;

    while (got < size) {
        ssize_t n = read(fd, bytes + got, size - got);

        if (n < 0 && errno != EINTR)
            return -errno;
        if (n == 0)
            return got > 0 ? -EBADMSG : -EPIPE;
        if (n > 0)
            got += (size_t)n;
    }
    return 0;
}

int
mp_wire_new(int ret_fds[2])
{
    return pipe2(ret_fds, O_CLOEXEC) < 0 ? -errno : 0;
}

void
mp_wire_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}
