/*
 * Of a pipe and of a file it is known who wrote what is read: everybody who
 * wrote so far.  Of all else it is not, so whoever hears something learns
 * what all others have done: that may hide a race.
 */
#include "guest/hooks/channel.h"

#include <errno.h>
#include <sys/stat.h>

#include "guest/hooks/held.h"
#include "guest/hooks/order.h"
#include "guest/hooks/stray.h"

/* No memory has this space. */
#define CHANNELS (UINT64_C(0xffff) << 48)

/* 0: not one that is known by its inode. */
static uint64_t
key_of(int fd)
{
    struct stat stat;
    int kept = errno, failed = fstat(fd, &stat);

    errno = kept;
    if (failed < 0 || !(S_ISFIFO(stat.st_mode) || S_ISREG(stat.st_mode) ||
                        S_ISCHR(stat.st_mode)))
        return 0;
    return CHANNELS |
           (hk_mix(stat.st_ino + ((uint64_t)stat.st_dev << 40)) >> 16);
}

void
hk_channel_send(int fd)
{
    struct self *self = hk_enter();

    if (self) {
        uint64_t key = key_of(fd);

        PUT(self->task->wrote, 1);
        if (!hk_nested(self))
            hk_stray(self);
        if (key)
            hk_release(self, hk_object_of(key));
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

void
hk_channel_received(struct self *self, int fd, long got)
{
    uint64_t key;

    if (!self)
        return;
    hk_wait_end(self);
    key = got > 0 ? key_of(fd) : 0;
    if (key)
        hk_acquire(self, hk_object_of(key));
    else if (got >= 0)
        hk_acquire_all(self);
    hk_leave(self);
}

void
hk_channel_heard(void)
{
    struct self *self = hk_enter();

    if (self)
        hk_acquire_all(self);
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
    self->shouts = atomic_load(&hk_region->shouts);
    hk_acquire(self, hk_object_of(CHANNELS));
}
