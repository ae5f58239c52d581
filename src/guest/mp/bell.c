#include "guest/mp/bell.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

void
mp_bell_init(struct mp_bell *bell, enum mp_bell_kind kind)
{
    bell->mark = MP_BELL_MARK + (uint64_t)kind;
}

void
mp_bell_ring(struct mp_bell *bell)
{
    atomic_fetch_add(&bell->rung, 1);
    if (atomic_load(&bell->asleep) > 0)
        syscall(SYS_futex, &bell->rung, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

uint32_t
mp_bell_prepare(struct mp_bell *bell)
{
    atomic_fetch_add(&bell->asleep, 1);
    return atomic_load(&bell->rung);
}

void
mp_bell_awake(struct mp_bell *bell)
{
    atomic_fetch_sub(&bell->asleep, 1);
}

/* Signals only make it look again, and sleep until the same time. */
int
mp_bell_sleep(struct mp_bell *bell, uint32_t seen,
              const struct mp_until *until)
{
    const struct timespec *time = until->never ? NULL : &until->time;

    while (atomic_load(&bell->rung) == seen) {
        if (syscall(SYS_futex, &bell->rung, FUTEX_WAIT_BITSET, seen, time,
                    NULL, FUTEX_BITSET_MATCH_ANY) < 0 && errno == ETIMEDOUT)
            return -ETIMEDOUT;
    }
    return 0;
}
