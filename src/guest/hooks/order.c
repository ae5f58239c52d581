/*
 * The table of what orders tasks.  Entries are never taken out: an address
 * that is used again for another lock tells its users of the users before,
 * which may hide a race and makes up none.
 */
#include "guest/hooks/order.h"

#include "guest/hooks/clock.h"
#include "guest/hooks/space.h"

#define PROBES 64

static struct object *
find(uint64_t key, bool make)
{
    uint64_t at = hk_mix(key);

    for (unsigned i = 0; i < PROBES; i++, at++) {
        struct object *object = &hk_region->object[at % OBJECTS];
        uint64_t found = GET(object->key);

        if (found == 0 && !make)
            return NULL;
        if (found == 0 &&
            atomic_compare_exchange_strong(&object->key, &found, key))
            return object;
        if (found == key)
            return object;
    }
    if (make)
        hk_blind(HOOKS_TOO_MANY_OBJECTS);
    return NULL;
}

struct object *
hk_object_of(uint64_t key)
{
    return find(key, true);
}

struct object *
hk_object_of_known(uint64_t key)
{
    return find(key, false);
}

static struct object *
find_address(struct self *self, const volatile void *address, bool make)
{
    uint64_t offset;
    uint32_t space = hk_space_of(self, (uintptr_t)address, &offset);

    if (space == 0) {
        hk_blind(HOOKS_NO_MAPS);
        return NULL;
    }
    return find(hk_space_key(space, offset), make);
}

struct object *
hk_object(struct self *self, const volatile void *address)
{
    return find_address(self, address, true);
}

struct object *
hk_object_known(struct self *self, const volatile void *address)
{
    return find_address(self, address, false);
}

void
hk_tick(struct self *self)
{
    ADD(self->slot->now.at[self->slot_number], 1);
}

void
hk_release(struct self *self, struct object *object)
{
    if (!object)
        return;
    clock_join(&object->clock, &self->slot->now);
    hk_tick(self);
}

void
hk_acquire(struct self *self, const struct object *object)
{
    if (object)
        clock_join(&self->slot->now, &object->clock);
}

void
hk_acquire_all(struct self *self)
{
    for (uint32_t i = 0, used = clock_used(); i < used; i++)
        if (i != self->slot_number)
            clock_join(&self->slot->now, &hk_region->slot[i].now);
}
