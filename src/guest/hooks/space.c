/*
 * The mappings that several processes may share are read from
 * /proc/self/maps when somebody asks for the first time, and again when a
 * call that maps or unmaps was seen.  All between them is the process's own,
 * but for the stacks of threads, which are known by their tasks.
 */
#include "guest/hooks/space.h"

#include "guest/hooks/clock.h"
#include "guest/hooks/maps.h"
#include "guest/hooks/sys.h"

#define LAST_SPACE 65535        /* is no memory's, see channel.c */
#define PATIENCE 100000         /* yields, until somebody is taken for dead */
#define PATIENCE_NS INT64_C(2000000000) /* where a yield may cost a slice */

/* Of this process: */
static struct {
    _Atomic uint32_t space;
    _Atomic uint32_t generation;        /* of what is mapped */
    _Atomic uint32_t read;              /* generation that was read */
    _Atomic uint32_t lock;              /* to read; odd `turn` while doing it */
    _Atomic uint32_t turn;
    _Atomic uint32_t count;
    struct {
        _Atomic uint64_t low, high, delta;
        _Atomic uint32_t space;
    } shared[MAPS_SHARED];
} mine;

uint32_t
hk_space_new(void)
{
    uint32_t number = ADD(hk_region->nspaces, 1) + 1;

    if (number < LAST_SPACE)
        return number;
    PUT(hk_region->nspaces, LAST_SPACE);
    return 0;
}

void
hk_space_begin(void)
{
    PUT(mine.space, hk_space_new());
    PUT(mine.lock, 0);
    PUT(mine.turn, 0);
    hk_space_changed();
}

void
hk_space_changed(void)
{
    atomic_fetch_add(&mine.generation, 1);
}

/*
 * Memory that was shared may be private a moment later, for whoever asks the
 * system first: so nobody looks at what is mapped until the call is over.
 */
bool
hk_space_hold(void)
{
    int64_t until = sys_now() + PATIENCE_NS;

    hk_space_changed();
    do {
        uint32_t free = 0;

        if (atomic_compare_exchange_strong(&mine.lock, &free, 1))
            return true;
        sys_yield();
    } while (sys_now() < until);
    hk_blind(HOOKS_NO_MAPS);
    return false;
}

void
hk_space_let_go(bool held)
{
    hk_space_changed();
    if (held)
        atomic_store(&mine.lock, 0);
}

/* The same file has the same space, whoever asks. */
static uint32_t
space_of_file(const struct maps_entry *entry)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < FILES; i++) {
        struct file *file = &hk_region->file[i];

        while (i >= (count = atomic_load(&hk_region->nfiles)) &&
               !atomic_compare_exchange_weak(&hk_region->nfiles, &count,
                                             i + 1))
            ;
        if (i >= count) {
            PUT(file->device, entry->device);
            PUT(file->inode, entry->inode);
            atomic_store(&file->space, hk_space_new());
            return GET(file->space);
        }
        for (unsigned n = 0; !atomic_load(&file->space) && n < PATIENCE; n++)
            sys_yield();
        if (GET(file->device) == entry->device &&
            GET(file->inode) == entry->inode)
            return GET(file->space);
    }
    hk_blind(HOOKS_TOO_MANY_MAPPINGS);
    return 0;
}

static void
read_maps(void)
{
    uint32_t generation = atomic_load(&mine.generation), count = 0;
    struct maps maps;
    struct maps_entry entry;

    if (hk_maps_open(&maps) < 0) {
        hk_blind(HOOKS_NO_MAPS);
        return;
    }
    atomic_fetch_add(&mine.turn, 1);
    while (hk_maps_next(&maps, &entry)) {
        if (count == MAPS_SHARED) {
            hk_blind(HOOKS_TOO_MANY_MAPPINGS);
            break;
        }
        PUT(mine.shared[count].low, entry.low);
        PUT(mine.shared[count].high, entry.high);
        PUT(mine.shared[count].delta, entry.offset - entry.low);
        PUT(mine.shared[count].space, space_of_file(&entry));
        count++;
    }
    PUT(mine.count, count);
    atomic_store(&mine.read, generation);
    atomic_fetch_add(&mine.turn, 1);
    hk_maps_close(&maps);
}

