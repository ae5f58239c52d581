/* What the checks of an exercise came to, one after another. */
#ifndef COURSE_CHECKED_H
#define COURSE_CHECKED_H

#include <stdbool.h>
#include <stdint.h>

#include "course/verdict.h"

struct checked {
    enum verdict verdict;       /* the newest, VERDICT_NONE: never checked */
    int64_t time;               /* of it, in seconds since 1970 */
    uint64_t hash;              /* of the file that it is about */
    int attempts;               /* contents that were tried, up to this one,
                                   since the pass before it, if any */
    int64_t passed;             /* time of the newest pass, 0: never */
    uint64_t passed_hash;       /* of the file that passed */
    bool stands;                /* no later verdict on that file denies it */
};

#define CHECKED_INIT {.verdict = VERDICT_NONE}

/*
 * Take in one more check.  A start file is no attempt.  "cannot be checked"
 * says nothing of the learner: it counts only while there is no other
 * verdict.
 */
void checked_add(struct checked *checked, enum verdict verdict,
                 uint64_t hash, int64_t when);

#endif
