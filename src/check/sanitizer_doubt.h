/* Where ThreadSanitizer's reports may be untrue; for sanitizer.c. */
#ifndef CHECK_SANITIZER_DOUBT_H
#define CHECK_SANITIZER_DOUBT_H

#include "check/sanitizer.h"

/* Set `unknown` and `hooks_know` by what the program calls. */
void sanitizer_find_unknown(struct sanitizer *sanitizer,
                            struct symbols *symbols);

/* What it found may all be untrue, for that reason, or NULL: because of what
 * is unknown.  Nobody is accused. */
void sanitizer_doubt_all(struct sanitizer *sanitizer, const char *why);

void sanitizer_report_release(struct sanitizer_report *report);

#endif
