/* Targets of links, found again by their hash. */
#include "doc/links.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

void
links_release(struct links *links)
{
    arena_release(&links->arena);
    free(links->targets);
    free(links->slots);
    *links = (struct links)LINKS_INIT;
}

/* The slot that holds target's number, or the free one where it belongs. */
static unsigned *
find_slot(const struct links *links, const char *target)
{
    size_t mask = links->nslots - 1;
    size_t at = (size_t)hash_add_text(HASH_INIT, target) & mask;

    while (links->slots[at] &&
           strcmp(links->targets[links->slots[at] - 1], target) != 0)
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
        *find_slot(links, links->targets[i]) = (unsigned)i + 1;
}

unsigned
links_number(struct links *links, const char *target)
{
    unsigned *slot;

    if (links->count * 2 >= links->nslots)
        grow(links);
    slot = find_slot(links, target);
    if (!*slot) {
        MEM_GROW(links->targets, links->count, links->cap);
        links->targets[links->count++] =
            arena_copy(&links->arena, target, strlen(target));
        *slot = (unsigned)links->count;
    }
    return *slot;
}
