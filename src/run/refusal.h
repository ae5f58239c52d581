/* Why a program could not be started, in one sentence. */
#ifndef RUN_REFUSAL_H
#define RUN_REFUSAL_H

#include "base/diag.h"
#include "run/keeper.h"
#include "run/runner.h"

/*
 * `paths` are the files that were tried, or NULL; `error` is an errno, the
 * answer to the last step that was taken.
 */
void refusal_explain(const struct runner_spec *spec, char *const *paths,
                     enum keeper_step step, int error, struct diag *diag);

#endif
