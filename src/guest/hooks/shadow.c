/*
 * A word of eight bytes has a few records, of different tasks or of
 * different bytes.  A record goes when a later access that is ordered behind
 * it says as much; when there is no room, any goes: then a race may be
 * missed.  Words share a set with others, and lose all records when a set
 * has to take in one more.
 *
 * A set is locked while it is looked at and changed.  What a task did
 * already since its clock last went on is seen without the lock.
 */
#include "guest/hooks/shadow.h"

#include "guest/hooks/channel.h"
#include "guest/hooks/lock.h"
#include "guest/hooks/place.h"
#include "guest/hooks/race.h"
#include "guest/hooks/record.h"
#include "guest/hooks/space.h"

#define WORD 8
#define RANGE_WORDS 4096        /* of one access; the rest goes unwatched */

/* Pages of 4 KiB of this process that may have records, by their hash. */
#define PAGE_BITS 16
static _Atomic uint64_t pages[(1 << PAGE_BITS) / 64];

static uint64_t
word_key(uint32_t space, uint64_t offset)
{
    return hk_space_key(space, offset / WORD);
}

/* Words beside each other have sets beside each other. */
static struct set *
set_of(uint64_t key)
{
    return &hk_region->set[(key + hk_mix(key >> 9)) % SETS];
}

static unsigned
page_bit(uintptr_t address)
{
    return (unsigned)(hk_mix(address >> 12) >> (64 - PAGE_BITS));
}

static void
page_mark(uintptr_t address)
{
    unsigned bit = page_bit(address);
    uint64_t mask = UINT64_C(1) << bit % 64;

    if (!(GET(pages[bit / 64]) & mask))
        atomic_fetch_or_explicit(&pages[bit / 64], mask, RELAXED);
}

static bool
page_is_marked(uintptr_t address)
{
    unsigned bit = page_bit(address);

    return GET(pages[bit / 64]) >> bit % 64 & 1;
}

static unsigned
find_way(const struct set *set, uint64_t key)
{
    unsigned way = 0;

    while (way < WAYS && GET(set->key[way]) != key)
        way++;
    return way;
}

static bool
is_there(const struct set *set, uint64_t key, uint64_t record)
{
    unsigned way = find_way(set, key);

    for (unsigned i = 0; way < WAYS && i < RECORDS; i++)
        if ((GET(set->record[way][i]) ^ record) >> RECORD_FROM == 0)
            return true;
    return false;
}

static unsigned
make_way(struct self *self, struct set *set, uint64_t key)
{
    unsigned way = find_way(set, 0);

    if (way == WAYS) {
        self->random += UINT64_C(0x9e3779b97f4a7c15);
        way = (unsigned)(hk_mix(self->random) % WAYS);
        hk_unwatched();
    }
    for (unsigned i = 0; i < RECORDS; i++)
        PUT(set->record[way][i], 0);
    PUT(set->key[way], key);
    return way;
}

static bool
is_before(const struct self *self, uint64_t record)
{
    unsigned slot = record_slot(record);

    return slot == self->slot_number ||
           record_clock(record) <= GET(self->slot->now.at[slot]);
}

/* Where the record goes; what it says better than others, goes. */
static void
remember(struct self *self, _Atomic uint64_t *records, uint64_t record)
{
    unsigned place = RECORDS, i;

    for (i = 0; i < RECORDS; i++) {
        uint64_t old = GET(records[i]);

        if (old && is_before(self, old) && record_covers(record, old))
            PUT(records[i], old = 0);
        if (!old && place == RECORDS)
            place = i;
    }
    if (place == RECORDS)
        place = (unsigned)(hk_mix(record ^ self->random++) % RECORDS);
    PUT(records[place], record);
}

/* The record with which this one races, rather one with a place; or 0. */
static uint64_t
find_race(const struct self *self, const _Atomic uint64_t *records,
          uint64_t record)
{
    uint64_t found = 0;

    for (unsigned i = 0; i < RECORDS; i++) {
        uint64_t old = GET(records[i]);

        if (old && record_conflicts(record, old) && !is_before(self, old) &&
            !record_place(found))
            found = old;
    }
    return found;
}

