/* What a check found, as text and as JSON. */
#ifndef REPORT_VERDICT_H
#define REPORT_VERDICT_H

#include <stddef.h>

#include "base/str.h"
#include "check/findings.h"

/* The ladder with a line for each rung that was climbed, "  ✓ builds  0.10 s",
 * the verdict, its sentence and the evidence.  Appends, as all here. */
void verdict_plain(const struct findings *findings, int columns,
                   struct str *ret_text);

/* "Right by luck": a verdict's name as a heading; "" for none. */
void verdict_heading(enum verdict verdict, struct str *ret_text);

/* The report of racecourse(1) for that many checks. */
void verdict_json(const struct findings *findings, size_t count,
                  struct str *ret_text);

#endif
