/* Waiting with a signalfd, so that a signal never comes between two steps. */
#include "cli/wait.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <unistd.h>

static int signals = -1;

int
waits_begin(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
        return -errno;
    signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    return signals < 0 ? -errno : 0;
}

int
wait_for(int fd, int ms)
{
    struct pollfd polled[] = {
        {.fd = fd, .events = POLLIN},
        {.fd = signals, .events = POLLIN},
    };
    struct signalfd_siginfo info;
    int result = 0;
    int count = poll(polled, 2, ms);

    if (count < 0)
        return errno == EINTR ? 0 : -errno;
    if (polled[0].revents)
        result |= WAIT_READY;
    if (polled[1].revents & POLLIN &&
        read(signals, &info, sizeof info) == (ssize_t)sizeof info)
        result |= WAIT_SIGNAL;
    return result;
}
