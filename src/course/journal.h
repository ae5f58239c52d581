/*
 * What the learner did, kept in one file that only ever grows: one line a
 * fact, each written in one piece, so that two tutors at once, a crash or a
 * full disk lose nothing that was recorded.  A torn line is skipped.
 */
#ifndef COURSE_JOURNAL_H
#define COURSE_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>

struct journal;

/* How far an exercise is. */
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

/* The answer (from 1) given to question `index` of an exercise, 0 if none. */
int journal_answer(const struct journal *journal, const char *exercise,
                   size_t index);

/* Where the learner was: a lesson's name, or NULL; its place there. */
const char *journal_place(const struct journal *journal, size_t *ret_offset);

/* Each returns 0 or -errno; the fact counts for this session all the same. */
int journal_record_run(struct journal *journal, const char *exercise,
                       enum progress progress);
int journal_record_answer(struct journal *journal, const char *exercise,
                          size_t index, int answer);
int journal_record_place(struct journal *journal, const char *lesson,
                         size_t offset);

#endif
