/* Waiting with a signalfd, so that a signal never comes between two steps. */
#include "cli/wait.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cli/say.h"
#include "run/runner.h"

static int signals = -1;

/* Who is told to ignore one, by nohup or a shell that puts it into the
 * background, does: of what is blocked the kernel keeps those as well. */
static bool
is_ignored(int number)
{
    struct sigaction action;

    return sigaction(number, NULL, &action) == 0 &&
           action.sa_handler == SIG_IGN;
}

int
waits_begin(const char *command)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t set;

    sigemptyset(&set);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!is_ignored(numbers[i]))
            sigaddset(&set, numbers[i]);
    if (sigprocmask(SIG_BLOCK, &set, NULL) == 0)
        signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    return signals < 0 ? complain(EXIT_MISSING, command, "%s",
                                  strerror(errno))
                       : EXIT_FINE;
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

int
wait_for_runner(struct runner *runner)
{
    int result = wait_for(runner_fd(runner), -1);

    if (result >= 0 && !(result & WAIT_SIGNAL))
        return EXIT_FINE;
    runner_stop(runner);
    return EXIT_INTERRUPTED;
}

int
wait_for_end(struct runner *runner)
{
    int status = EXIT_FINE;

    while (runner_dispatch(runner) == 0)
        if (wait_for_runner(runner) != EXIT_FINE)
            status = EXIT_INTERRUPTED;
    return status;
}
