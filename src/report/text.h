/* What reports as text are made of.  Each appends to `text`. */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include "base/str.h"
#include "run/run.h"

/* Lines, broken at blanks where they are wider than `columns`; the last one
 * is ended. */
void text_wrap(struct str *text, const char *line, int columns);

/* What was run and with what: "counter_race (solution): threads = 2". */
void text_title(struct str *text, const struct run *run, int columns);

/* "1.24 s" or "12.4 ms" */
void text_time(struct str *text, double seconds);

#endif