/* Returns whether what was read is as things are. */
static bool
refresh(void)
{
    int64_t until = 0;

    do {
        uint32_t free = 0;

        if (atomic_load(&mine.read) == atomic_load(&mine.generation))
            return true;
        if (!until)
            until = sys_now() + PATIENCE_NS;
        if (atomic_compare_exchange_strong(&mine.lock, &free, 1)) {
            read_maps();
            atomic_store(&mine.lock, 0);
            return true;
        }
        /* Who reads may be waited for by a handler that interrupted him: once
         * is enough, or signals that come often leave him no time. */
        if (GET(hk_region->head.blind))
            return false;
        sys_yield();
    } while (sys_now() < until);
    hk_blind(HOOKS_NO_MAPS);
    return false;
}

/* The range around an address: a shared mapping, or what lies between two. */
static void
look_up(uintptr_t address, struct range *range)
{
    uint32_t count = GET(mine.count);

    range->low = 0;
    range->high = UINTPTR_MAX;
    range->space = GET(mine.space);
    range->delta = 0;
    for (uint32_t i = 0; i < count && i < MAPS_SHARED; i++) {
        uint64_t low = GET(mine.shared[i].low);
        uint64_t high = GET(mine.shared[i].high);

        if (high <= address && high > range->low)
            range->low = high;
        else if (low > address && low < range->high)
            range->high = low;
        else if (low <= address && address < high) {
            range->low = low;
            range->high = high;
            range->space = GET(mine.shared[i].space);
            range->delta = GET(mine.shared[i].delta);
            return;
        }
    }
}

static bool
find_range(uintptr_t address, struct range *range)
{
    for (unsigned n = 0; n < PATIENCE && refresh(); n++) {
        uint32_t turn = atomic_load(&mine.turn);

        range->generation = atomic_load(&mine.read);
        look_up(address, range);
        atomic_thread_fence(memory_order_seq_cst);
        if (turn % 2 == 0 && atomic_load(&mine.turn) == turn)
            return true;
        sys_yield();
    }
    return false;
}

/* Another thread's stack, or 0. */
static uint32_t
stack_around(const struct self *self, uintptr_t address)
{
    uint32_t pid = GET(self->slot->pid);

    for (uint32_t i = 0, used = clock_used(); i < used; i++) {
        struct slot *slot = &hk_region->slot[i];

        if (address < GET(slot->stack_high) &&
            address >= GET(slot->stack_low) && GET(slot->pid) == pid &&
            GET(slot->state) == SLOT_USED) {
            atomic_fetch_or(&slot->visited,
                            UINT64_C(1) << (address >> 12) % 64);
            return GET(slot->stack_space);
        }
    }
    return 0;
}

uint32_t
hk_space_of(struct self *self, uintptr_t address, uint64_t *ret_offset)
{
    struct range *range = &self->range;
    uint32_t stack;

    *ret_offset = address;
    if (address - self->stack_low < self->stack_size)
        return self->space;
    if ((range->generation != atomic_load(&mine.generation) ||
         address < range->low || address >= range->high) &&
        !find_range(address, range))
        return 0;
    *ret_offset = address + range->delta;
    if (range->space != GET(mine.space))
        return range->space;
    stack = stack_around(self, address);
    return stack ? stack : range->space;
}

bool
hk_space_is_shared(uint32_t space)
{
    uint32_t count = GET(hk_region->nfiles);

    for (uint32_t i = 0; i < count && i < FILES; i++)
        if (GET(hk_region->file[i].space) == space)
            return true;
    return false;
}

bool
hk_space_touches_shared(uintptr_t low, uintptr_t high)
{
    uint32_t count = GET(mine.count);

    for (uint32_t i = 0; i < count && i < MAPS_SHARED; i++)
        if (GET(mine.shared[i].low) < high && low < GET(mine.shared[i].high))
            return true;
    return false;
}
