/* The verdicts: a fixed list, whose names lessons, hints, the journal and
 * reports use. */
#ifndef COURSE_VERDICT_H
#define COURSE_VERDICT_H

#include "base/diag.h"

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

/* The same; a name that is none is told, with the nearest one. */
enum verdict verdict_read(const char *name, struct diags *diags,
                          const char *file, int line);

/* VERDICT_BITs of a list, "wrong result, right by luck"; what is none of them
 * is told as well. */
unsigned verdicts_read(const char *list, struct diags *diags,
                       const char *file, int line);

/* "wrong result, right by luck"; the caller's. */
char *verdicts_text(unsigned verdicts);

#endif
