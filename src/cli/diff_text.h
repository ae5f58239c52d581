/* How two files differ, on stdout. */
#ifndef CLI_DIFF_TEXT_H
#define CLI_DIFF_TEXT_H

#include "base/diff.h"
#include "cli/out.h"

/* As diff -u writes it, so that patch(1) understands it. */
void diff_add_unified(struct out *out, const struct diff *diff,
                      const char *left, const char *right);

/* Side by side, under their names; needs room for two columns of some width.
 * Unchanged lines in between are left out. */
void diff_add_columns(struct out *out, const struct diff *diff,
                      const char *left, const char *right);

#endif
