/*
 * Growing counters over the last so many seconds: what was added to each of
 * them since then.
 */
#ifndef SAMPLE_WINDOW_H
#define SAMPLE_WINDOW_H

#include <stdint.h>

#define WINDOW_VALUES 3
#define WINDOW_ENTRIES 36

struct window_entry {
    int64_t time;
    uint64_t value[WINDOW_VALUES];
};

struct window {
    int64_t span;               /* ns to look back */
    unsigned count;
    unsigned newest;
    struct window_entry entry[WINDOW_ENTRIES];
};

void window_init(struct window *window, int64_t span);

/*
 * What was added since about `span` before now, or since the first entry
 * where that is younger.  Returns the ns in between, 0 when there is no
 * earlier entry.  A counter that went backwards has added 0.
 */
int64_t window_since(const struct window *window,
                     const struct window_entry *now,
                     uint64_t ret_added[WINDOW_VALUES]);

/* Entries that come too close to each other are left out. */
void window_add(struct window *window, const struct window_entry *now);

#endif
