#include "guest/mp/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <time.h>
#include <unistd.h>

/* Returns 0, or a negative errno; SIGPIPE is blocked. */
static int
write_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t n = write(fd, bytes, size);

        if (n < 0 && errno != EINTR)
            return -errno;
        if (n > 0) {
            bytes += n;
            size -= (size_t)n;
        }
    }
    return 0;
}

/* The signal goes to the thread that wrote.  One that was pending before
 * is not ours to take. */
int
mp_wire_write(int fd, const void *bytes, size_t size)
{
    const struct timespec none = {0};
    sigset_t pipe, kept, pending;
    int rc;

    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigemptyset(&pending);
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, &pipe, &kept);
    rc = write_all(fd, bytes, size);
    if (rc == -EPIPE && !sigismember(&pending, SIGPIPE))
        while (sigtimedwait(&pipe, NULL, &none) < 0 && errno == EINTR)
            continue;
    pthread_sigmask(SIG_SETMASK, &kept, NULL);
    return rc;
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
