/*
 * How far an exercise is: what the journal says of it, held against what the
 * learner's copy is by now.  Only a check's verdict passes an exercise; a
 * demonstration has nothing to finish and counts once it was run.
 */
#ifndef COURSE_STANDING_H
#define COURSE_STANDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "course/course.h"
#include "course/journal.h"

enum standing_kind {
    STANDING_NEW,               /* not run */
    STANDING_RUN,
    STANDING_WRONG,             /* not checked; as a run alone has it */
    STANDING_RIGHT,
    STANDING_UNKNOWN,           /* this machine could not check it */
    STANDING_FAILED,            /* the newest verdict is another than passed */
    STANDING_PENDING,           /* it passed once, and does no longer, or was
                                   changed since and not checked */
    STANDING_PASSED,            /* the copy is one that did */
    STANDING_COUNT
};

struct standing {
    enum standing_kind kind;
    bool demonstration;
    bool changed;               /* the copy since the newest verdict */
    enum progress progress;     /* what runs say */
    const struct checked *checked; /* the journal's */
};

/* `hash` is that of the learner's copy; NULL where there is none, which is no
 * change. */
struct standing standing_of(const struct journal *journal,
                            const struct exercise *exercise,
                            const uint64_t *hash);

/*
 * The same for all exercises of a course, for those who ask again and again:
 * a copy is read only where it seems to be another than before.  Borrows the
 * course and the journal; standings_free() ends it.
 */
struct standings;

struct standings *standings_new(const struct course *course,
                                const struct journal *journal);
void standings_free(struct standings *standings);

struct standing standings_of(struct standings *standings,
                             const struct exercise *exercise);

/* Exercises that passed, of all. */
void standings_count(struct standings *standings, size_t *ret_passed,
                     size_t *ret_all);

#endif
