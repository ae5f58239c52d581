/*
 * What is held and waited for, and the cycle of both.
 *
 * A task says that it waits before it looks for a cycle; so the last of a
 * cycle sees all of it.  Since a task that waits lets nothing go, a cycle is
 * one when at one moment all its tasks were waiting: they are looked at
 * twice, and none may have moved in between.
 */
#include "guest/hooks/held.h"

#include "guest/hooks/sys.h"
#include "guest/hooks/task.h"

#define LOOKS 3                 /* at a cycle, before it is believed */
#define PAUSE 200000            /* nanoseconds between two */

static uint32_t
number_of(const struct object *object)
{
    return object ? (uint32_t)(object - hk_region->object) + 1 : 0;
}

void
hk_held_push(struct self *self, const struct object *object,
             const volatile void *lock, uint64_t pc)
{
    unsigned at = self->nheld++;

    if (at >= HOOKS_LOCKS)
        return;
    PUT(self->task->holds[at].pc, pc);
    PUT(self->task->holds[at].object, number_of(object));
    PUT(self->task->holds[at].address, (uint64_t)(uintptr_t)lock);
}

bool
hk_held_pop(struct self *self, const volatile void *lock)
{
    struct hooks_lock *holds = self->task->holds;
    unsigned at = self->nheld < HOOKS_LOCKS ? self->nheld : HOOKS_LOCKS;

    while (at > 0 && GET(holds[at - 1].address) != (uint64_t)(uintptr_t)lock)
        at--;
    if (at == 0) {
        if (self->nheld > HOOKS_LOCKS)
            self->nheld--;
        return false;
    }
    for (; at < HOOKS_LOCKS; at++) {
        PUT(holds[at - 1].address, GET(holds[at].address));
        PUT(holds[at - 1].pc, GET(holds[at].pc));
        PUT(holds[at - 1].object, GET(holds[at].object));
    }
    PUT(holds[HOOKS_LOCKS - 1].address, 0);
    self->nheld--;
    return true;
}

void
hk_held_take(struct self *self, struct object *object,
             const volatile void *lock, uint64_t pc)
{
    hk_held_push(self, object, lock, pc);
    if (!object)
        return;
    if (GET(object->owner) != self->number + 1) {
        PUT(object->depth, 0);
        PUT(object->owner_pc, pc);
        atomic_store(&object->owner, self->number + 1);
    }
    PUT(object->depth, GET(object->depth) + 1);
}

bool
hk_held_drop(struct self *self, struct object *object,
             const volatile void *lock)
{
    hk_held_pop(self, lock);
    if (!object || GET(object->owner) != self->number + 1)
        return false;
    PUT(object->depth, GET(object->depth) - 1);
    if (GET(object->depth) == 0)
        atomic_store(&object->owner, 0);
    return true;
}

/* One step along a cycle, as it was when it was looked at. */
struct step {
    uint32_t task;
    uint32_t turn;
    uint32_t next;
};

/* Whom a task waits for, or HOOKS_NOBODY. */
static uint32_t
next_of(const struct hooks_task *task)
{
    uint32_t object = atomic_load(&task->wait_object);

    if (object > 0 && object <= OBJECTS)
        return atomic_load(&hk_region->object[object - 1].owner) - 1;
    return atomic_load(&task->wait_task);
}

/* The length of the cycle that `task` closes, or 0. */
static unsigned
walk(uint32_t task, struct step steps[HOOKS_CYCLE])
{
    uint32_t at = task;

    for (unsigned n = 0; n < HOOKS_CYCLE; n++) {
        struct hooks_task *row = hk_task_at(at);

        steps[n].task = at;
        steps[n].turn = atomic_load(&row->turn);
        steps[n].next = next_of(row);
        if (steps[n].turn % 2 == 0 || steps[n].next >= HOOKS_TASKS ||
            GET(row->state) != HOOKS_RUNNING)
            return 0;
        at = steps[n].next;
        if (at == task)
            return n + 1;
    }
    return 0;
}

static bool
is_same(const struct step *one, const struct step *two, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (one[i].task != two[i].task || one[i].turn != two[i].turn)
            return false;
    return true;
}

static void
tell(const struct step *steps, unsigned count)
{
    struct hooks *head = &hk_region->head;
    uint32_t none = 0;

    if (!atomic_compare_exchange_strong(&head->deadlock, &none, 1))
        return;
    for (unsigned i = 0; i < count; i++) {
        struct hooks_task *task = hk_task_at(steps[i].task);
        struct hooks_task *next = hk_task_at(steps[i].next);
        struct hooks_link *link = &head->link[i];

        PUT(link->task, steps[i].task);
        PUT(link->wait, GET(task->wait));
        PUT(link->wait_address, GET(task->wait_address));
        PUT(link->wait_pc, GET(task->wait_pc));
        PUT(link->held_pc, 0);
        for (int n = 0; n < HOOKS_LOCKS; n++)
            if (GET(next->holds[n].object) &&
                GET(next->holds[n].object) == GET(task->wait_object))
                PUT(link->held_pc, GET(next->holds[n].pc));
    }
    PUT(head->nlinks, count);
    atomic_store(&head->deadlock, 2);
}

static void
look_for_cycle(struct self *self)
{
    struct step first[HOOKS_CYCLE], again[HOOKS_CYCLE];
    unsigned count = walk(self->number, first);

    for (int i = 1; count && i < LOOKS; i++) {
        sys_sleep(PAUSE);
        if (walk(self->number, again) != count ||
            !is_same(first, again, count))
            count = 0;
    }
    if (count)
        tell(first, count);
}

void
hk_wait_begin(struct self *self, const struct wait *wait)
{
    struct hooks_task *task = self->task;

    if (hk_nested(self)) {
        self->inside--;
        return;
    }
    PUT(task->wait, wait->kind);
    PUT(task->wait_address, (uint64_t)(uintptr_t)wait->address);
    PUT(task->wait_pc, wait->pc);
    PUT(task->wait_object, number_of(wait->object));
    PUT(task->wait_task, wait->task);
    atomic_fetch_add(&task->turn, 1);
    if (wait->object || wait->task != HOOKS_NOBODY)
        look_for_cycle(self);
    self->inside--;
}

void
hk_wait_end(struct self *self)
{
    struct hooks_task *task = self->task;

    self->inside++;
    if (hk_nested(self))
        return;
    atomic_fetch_add(&task->turn, 1);
    PUT(task->wait, HOOKS_NOTHING);
    PUT(task->wait_object, 0);
    PUT(task->wait_task, HOOKS_NOBODY);
}
