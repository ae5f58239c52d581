/* The ladder of a check as it is shown: which rungs it has, how each is, and
 * a few words on it; also while it is climbed. */
#ifndef REPORT_LADDER_H
#define REPORT_LADDER_H

#include <stdbool.h>

#include "base/str.h"
#include "check/findings.h"

/* Columns of the longest name. */
#define LADDER_NAME 8

/* Whether this check has that rung: not all exercises ask for each. */
bool ladder_has(const struct findings *findings, enum rung_id rung);

/* As a learner sees it: a program is not run before it is built. */
enum rung_state ladder_state(const struct findings *findings,
                             enum rung_id rung);

/* "✓", "✗", "?", "▸" or "·": also without colours each has its own. */
const char *ladder_sign(enum rung_state state);

/* "0.10 s", "7 of 20 trials", "data race"; nothing where there is nothing to
 * say.  Appends. */
void ladder_words(const struct findings *findings, enum rung_id rung,
                  struct str *ret_text);

#endif
