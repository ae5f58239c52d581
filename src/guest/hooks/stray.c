/*
 * Often at the beginning, when a short run has to show what it can, and
 * less and less: a long run must not take much longer for it.  On a busy
 * machine a yield may cost a time slice, so the time is counted as well.
 */
#include "guest/hooks/stray.h"

#include "guest/hooks/sys.h"

#define NEVER INT32_MAX

/* Of all tasks together, in nanoseconds. */
#define FREELY INT64_C(100000000)
#define AT_ALL INT64_C(1000000000)

static uint64_t
draw(struct self *self)
{
    self->random += UINT64_C(0x9e3779b97f4a7c15);
    return hk_mix(self->random);
}

/* How many events until the next, on average. */
static uint32_t
gap(const struct self *self)
{
    uint32_t mean = 1024;

    if (self->nyields < 50)
        mean = 4;
    else if (self->nyields < 200)
        mean = 16;
    else if (self->nyields < 500)
        mean = 64;
    if ((int64_t)GET(hk_region->head.yield_ns) > FREELY)
        mean *= 64;
    return mean;
}

static void
set_countdown(struct self *self)
{
    if (!GET(hk_region->head.seed) ||
        (int64_t)GET(hk_region->head.yield_ns) > AT_ALL)
        self->countdown = NEVER;
    else
        self->countdown = 1 + (int32_t)(draw(self) % (2 * gap(self)));
}

static void
pause_for(long ns)
{
    int64_t began = sys_now();

    if (ns)
        sys_sleep(ns);
    else
        sys_yield();
    ADD(hk_region->head.yield_ns, (uint64_t)(sys_now() - began));
    ADD(hk_region->head.yields, 1);
}

void
hk_stray_now(struct self *self)
{
    if (GET(hk_region->head.seed)) {
        uint64_t drawn = draw(self);

        pause_for(drawn % 16 ? 0 : 10000 + (long)(drawn >> 8) % 50000);
        self->nyields++;
    }
    set_countdown(self);
}

void
hk_stray_between_locks(struct self *self)
{
    uint64_t drawn = draw(self);

    if (GET(hk_region->head.seed) && drawn % 2 &&
        (int64_t)GET(hk_region->head.yield_ns) < FREELY)
        pause_for(drawn % 4 == 1 ? 0 : 10000 + (long)(drawn >> 8) % 50000);
}

void
hk_stray_begin(struct self *self, uint64_t random)
{
    uint64_t drawn;

    self->random = random;
    self->nyields = self->nchildren = 0;
    drawn = draw(self);
    set_countdown(self);
    /* Its creator should get to make the others. */
    if (GET(hk_region->head.seed) && self->number > 0 && drawn % 4 &&
        (int64_t)GET(hk_region->head.yield_ns) < FREELY)
        pause_for(20000 + (long)(drawn >> 8) % 200000);
}

uint64_t
hk_stray_child(struct self *self)
{
    return hk_mix(self->random * 31 + ++self->nchildren);
}
