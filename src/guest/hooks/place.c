/*
 * Places are found by what they say.  The table only grows; an access whose
 * place does not fit is remembered without, and races with it go untold.
 */
#include "guest/hooks/place.h"

#define PROBES 16

struct here {
    uint64_t callers[HOOKS_FRAMES];
    uint64_t lock[PLACE_LOCKS];
    uint64_t lock_pc[PLACE_LOCKS];
    uint32_t object[PLACE_LOCKS];
};

/*
 * Frames that longjmp() left, or a function that an exception or a cancelled
 * thread did, are lower than that of the hook.  The first caller is libc, or
 * these hooks, which nobody asked for.
 */
void
hk_place_push(struct self *self, uint64_t pc, uintptr_t stack)
{
    while (self->depth > 0 &&
           self->frame[(self->depth - 1) % FRAMES].stack <= stack)
        self->depth--;
    if (self->depth == 0)
        pc = 0;
    self->frame[self->depth % FRAMES] = (struct frame){pc, stack};
    self->depth++;
}

void
hk_place_pop(struct self *self)
{
    if (self->depth > 0)
        self->depth--;
}

static void
look(const struct self *self, struct here *here)
{
    *here = (struct here){{0}, {0}, {0}, {0}};
    for (unsigned i = 0; i < HOOKS_FRAMES && i < self->depth; i++)
        here->callers[i] = self->frame[(self->depth - 1 - i) % FRAMES].pc;
    for (unsigned i = 0; i < self->nheld && i < PLACE_LOCKS; i++) {
        here->lock[i] = GET(self->task->holds[i].address);
        here->lock_pc[i] = GET(self->task->holds[i].pc);
        here->object[i] = GET(self->task->holds[i].object);
    }
}

static uint64_t
hash_of(const struct here *here, uint64_t pc)
{
    uint64_t hash = hk_mix(pc);

    for (int i = 0; i < HOOKS_FRAMES && here->callers[i]; i++)
        hash = hk_mix(hash + here->callers[i]);
    for (int i = 0; i < PLACE_LOCKS && here->lock[i]; i++)
        hash = hk_mix(hash + here->lock[i] + (here->lock_pc[i] << 20));
    return hash | 2;            /* neither 0 nor 1 */
}

static void
fill(struct place *place, const struct here *here, uint64_t pc)
{
    PUT(place->pc, pc);
    for (int i = 0; i < HOOKS_FRAMES; i++)
        PUT(place->callers[i], here->callers[i]);
    for (int i = 0; i < PLACE_LOCKS; i++) {
        PUT(place->holds[i].address, here->lock[i]);
        PUT(place->holds[i].pc, here->lock_pc[i]);
        PUT(place->holds[i].object, here->object[i]);
    }
}

/* One that is being written is left alone: its writer may be dead. */
unsigned
hk_place(const struct self *self, uint64_t pc)
{
    struct here here;
    uint64_t hash;

    look(self, &here);
    hash = hash_of(&here, pc);
    for (unsigned i = 0; i < PROBES; i++) {
        unsigned at = (unsigned)(hash >> 2) % (PLACES - PROBES) + 1 + i;
        struct place *place = &hk_region->place[at];
        uint64_t found = atomic_load(&place->hash);

        if (found == 0 &&
            atomic_compare_exchange_strong(&place->hash, &found, 1)) {
            fill(place, &here, pc);
            atomic_store(&place->hash, hash);
            return at;
        }
        if (found == hash)
            return at;
    }
    return 0;
}

const struct place *
hk_place_at(unsigned number)
{
    return number > 0 && number < PLACES ? &hk_region->place[number] : NULL;
}
