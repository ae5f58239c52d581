/*
 * What a library says of itself that is not instrumented: that it orders
 * tasks by an address.  ThreadSanitizer has the same two functions; libmp
 * calls them where they are linked.
 */
#include "guest/hooks/hooks.h"
#include "guest/hooks/order.h"
#include "guest/hooks/stray.h"

HOOK void __tsan_release(void *address);
HOOK void __tsan_acquire(void *address);

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
