/* A run as text and as JSON. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stddef.h>

#include "base/str.h"
#include "course/exercise.h"
#include "run/run.h"

/*
 * What a run's results say, in one sentence for a learner: "98715887 updates
 * lost (49 %)" ... "" where the program printed nothing to compare.  Where
 * several results are compared and some are wrong, a line that counts them
 * and a line for each, without a newline at the end.
 * `exercise` may be NULL, as everywhere here.  Appends to ret_text.
 */
void report_sentence(const struct run *run, const struct exercise *exercise,
                     struct str *ret_text);

/*
 * Two runs of one exercise in one sentence: how each ended, which is right,
 * which takes longer.  Appends to ret_text.
 */
void report_beside(const struct run *own, const struct run *solution,
                   const struct exercise *exercise, struct str *ret_text);

/* The plain report of a finished run, `columns` wide: what it printed, and
 * report_summary(). */
void report_plain(const struct run *run, const struct exercise *exercise,
                  int columns, struct str *ret_text);

/* What it printed, the kept part of it.  Appends to ret_text. */
void report_output(const struct run *run, struct str *ret_text);

/*
 * How it ended, its results beside what was expected, the sentence, its
 * workers, the cores, and what it took.
 */
void report_summary(const struct run *run, const struct exercise *exercise,
                    int columns, struct str *ret_text);

/* How a finished run ended: "exited with status 3", "crashed: signal 11,
 * Segmentation fault"; "" where it exited with 0.  Appends to ret_text. */
void report_ending(const struct run *run, struct str *ret_text);

/* Why it hung, as one or two sentences; "" where it did not.  Appends to
 * ret_text. */
void report_hang(const struct run *run, struct str *ret_text);

/* What it left when it was over: "left behind: 1 process that lived on"; ""
 * for nothing.  Appends to ret_text. */
void report_leftovers(const struct run *run, struct str *ret_text);

/*
 * One JSON object with a "version"; racecourse(1) describes its fields.
 * Numbers are numbers, whole ones exactly; a result that no JSON number
 * can carry (nan, a hundred digits) is a string.  null stands for what
 * there is none of: exit_code of a run that a signal ended, a worker's
 * last core where it was never seen, the shares of cores in a run of less
 * than a tenth of a second.
 */
void report_json(const struct run *run, struct str *ret_text);

#endif
