/* What a click means, part by part of the screen. */
#include "ui/hits.h"

#include <stdlib.h>

#include "base/mem.h"

struct part {
    struct area area;
    struct hit hit;
};

struct scroll {
    struct area area;
    struct wheel wheel;
};

static struct {
    struct part *parts;
    size_t nparts, parts_cap;
    struct scroll *scrolls;
    size_t nscrolls, scrolls_cap;
} hits;

void
hits_clear(void)
{
    hits.nparts = 0;
    hits.nscrolls = 0;
}

void
hits_release(void)
{
    hits_clear();
    free(hits.parts);
    free(hits.scrolls);
    hits.parts = NULL;
    hits.scrolls = NULL;
    hits.parts_cap = 0;
    hits.scrolls_cap = 0;
}

void
hits_add(struct area area, struct hit hit)
{
    MEM_GROW(hits.parts, hits.nparts, hits.parts_cap);
    hits.parts[hits.nparts++] = (struct part){area, hit};
}

void
hits_add_key(struct area area, int key)
{
    hits_add(area, (struct hit){.kind = HIT_KEY, .value = key});
}

void
hits_add_wheel(struct area area, int up, int down)
{
    MEM_GROW(hits.scrolls, hits.nscrolls, hits.scrolls_cap);
    hits.scrolls[hits.nscrolls++] = (struct scroll){area, {up, down}};
}

struct hit
hits_at(int y, int x)
{
    for (size_t i = hits.nparts; i-- > 0;)
        if (area_has(hits.parts[i].area, y, x))
            return hits.parts[i].hit;
    return (struct hit){.kind = HIT_NONE};
}

bool
hits_wheel_at(int y, int x, struct wheel *ret_wheel)
{
    for (size_t i = hits.nscrolls; i-- > 0;) {
        if (!area_has(hits.scrolls[i].area, y, x))
            continue;
        *ret_wheel = hits.scrolls[i].wheel;
        return true;
    }
    return false;
}
