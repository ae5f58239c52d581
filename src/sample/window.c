/* A ring with a little more room than its span needs. */
#include "sample/window.h"

#include <string.h>

void
window_init(struct window *window, int64_t span)
{
    memset(window, 0, sizeof *window);
    window->span = span;
}

/* The one that is `back` entries older than the newest. */
static const struct window_entry *
entry_back(const struct window *window, unsigned back)
{
    unsigned at = (window->newest + WINDOW_ENTRIES - back) % WINDOW_ENTRIES;

    return &window->entry[at];
}

int64_t
window_since(const struct window *window, const struct window_entry *now,
             uint64_t ret_added[WINDOW_VALUES])
{
    const struct window_entry *then;
    unsigned back = 0;

    if (window->count == 0)
        return 0;
    while (back + 1 < window->count &&
           now->time - entry_back(window, back)->time < window->span)
        back++;
    then = entry_back(window, back);
    if (now->time <= then->time)
        return 0;
    for (int i = 0; i < WINDOW_VALUES; i++)
        ret_added[i] = now->value[i] > then->value[i]
                           ? now->value[i] - then->value[i]
                           : 0;
    return now->time - then->time;
}

void
window_add(struct window *window, const struct window_entry *now)
{
    int64_t apart = window->span / (WINDOW_ENTRIES - 3);

    if (window->count > 0) {
        if (now->time - entry_back(window, 0)->time < apart)
            return;
        window->newest = (window->newest + 1) % WINDOW_ENTRIES;
    }
    window->entry[window->newest] = *now;
    if (window->count < WINDOW_ENTRIES)
        window->count++;
}
