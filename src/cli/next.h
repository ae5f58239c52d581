/* What to do next, on stdout. */
#ifndef CLI_NEXT_H
#define CLI_NEXT_H

#include "cli/out.h"
#include "cli/workbook.h"

/* After that verdict on the learner's own copy. */
void next_add(struct out *out, const struct workbook *workbook,
              const struct exercise *exercise, enum verdict verdict);

#endif
