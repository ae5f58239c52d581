/*
 * Races: each pair of places in the program once, and only those of which
 * both sides are known.
 */
#include "guest/hooks/race.h"

#include "guest/hooks/place.h"
#include "guest/hooks/pointer.h"
#include "guest/hooks/record.h"

/* The task that had the slot when its clock stood there, or HOOKS_NOBODY. */
static uint32_t
task_of(uint64_t record)
{
    uint32_t slot = record_slot(record), clock = record_clock(record);

    for (uint32_t i = 0; i < HOOKS_TASKS; i++) {
        struct hooks_task *task = &hk_region->head.task[i];

        if (GET(task->state) != HOOKS_UNUSED && GET(task->slot) == slot &&
            GET(task->first) <= clock &&
            (!GET(task->last) || clock <= GET(task->last)))
            return i;
    }
    return HOOKS_NOBODY;
}

static void
fill_side(struct hooks_side *side, uint64_t record, uint32_t task,
          uint64_t address)
{
    const struct place *place = hk_place_at(record_place(record));

    PUT(side->task, task);
    PUT(side->access, record_kind(record));
    PUT(side->size, record_last(record) - record_from(record) + 1);
    PUT(side->address, address + record_from(record));
    PUT(side->pc, GET(place->pc));
    for (int i = 0; i < HOOKS_FRAMES; i++)
        PUT(side->callers[i], GET(place->callers[i]));
    for (int i = 0; i < PLACE_LOCKS; i++) {
        PUT(side->holds[i].address, GET(place->holds[i].address));
        PUT(side->holds[i].pc, GET(place->holds[i].pc));
        PUT(side->holds[i].object, GET(place->holds[i].object));
    }
}

static bool
is_same(struct hooks_race *race, uint64_t one, uint64_t two)
{
    uint64_t a = GET(race->side[0].pc), b = GET(race->side[1].pc);

    return (a == one && b == two) || (a == two && b == one);
}

/*
 * Room for that pair, or NULL where it is known, or there is none.  The pcs
 * are there before the number grows, so that a pair is taken once; two who
 * find the same at the same moment may both get one.
 */
static struct hooks_race *
make(uint64_t one, uint64_t two)
{
    struct hooks *head = &hk_region->head;
    uint32_t count = atomic_load(&head->nraces), n;

    for (n = 0; n < count && n < HOOKS_RACES; n++)
        if (is_same(&head->race[n], one, two))
            return NULL;
    n = ADD(head->nraces, 1);
    if (n >= HOOKS_RACES) {
        PUT(head->nraces, HOOKS_RACES + 1);
        return NULL;
    }
    PUT(head->race[n].side[0].pc, one);
    PUT(head->race[n].side[1].pc, two);
    return &head->race[n];
}

void
hk_race(struct self *self, const struct access *access, uint64_t record,
        uint64_t other)
{
    const struct place *here = hk_place_at(record_place(record));
    const struct place *there = hk_place_at(record_place(other));
    uint64_t word = access->address & ~UINT64_C(7);
    struct hooks_race *race;
    uint64_t offset = 0;
    uint32_t task;

    if (GET(hk_region->head.blind))
        return;
    task = task_of(other);
    if (!here || !there || task == HOOKS_NOBODY) {
        hk_unwatched();
        return;
    }
    race = make(GET(here->pc), GET(there->pc));
    if (!race)
        return;
    fill_side(&race->side[0], record, self->number, word);
    fill_side(&race->side[1], other, task, word);
    PUT(race->pointer, hk_pointer_to(self, GET(race->side[0].address),
                                     &offset));
    PUT(race->pointed, offset);
    atomic_store(&race->ready, 1);
}
