/* The runs with hooks of ours around each access. */
#ifndef CHECK_WATCHED_H
#define CHECK_WATCHED_H

#include "check/ladder.h"

/* What a hooked program needs of its runner.  0, or -errno with a
 * sentence. */
int watched_prepare(struct check *check, struct step *step,
                    struct runner_spec *spec, struct diag *diag);

/* What a run that is over tells. */
void watched_take(struct check *check, struct step *step);

/* The same of one whose workers were idle and whose results are right. */
void watched_take_idle(struct check *check, const struct step *step);

#endif