static void
watch_word(struct self *self, uint64_t key, uint64_t record,
           const struct access *access)
{
    struct set *set = set_of(key);
    uint64_t other;
    unsigned way;

    if (is_there(set, key, record))
        return;
    record |= hk_place(self, access->pc);
    if (!lock_take(&set->lock, self->slot_number + 1)) {
        hk_unwatched();
        return;
    }
    way = find_way(set, key);
    if (way == WAYS)
        way = make_way(self, set, key);
    other = find_race(self, set->record[way], record);
    remember(self, set->record[way], record);
    lock_leave(&set->lock, self->slot_number + 1);
    if (other)
        hk_race(self, access, record, other);
}

static void
count(struct self *self, const struct access *access, uint32_t space)
{
    struct hooks_task *task = self->task;

    if (GET(task->kind) == HOOKS_PROCESS && !hk_space_is_shared(space))
        return;
    if (!(access->kind & HOOKS_WRITE)) {
        BUMP(task->reads);
        return;
    }
    if (access->kind & HOOKS_ATOMIC)
        BUMP(task->changes);
    else
        BUMP(task->writes);
    /* What main does before and after them all is no share of their work. */
    if (GET(task->kind) == HOOKS_MAIN && !GET(hk_region->head.now))
        return;
    for (unsigned i = 0; i < HOOKS_SITES; i++) {
        if (!GET(task->site[i]))
            PUT(task->site[i], access->pc);
        if (GET(task->site[i]) == access->pc)
            return;
    }
}

/* What nobody else has been told of: a thread's own stack. */
static bool
is_private(const struct self *self, uintptr_t address)
{
    return address - self->stack_low < self->stack_size &&
           !(GET(self->slot->visited) >> (address >> 12) % 64 & 1);
}

void
hk_shadow_access(struct self *self, const struct access *access)
{
    uintptr_t address = access->address;
    uintptr_t end = address + access->size;
    uint64_t offset;
    uint32_t space = hk_space_of(self, address, &offset);

    if (GET(hk_region->shouts) != self->shouts)
        hk_channel_listen(self);
    if (space == 0) {
        hk_unwatched();
        return;
    }
    count(self, access, space);
    for (unsigned n = 0; address < end && n < RANGE_WORDS; n++) {
        unsigned from = address % WORD;
        size_t size = end - address < WORD - from ? end - address
                                                  : WORD - from;
        uint64_t record =
            (uint64_t)GET(self->slot->now.at[self->slot_number])
                << RECORD_CLOCK |
            (uint64_t)self->slot_number << RECORD_SLOT |
            (uint64_t)access->kind << RECORD_KIND |
            (uint64_t)(from + size - 1) << RECORD_LAST |
            (uint64_t)from << RECORD_FROM;

        if (!is_private(self, address)) {
            page_mark(address);
            watch_word(self, word_key(space, offset), record, access);
        }
        address += size;
        offset += size;
    }
    if (address < end)
        hk_unwatched();
}

static void
forget_word(struct self *self, uint64_t key)
{
    struct set *set = set_of(key);
    unsigned way;

    if (find_way(set, key) == WAYS ||
        !lock_take(&set->lock, self->slot_number + 1))
        return;
    way = find_way(set, key);
    for (unsigned i = 0; way < WAYS && i < RECORDS; i++)
        PUT(set->record[way][i], 0);
    lock_leave(&set->lock, self->slot_number + 1);
}

void
hk_shadow_forget(struct self *self, uintptr_t low, size_t size)
{
    uintptr_t high = low + size;
    uint64_t offset;
    uint32_t space;

    low -= low % WORD;
    while (low < high) {
        uintptr_t next = (low | 4095) + 1;

        if (next > high)
            next = high;
        if (page_is_marked(low)) {
            space = hk_space_of(self, low, &offset);
            for (; space && low < next; low += WORD, offset += WORD)
                forget_word(self, word_key(space, offset));
        }
        low = next;
    }
}
