/* The runs of the speed rung. */
#ifndef CHECK_TIMED_H
#define CHECK_TIMED_H

#include "check/ladder.h"

/* All else is over: begin, where the machine has the cores. */
void timed_begin(struct check *check);
bool timed_goes_on(const struct check *check);
/* As trials_start(). */
int timed_start(struct check *check, struct step *step, struct diag *diag);
/* What a run that is over tells. */
void timed_take(struct check *check, struct step *step);

#endif
