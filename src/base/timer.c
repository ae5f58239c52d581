/* A descriptor that is readable when a time has come. */
#include "base/timer.h"

#include <errno.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "base/clock.h"

int
timer_open(void)
{
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);

    return fd < 0 ? -errno : fd;
}

void
timer_set(int fd, int64_t first, int64_t every)
{
    struct itimerspec spec = {
        .it_value = {first / CLOCK_SECOND, first % CLOCK_SECOND},
        .it_interval = {every / CLOCK_SECOND, every % CLOCK_SECOND},
    };

    timerfd_settime(fd, 0, &spec, NULL);
}

bool
timer_take(int fd)
{
    uint64_t times;

    return read(fd, &times, sizeof times) == sizeof times;
}
