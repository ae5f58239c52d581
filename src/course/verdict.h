/* The verdicts: a fixed list, whose names lessons, hints, the journal and
 * reports use. */
#ifndef COURSE_VERDICT_H
#define COURSE_VERDICT_H

enum verdict {
    VERDICT_NONE = -1,
    VERDICT_PASSED,
    VERDICT_DOES_NOT_BUILD,
    VERDICT_WRONG_RESULT,
    VERDICT_RIGHT_BY_LUCK,
    VERDICT_SKIPPED,
    VERDICT_DEADLOCK,
    VERDICT_STUCK,
    VERDICT_SERIALISED,
    VERDICT_TOO_SLOW,
    VERDICT_CRASHED,
    VERDICT_LEFT_BEHIND,
    VERDICT_NOT_FINISHED,
    VERDICT_NOT_CHECKED,
    VERDICT_COUNT
};

#define VERDICT_BIT(verdict) (1u << (verdict))

/* "right by luck"; "" for VERDICT_NONE. */
const char *verdict_name(enum verdict verdict);

/* The verdict of that name, or VERDICT_NONE. */
enum verdict verdict_of(const char *name);

/* The canonical name, or NULL: none of the fixed list. */
const char *verdict_find(const char *name);

/* The nearest, or NULL. */
const char *verdict_nearest(const char *name);

#endif
