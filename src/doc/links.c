/* Targets of links, found again by their hash. */
#include "doc/links.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "base/mem.h"

void
links_release(struct links *links)
{
    arena_release(&links->arena);
    free(links->items);
    free(links->listed);
    free(links->slots);
    *links = (struct links)LINKS_INIT;
}

/* The slot that holds target's id, or the free one where it belongs. */
static unsigned *
find_slot(const struct links *links, const char *target)
{
    size_t mask = links->nslots - 1;
    size_t at = (size_t)hash_add_text(HASH_INIT, target) & mask;

    while (links->slots[at] &&
           strcmp(links->items[links->slots[at] - 1].target, target) != 0)
        at = (at + 1) & mask;
    return &links->slots[at];
}

static void
grow(struct links *links)
{
    links->nslots = links->nslots ? links->nslots * 2 : 32;
    free(links->slots);
    links->slots = mem_new(links->nslots * sizeof *links->slots);
    for (size_t i = 0; i < links->count; i++)
        *find_slot(links, links->items[i].target) = (unsigned)i + 1;
}

/* What every terminal that opens links at all knows how to open. */
static bool
is_web(const char *target)
{
    static const char *const schemes[] = {"http://", "https://", "ftp://",
                                          "mailto:"};

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (strncasecmp(target, schemes[i], strlen(schemes[i])) == 0)
            return true;
    }
    return false;
}

static void
list(struct links *links, unsigned id)
{
    struct link *link = &links->items[id - 1];

    if (link->number)
        return;
    MEM_GROW(links->listed, links->nlisted, links->listed_cap);
    links->listed[links->nlisted++] = id;
    link->number = (unsigned)links->nlisted;
    if (!link->web)
        link->local_number = ++links->nlocal;
}

unsigned
links_add(struct links *links, const char *target, bool listed)
{
    unsigned *slot;

    if (links->count * 2 >= links->nslots)
        grow(links);
    slot = find_slot(links, target);
    if (!*slot) {
        MEM_GROW(links->items, links->count, links->cap);
        links->items[links->count++] = (struct link){
            .target = arena_copy(&links->arena, target, strlen(target)),
            .web = is_web(target),
        };
        *slot = (unsigned)links->count;
    }
    if (listed)
        list(links, *slot);
    return *slot;
}

const struct link *
links_at(const struct links *links, unsigned id)
{
    return &links->items[id - 1];
}
