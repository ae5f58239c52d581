/* What lint found in a course, as JSON. */
#ifndef REPORT_LINT_H
#define REPORT_LINT_H

#include <stddef.h>

#include "base/diag.h"
#include "base/str.h"

struct lint_totals {
    size_t lessons;
    size_t exercises;
    size_t variants;
    size_t built;               /* files that were built by hand */
    size_t checked;             /* ... and that got a verdict */
};

/* Appends to ret_text; racecourse(1) describes the fields. */
void report_lint_json(const struct diags *diags,
                      const struct lint_totals *totals, struct str *ret_text);

#endif
