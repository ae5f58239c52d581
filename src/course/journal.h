/*
 * What the learner did, kept in one file that only ever grows: one line a
 * fact, each written in one piece, so that two tutors at once, a crash or a
 * full disk lose nothing that was recorded.  A torn line is skipped.
 */
#ifndef COURSE_JOURNAL_H
#define COURSE_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "course/checked.h"

struct journal;

/* What runs alone say of an exercise. */
enum progress {
    PROGRESS_NONE,              /* not run */
    PROGRESS_RUN,               /* run; a demonstration is done with that */
    PROGRESS_WRONG,             /* the learner's copy: results do not hold */
    PROGRESS_RIGHT,             /* the learner's copy: its results hold */
};

/*
 * Read the journal at `path`; a missing one is empty, and NULL stands for one
 * that is kept nowhere and forgotten with the session.  A folder that cannot
 * be written to is no error before something is recorded.  Always succeeds;
 * journal_free() ends it.
 */
struct journal *journal_open(const char *path);
void journal_free(struct journal *journal);

enum progress journal_progress(const struct journal *journal,
                               const char *exercise);
int journal_runs(const struct journal *journal, const char *exercise);

/* The journal's, until something is recorded. */
const struct checked *journal_checked(const struct journal *journal,
                                      const char *exercise);

/* The how manieth hint (from 1) the one with that hash of its text was that
 * the learner saw; 0: it was not. */
size_t journal_hint(const struct journal *journal, const char *exercise,
                    uint64_t hint);

/* The answer (from 1) given to question `index` of an exercise, 0 if none. */
int journal_answer(const struct journal *journal, const char *exercise,
                   size_t index);

/* Where the learner was: a lesson's name, or NULL; its place there. */
const char *journal_place(const struct journal *journal, size_t *ret_offset);

/* Each returns 0 or -errno; the fact counts for this session all the same. */
int journal_record_run(struct journal *journal, const char *exercise,
                       enum progress progress);
/* Of the learner's own copy alone; `hash` is that of all its bytes. */
int journal_record_check(struct journal *journal, const char *exercise,
                         enum verdict verdict, uint64_t hash);
int journal_record_hint(struct journal *journal, const char *exercise,
                        uint64_t hint);
int journal_record_answer(struct journal *journal, const char *exercise,
                          size_t index, int answer);
int journal_record_place(struct journal *journal, const char *lesson,
                         size_t offset);

#endif
