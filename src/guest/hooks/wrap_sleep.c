/* Sleep: it orders nobody, but whoever sleeps does nothing else. */
#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "guest/hooks/held.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/wrap.h"

WRAP(unsigned, sleep, unsigned seconds);
WRAP(int, usleep, useconds_t us);
WRAP(int, nanosleep, const struct timespec *time, struct timespec *left);
WRAP(int, clock_nanosleep, clockid_t clock, int flags,
     const struct timespec *time, struct timespec *left);

static struct self *
begin(uint64_t pc)
{
    struct self *self = hk_enter();

    if (self)
        hk_wait_begin(self, &(struct wait){HOOKS_SLEEP, NULL, pc, NULL,
                                           HOOKS_NOBODY});
    return self;
}

static void
finish(struct self *self)
{
    if (self)
        hk_wait_end(self);
    hk_leave(self);
}

#define SLEEPS(type, name, parameters, arguments) \
    type __wrap_##name parameters \
    { \
        struct self *self = begin(ASKED); \
        type result = __real_##name arguments; \
        \
        finish(self); \
        return result; \
    }

SLEEPS(unsigned, sleep, (unsigned seconds), (seconds))
SLEEPS(int, usleep, (useconds_t us), (us))
SLEEPS(int, nanosleep, (const struct timespec *time, struct timespec *left),
       (time, left))
SLEEPS(int, clock_nanosleep,
       (clockid_t clock, int flags, const struct timespec *time,
        struct timespec *left),
       (clock, flags, time, left))
