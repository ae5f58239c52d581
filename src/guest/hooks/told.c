/*
 * What a library says of itself that is not instrumented: that it orders
 * tasks by an address.  ThreadSanitizer has the same two functions; libmp
 * calls them where they are linked.  What it forks for, and whether its
 * workers are to be idle, is between libmp and hooks alone.
 */
#include "guest/hooks/hooks.h"
#include "guest/hooks/order.h"
#include "guest/hooks/stray.h"

HOOK void __tsan_release(void *address);
HOOK void __tsan_acquire(void *address);
HOOK void mp_watched_fork(bool serves);
HOOK bool mp_watched_idle(void);

static struct self *
enter(void)
{
    struct self *self = hk_enter();

    if (self && !hk_nested(self))
        hk_stray(self);
    return self;
}

void
__tsan_release(void *address)
{
    struct self *self = enter();

    if (self)
        hk_release(self, hk_object(self, address));
    hk_leave(self);
}

void
__tsan_acquire(void *address)
{
    struct self *self = enter();

    if (self)
        hk_acquire(self, hk_object_known(self, address));
    hk_leave(self);
}

void
mp_watched_fork(bool serves)
{
    hk_self.forks = serves ? FORKS_SERVER : FORKS_WORKER;
}

bool
mp_watched_idle(void)
{
    return hk_region && GET(hk_region->head.idle);
}
