/*
 * Of a pipe and of a file it is known who wrote what is read: everybody who
 * wrote so far.  Of all else it is not, so whoever hears something learns
 * what all others have done: that may hide a race.  So it is, too, of a pipe
 * or a file that a stream writes to, and of a pipe that none did: its writer
 * may be what a child has executed.
 */
#include "guest/hooks/channel.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "guest/hooks/held.h"
#include "guest/hooks/order.h"
#include "guest/hooks/stray.h"

/* No memory has this space. */
#define CHANNELS (UINT64_C(0xffff) << 48)

/* Beside the key of a descriptor, for the streams that write to it. */
#define STREAMS 1

#define MEMORY 1                /* the kernel's number for /dev/zero and such;
                                 * what is told a terminal comes out of
                                 * another one */

struct channel {
    uint64_t key;               /* 0: not one that is known by its inode */
    bool is_pipe, is_socket;
};

static bool
is_known(const struct stat *stat)
{
    return S_ISFIFO(stat->st_mode) || S_ISREG(stat->st_mode) ||
           (S_ISCHR(stat->st_mode) && major(stat->st_rdev) == MEMORY);
}

static struct channel
channel_of(int fd)
{
    struct channel channel = {0};
    struct stat stat;
    int kept = errno, failed = fstat(fd, &stat);

    errno = kept;
    channel.is_socket = failed == 0 && S_ISSOCK(stat.st_mode);
    if (failed < 0 || !is_known(&stat))
        return channel;
    channel.key = CHANNELS |
                  (hk_mix(stat.st_ino + ((uint64_t)stat.st_dev << 40)) >> 16);
    channel.is_pipe = S_ISFIFO(stat.st_mode);
    return channel;
}

/* To a socket of the network: its other end is seldom one of us. */
static bool
is_network(int fd)
{
    int kept = errno, domain = 0;
    socklen_t size = sizeof domain;

    getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size);
    errno = kept;
    return domain == AF_INET || domain == AF_INET6;
}

/* ... in a way that ThreadSanitizer does not know. */
static void
hear_all(struct self *self)
{
    PUT(self->task->heard, 1);
    hk_acquire_all(self);
}

void
hk_channel_send(int fd)
{
    struct self *self = hk_enter();

    if (self) {
        uint64_t key = channel_of(fd).key;

        PUT(self->task->wrote, 1);
        if (!hk_nested(self))
            hk_stray(self);
        if (key)
            hk_release(self, hk_object_of(key));
    }
    hk_leave(self);
}

void
hk_channel_print(int fd)
{
    struct self *self = hk_enter();

    if (self) {
        uint64_t key = channel_of(fd).key;

        PUT(self->task->wrote, 1);
        if (key)
            hk_object_of(key + STREAMS);
        if (!hk_nested(self))
            hk_stray(self);
    }
    hk_leave(self);
}

struct self *
hk_channel_wait(int fd, uint64_t pc)
{
    struct self *self = hk_enter();

    if (self)
        hk_wait_begin(self, &(struct wait){
            HOOKS_READ, (const void *)(intptr_t)fd, pc, NULL, HOOKS_NOBODY});
    return self;
}

/* Something came, by whomever it was sent. */
static void
learn(struct self *self, int fd)
{
    struct channel channel = channel_of(fd);
    struct object *object;

    if (channel.is_socket) {
        hk_acquire_all(self);
        return;
    }
    if (!channel.key || hk_object_of_known(channel.key + STREAMS)) {
        hear_all(self);
        return;
    }
    object = hk_object_of_known(channel.key);
    if (object)
        hk_acquire(self, object);
    else if (channel.is_pipe)
        hear_all(self);
}

/* The other end is there, or gone, or has something for us. */
static void
meet(struct self *self, int fd)
{
    if (is_network(fd))
        hk_acquire_all(self);
    else
        hear_all(self);
}

void
hk_channel_received(struct self *self, int fd, long got)
{
    if (!self)
        return;
    hk_wait_end(self);
    if (got > 0)
        learn(self, fd);
    else if (got == 0)
        meet(self, fd);
    hk_leave(self);
}

void
hk_channel_met(int fd)
{
    struct self *self = hk_enter();

    if (self)
        meet(self, fd);
    hk_leave(self);
}

void
hk_channel_heard(void)
{
    struct self *self = hk_enter();

    if (self)
        hear_all(self);
    hk_leave(self);
}

void
hk_channel_shout(void)
{
    struct self *self = hk_enter();

    if (self) {
        hk_release(self, hk_object_of(CHANNELS));
        atomic_fetch_add(&hk_region->shouts, 1);
    }
    hk_leave(self);
}

void
hk_channel_listen(struct self *self)
{
    PUT(self->task->heard, 1);
    self->shouts = atomic_load(&hk_region->shouts);
    hk_acquire(self, hk_object_of(CHANNELS));
}
