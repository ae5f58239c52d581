/*
 * The hints of an exercise as a ladder: those that were seen, then those that
 * the newest verdict asks for, then those that are for everybody.
 */
#ifndef COURSE_HINTS_H
#define COURSE_HINTS_H

#include <stddef.h>

#include "course/exercise.h"
#include "course/journal.h"

struct hints {
    const struct hint **items;  /* the exercise's */
    size_t count;
    size_t seen;                /* items[0..seen), as they were shown */
    size_t others;              /* that no verdict has asked for so far */
};

/* hints_release() ends it. */
void hints_init(struct hints *hints, const struct exercise *exercise,
                const struct journal *journal);
void hints_release(struct hints *hints);

/* Show the next one: now it is the last of those that were seen.  0, -errno
 * where that is remembered for this session alone, or -ENOENT where there is
 * none. */
int hints_climb(struct hints *hints, const struct exercise *exercise,
                struct journal *journal);

#endif
