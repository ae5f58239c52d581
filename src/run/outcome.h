/* How a run came out: from what the runner learnt to the struct run. */
#ifndef RUN_OUTCOME_H
#define RUN_OUTCOME_H

#include "run/keeper.h"
#include "run/orphans.h"
#include "run/run.h"
#include "run/runner.h"

/* Forget an earlier outcome; what the caller has set of run stays. */
void outcome_reset(struct run *run, const struct runner_spec *spec);

/* `wanted` is why it was being ended, or RUN_GOING. */
void outcome_of_keeper(struct run *run, const struct keeper_message *over,
                       enum run_status wanted);
/* Where the keeper was killed. */
void outcome_of_orphans(struct run *run, const struct orphans *orphans,
                        enum run_status wanted);

#endif
