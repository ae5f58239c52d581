/*
 * A task has a row in the tutor's table and, while it lives, a slot in all
 * clocks.  Both are used again, the longest ended first; a slot's clock goes
 * on from where it stood, so that what its former task did stays as known or
 * unknown as it was.
 */
#include "guest/hooks/task.h"

#include <string.h>
#include <sys/resource.h>

#include "guest/hooks/clock.h"
#include "guest/hooks/maps.h"
#include "guest/hooks/order.h"
#include "guest/hooks/space.h"
#include "guest/hooks/stray.h"
#include "guest/hooks/sys.h"

#define MAIN_STACK_MOST (UINT64_C(1) << 28)

_Thread_local struct self hk_self;

static bool
take(_Atomic uint32_t *state, uint32_t from, uint32_t to)
{
    return atomic_compare_exchange_strong(state, &from, to);
}

/* SLOTS: all are in use. */
static uint32_t
take_slot(void)
{
    uint32_t used = GET(hk_region->nslots), best;

    while (used < SLOTS)
        if (atomic_compare_exchange_weak(&hk_region->nslots, &used, used + 1))
            return used;
    do {
        best = SLOTS;
        for (uint32_t i = 0; i < SLOTS; i++)
            if (GET(hk_region->slot[i].state) == SLOT_ENDED &&
                (best == SLOTS || GET(hk_region->slot[i].order) <
                                      GET(hk_region->slot[best].order)))
                best = i;
    } while (best < SLOTS &&
             !take(&hk_region->slot[best].state, SLOT_ENDED, SLOT_USED));
    return best;
}

static uint32_t
take_row(void)
{
    uint32_t number = ADD(hk_region->head.ntasks, 1);

    if (number < HOOKS_TASKS)
        return number;
    for (uint32_t i = 1; i < HOOKS_TASKS; i++)
        if (take(&hk_task_at(i)->state, HOOKS_JOINED, HOOKS_UNUSED))
            return i;
    return HOOKS_NOBODY;
}

static void
clear_row(struct hooks_task *task)
{
    _Atomic uint32_t *words = (void *)task;

    for (size_t i = 0; i < sizeof *task / sizeof *words; i++)
        PUT(words[i], 0);
    PUT(task->wait_task, HOOKS_NOBODY);
    PUT(task->creator, HOOKS_NOBODY);
}

static void
begin_slot(uint32_t number, const struct self *creator)
{
    struct slot *slot = &hk_region->slot[number];

    PUT(slot->state, SLOT_USED);
    PUT(slot->stack_low, 0);
    PUT(slot->stack_high, 0);
    PUT(slot->visited, 0);
    for (uint32_t i = 0; i < SLOTS; i++) {
        PUT(slot->fence.at[i], 0);
        PUT(slot->pending.at[i], 0);
    }
    if (creator)
        clock_join(&slot->now, &creator->slot->now);
    ADD(slot->now.at[number], 1);
}

uint32_t
hk_task_new(struct self *self, enum hooks_kind kind, uint64_t start)
{
    uint32_t slot = take_slot(), number = HOOKS_NOBODY;
    struct hooks_task *task;

    if (slot < SLOTS)
        number = take_row();
    if (number == HOOKS_NOBODY) {
        hk_blind(HOOKS_TOO_MANY_TASKS);
        if (slot < SLOTS)
            PUT(hk_region->slot[slot].state, SLOT_ENDED);
        return number;
    }
    task = hk_task_at(number);
    clear_row(task);
    begin_slot(slot, self);
    PUT(task->kind, kind);
    PUT(task->slot, slot);
    PUT(task->first, GET(hk_region->slot[slot].now.at[slot]));
    PUT(task->start, start);
    if (self) {
        PUT(task->creator, self->number);
        hk_tick(self);
    }
    atomic_store(&task->state, HOOKS_RUNNING);
    return number;
}

static void
free_slot(struct hooks_task *task)
{
    struct slot *slot = &hk_region->slot[GET(task->slot)];

    if (GET(task->last))
        return;
    PUT(task->last, GET(slot->now.at[GET(task->slot)]));
    PUT(slot->order, ADD(hk_region->norder, 1));
    atomic_store(&slot->state, SLOT_ENDED);
}

/* If it is in that state; two may try at once. */
static void
count_off(struct hooks_task *task, enum hooks_state from)
{
    if (take(&task->state, from, HOOKS_JOINED) && !GET(task->serves))
        atomic_fetch_sub(&hk_region->head.now, 1);
}

void
hk_task_drop(uint32_t number)
{
    ADD(hk_region->begun, 1);
    free_slot(hk_task_at(number));
    count_off(hk_task_at(number), HOOKS_RUNNING);
}

