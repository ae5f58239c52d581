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

/* A worker waits for others, at most so often so long. */
#define CREATOR_LOOKS 5
#define COMPANY_LOOKS 60
#define COMPANY_PAUSE 30000

#define CROSSINGS_RARE 6
#define STEPS_RARE 12

/* The same for somebody to come by. */
#define PASS_LOOKS 40
#define PASS_PAUSE 50000
#define PROGRESS_TASKS 64

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

/* Of yields, where there are many cores: a yield there lets nobody pass. */
static uint64_t
sleep_every(const struct self *self)
{
    return self->nyields < 50 ? 4 : 16;
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

/* How far the others are that could go on; 0: there are none. */
static uint64_t
progress(const struct self *self)
{
    uint32_t count = GET(hk_region->head.ntasks);
    uint64_t sum = 0;

    for (uint32_t i = 0; i < count && i < PROGRESS_TASKS; i++) {
        const struct hooks_task *task = &hk_region->head.task[i];

        if (i != self->number && GET(task->state) == HOOKS_RUNNING &&
            GET(task->turn) % 2 == 0)
            sum += 1 + GET(task->entries) + GET(task->reads) +
                   GET(task->writes) + GET(task->changes);
    }
    return sum;
}

/* Until another one has done something, if that does not take too long. */
static void
let_pass(struct self *self, long ns)
{
    uint64_t before = progress(self);

    pause_for(ns);
    for (int i = 0; i < PASS_LOOKS && before; i++) {
        if (progress(self) != before)
            return;
        pause_for(PASS_PAUSE);
    }
}

void
hk_stray_now(struct self *self)
{
    /* Others would spin for as long. */
    if (self->nspinning > 0)
        return;
    if (GET(hk_region->head.seed)) {
        uint64_t drawn = draw(self);

        /* Nobody passes whoever has the lock that all others want. */
        if (self->nheld > 0 || drawn % sleep_every(self))
            pause_for(0);
        else
            let_pass(self, 10000 + (long)(drawn >> 8) % 50000);
        if (self->nheld == 0 || drawn % 4 == 0)
            self->nyields++;
    }
    set_countdown(self);
}

void
hk_stray_rarely(struct self *self, unsigned haunt)
{
    self->visits[haunt]++;
    if (GET(hk_region->head.seed) && draw(self) % 2 &&
        (int64_t)GET(hk_region->head.yield_ns) < AT_ALL)
        self->countdown = 0;
}

void
hk_stray_between_locks(struct self *self)
{
    uint64_t drawn = draw(self);

    if (!GET(hk_region->head.seed))
        return;
    /* Those who cross once have only this chance to meet.  Who has come by
     * may need a moment more to take its own first lock. */
    if (self->crossings < CROSSINGS_RARE &&
        (self->crossings == 0 || drawn % 2) &&
        (int64_t)GET(hk_region->head.yield_ns) < AT_ALL) {
        self->crossings++;
        let_pass(self, 20000 + (long)(drawn >> 8) % 80000);
        pause_for(50000);
    } else if (drawn % 2 &&
               (int64_t)GET(hk_region->head.yield_ns) < FREELY)
        pause_for(drawn % 4 == 1 ? 0 : 10000 + (long)(drawn >> 8) % 50000);
}

/* Nobody comes between whoever has a lock around both. */
void
hk_stray_between_steps(struct self *self)
{
    if (!GET(hk_region->head.seed) || self->nheld > 0 ||
        self->steps >= STEPS_RARE ||
        (int64_t)GET(hk_region->head.yield_ns) >= AT_ALL) {
        hk_stray(self);
        return;
    }
    self->steps++;
    let_pass(self, 20000 + (long)(draw(self) >> 8) % 80000);
}

/*
 * A short one should not be over before the next begins: so its creator gets
 * a while to make another one, unless it waits already, and those that are
 * made get the time to begin.
 */
static void
await_company(const struct self *self)
{
    struct hooks *head = &hk_region->head;
    uint32_t creator = GET(self->task->creator);

    if (creator >= HOOKS_TASKS)
        return;
    for (int i = 0; i < CREATOR_LOOKS && GET(head->now) < 2 &&
                    GET(head->task[creator].turn) % 2 == 0; i++)
        pause_for(COMPANY_PAUSE);
    for (int i = 0; i < COMPANY_LOOKS &&
                    GET(hk_region->begun) < GET(head->ntasks); i++)
        pause_for(COMPANY_PAUSE);
}

void
hk_stray_begin(struct self *self, uint64_t random)
{
    self->random = random;
    self->nyields = self->nchildren = 0;
    self->crossings = self->steps = 0;
    for (int i = 0; i < HAUNTS; i++)
        self->visits[i] = 0;
    set_countdown(self);
    if (GET(hk_region->head.seed) &&
        (int64_t)GET(hk_region->head.yield_ns) < FREELY) {
        await_company(self);
        if (self->number > 0 && draw(self) % 2)
            pause_for(1000 + (long)(draw(self) % 50000));
    }
}

uint64_t
hk_stray_child(struct self *self)
{
    return hk_mix(self->random * 31 + ++self->nchildren);
}
