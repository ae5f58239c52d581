/* Open addressing, looked through one after another. */
#include "course/entries.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

#define SLOTS_MIN 64

/* The slot of that exercise, or the free one where it belongs. */
static struct entry *
find_slot(const struct entries *entries, const char *name, size_t len)
{
    size_t at = (size_t)hash_add(HASH_INIT, name, len);

    for (;; at++) {
        struct entry *slot = &entries->slots[at & (entries->nslots - 1)];

        if (!slot->exercise || (strlen(slot->exercise) == len &&
                                !memcmp(slot->exercise, name, len)))
            return slot;
    }
}

static void
grow(struct entries *entries)
{
    struct entries larger = {
        .nslots = entries->nslots ? entries->nslots * 2 : SLOTS_MIN,
        .nused = entries->nused,
    };

    larger.slots = mem_new(larger.nslots * sizeof *larger.slots);
    for (size_t i = 0; i < entries->nslots; i++) {
        const struct entry *entry = &entries->slots[i];

        if (entry->exercise)
            *find_slot(&larger, entry->exercise, strlen(entry->exercise)) =
                *entry;
    }
    free(entries->slots);
    *entries = larger;
}

struct entry *
entries_for(struct entries *entries, const char *name, size_t len)
{
    struct entry *entry;

    if (entries->nused * 2 >= entries->nslots)
        grow(entries);
    entry = find_slot(entries, name, len);
    if (!entry->exercise) {
        entry->exercise = mem_copy_n(name, len);
        entry->checked = (struct checked)CHECKED_INIT;
        entries->nused++;
    }
    return entry;
}

const struct entry *
entries_find(const struct entries *entries, const char *name)
{
    const struct entry *entry;

    if (!entries->nslots)
        return NULL;
    entry = find_slot(entries, name, strlen(name));
    return entry->exercise ? entry : NULL;
}

void
entries_release(struct entries *entries)
{
    for (size_t i = 0; i < entries->nslots; i++) {
        free(entries->slots[i].exercise);
        free(entries->slots[i].answers);
        free(entries->slots[i].hints);
    }
    free(entries->slots);
    *entries = (struct entries)ENTRIES_INIT;
}
