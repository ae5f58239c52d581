/* One epoll descriptor over all that can wake a runner. */
#include "run/wake.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/timer.h"

int
wake_init(struct wake *wake)
{
    *wake = (struct wake)WAKE_INIT;
    wake->epoll = epoll_create1(EPOLL_CLOEXEC);
    return wake->epoll < 0 ? -errno : 0;
}

void
wake_release(struct wake *wake)
{
    for (int source = 0; source < WAKE_SOURCES; source++)
        wake_drop(wake, (enum wake_source)source);
    if (wake->epoll >= 0)
        close(wake->epoll);
    wake->epoll = -1;
}

int
wake_take(struct wake *wake, enum wake_source source, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = source};

    wake->fds[source] = fd;
    return epoll_ctl(wake->epoll, EPOLL_CTL_ADD, fd, &event) < 0 ? -errno
                                                                 : 0;
}

int
wake_add_timer(struct wake *wake, enum wake_source source)
{
    int fd = timer_open();

    return fd < 0 ? fd : wake_take(wake, source, fd);
}

void
wake_set_timer(struct wake *wake, enum wake_source source, int64_t first,
               int64_t every)
{
    timer_set(wake->fds[source], first, every);
}

void
wake_read_timer(struct wake *wake, enum wake_source source)
{
    timer_take(wake->fds[source]);
}

void
wake_drop(struct wake *wake, enum wake_source source)
{
    if (wake->fds[source] >= 0)
        close(wake->fds[source]);
    wake->fds[source] = -1;
}

int
wake_ready(struct wake *wake, enum wake_source ret_ready[WAKE_SOURCES])
{
    struct epoll_event events[WAKE_SOURCES];
    int count = epoll_wait(wake->epoll, events, WAKE_SOURCES, 0);

    for (int i = 0; i < count; i++)
        ret_ready[i] = (enum wake_source)events[i].data.u32;
    return count;
}
