/*
 * Looks for a hang while a run goes on, as often as is cheap, and believes it
 * when it sees the same twice.
 */
#ifndef RUN_HANG_WATCH_H
#define RUN_HANG_WATCH_H

#include <stdint.h>

#include "run/hang.h"

struct hang_watch {
    int64_t next;               /* clock_now() of the next look */
    uint64_t seen;              /* what the last one saw, 0: nothing */
    unsigned long reading;      /* ... in this reading of the history */
};

#define HANG_WATCH_INIT {0}

/*
 * Call it after each reading.  Returns 1 and fills ret_hang where some tasks
 * wait for each other for ever, or all wait for what nobody is left to give;
 * 0 where that is not so, or not yet known.
 */
int hang_watch_look(struct hang_watch *watch, const struct history *history,
                    struct hang *ret_hang);

/*
 * The same, of a run that has to end now: what was not seen to be for ever
 * is told as it is.  Returns 0, or -errno.
 */
int hang_explain(const struct history *history, struct hang *ret_hang);

#endif