void
hk_task_made(uint32_t number)
{
    struct hooks *head = &hk_region->head;

    if (GET(hk_task_at(number)->serves))
        return;
    clock_raise(&head->most_at_once, ADD(head->now, 1) + 1);
}

void
hk_task_become(uint32_t number, uint64_t random)
{
    struct self *self = &hk_self;
    struct hooks_task *task = hk_task_at(number);

    self->number = number;
    self->slot_number = GET(task->slot);
    self->slot = &hk_region->slot[self->slot_number];
    self->space = hk_space_new();
    self->nheld = self->nspinning = 0;
    self->fenced = false;
    self->range.high = 0;
    PUT(task->pid, (uint32_t)sys_call(SYS_getpid, 0, 0, 0, 0));
    PUT(task->tid, (uint32_t)sys_call(SYS_gettid, 0, 0, 0, 0));
    PUT(self->slot->pid, GET(task->pid));
    PUT(self->slot->stack_space, self->space);
    PUT(self->slot->stack_low, self->stack_low);
    PUT(self->slot->stack_high, self->stack_low + self->stack_size);
    self->task = task;
    ADD(hk_region->begun, 1);
    hk_stray_begin(self, random);
}

/* It grows downwards, until it meets its limit. */
static void
find_main_stack(struct self *self)
{
    struct maps_entry stack;
    struct rlimit limit;
    uint64_t size = MAIN_STACK_MOST;

    if (!hk_maps_find("[stack]", &stack))
        return;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < size)
        size = limit.rlim_cur;
    if (size < stack.high - stack.low)
        size = stack.high - stack.low;
    self->stack_low = stack.high - size;
    self->stack_size = size;
}

void
hk_task_begin_main(void)
{
    uint32_t number = hk_task_new(NULL, HOOKS_MAIN, 0);

    hk_space_begin();
    find_main_stack(&hk_self);
    if (number != HOOKS_NOBODY)
        hk_task_become(number, hk_mix(GET(hk_region->head.seed)));
}

void
hk_task_end(struct self *self)
{
    struct hooks_task *task = self->task;

    self->known = true;
    self->task = NULL;
    atomic_signal_fence(memory_order_seq_cst);
    /* The first thread's stack outlives it, and may have what others use. */
    if (GET(task->kind) == HOOKS_THREAD)
        free_slot(task);
    atomic_store(&task->state, HOOKS_ENDED);
    if (GET(task->detached))
        count_off(task, HOOKS_ENDED);
}

void
hk_task_detached(uint32_t number)
{
    struct hooks_task *task = hk_task_at(number);

    atomic_store(&task->detached, 1);
    count_off(task, HOOKS_ENDED);
}

/* Whoever has the slot by now knows no less than the one who had it. */
static void
learn(struct self *self, struct hooks_task *task)
{
    clock_join(&self->slot->now, &hk_region->slot[GET(task->slot)].now);
}

static bool
is_alive(const struct hooks_task *task)
{
    uint32_t state = GET(task->state);

    return state == HOOKS_RUNNING || state == HOOKS_ENDED;
}

void
hk_task_joined(struct self *self, uint32_t number)
{
    struct hooks_task *task = hk_task_at(number);

    learn(self, task);
    free_slot(task);
    count_off(task, HOOKS_RUNNING);
    count_off(task, HOOKS_ENDED);
}

static uint32_t
rows(void)
{
    uint32_t count = GET(hk_region->head.ntasks);

    return count < HOOKS_TASKS ? count : HOOKS_TASKS;
}

bool
hk_task_process_joined(struct self *self, pid_t pid)
{
    bool found = false;

    for (uint32_t i = 1, count = rows(); i < count; i++)
        if (GET(hk_task_at(i)->pid) == (uint32_t)pid &&
            is_alive(hk_task_at(i))) {
            hk_task_joined(self, i);
            found = true;
        }
    return found;
}

uint32_t
hk_task_of_thread(const struct self *self, uint64_t handle)
{
    for (uint32_t i = 1, count = rows(); i < count; i++)
        if (GET(hk_region->start[i].handle) == handle &&
            GET(hk_task_at(i)->pid) == GET(self->slot->pid) &&
            GET(hk_task_at(i)->kind) == HOOKS_THREAD &&
            is_alive(hk_task_at(i)))
            return i;
    return HOOKS_NOBODY;
}

uint32_t
hk_task_of_process(pid_t pid)
{
    for (uint32_t i = 1, count = rows(); i < count; i++)
        if (GET(hk_task_at(i)->pid) == (uint32_t)pid &&
            GET(hk_task_at(i)->kind) == HOOKS_PROCESS &&
            is_alive(hk_task_at(i)))
            return i;
    return HOOKS_NOBODY;
}
