/* A run as text and as JSON. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stddef.h>

#include "base/str.h"
#include "course/exercise.h"
#include "run/run.h"

/*
 * What a run's results say, in one sentence for a learner: "98715887 updates
 * lost (49 %)" ... "" where the program printed nothing to compare.
 * `exercise` may be NULL, as everywhere here.  Appends to ret_text.
 */
void report_sentence(const struct run *run, const struct exercise *exercise,
                     struct str *ret_text);

/* The plain report of a finished run, `columns` wide. */
void report_plain(const struct run *run, const struct exercise *exercise,
                  int columns, struct str *ret_text);

/* One JSON object with a "version"; racecourse(1) describes its fields. */
void report_json(const struct run *run, struct str *ret_text);

#endif
