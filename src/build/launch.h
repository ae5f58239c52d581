/* From an exercise's program to a run of it: its knobs as arguments. */
#ifndef BUILD_LAUNCH_H
#define BUILD_LAUNCH_H

#include "base/diag.h"
#include "course/course.h"
#include "course/exercise.h"
#include "run/run.h"
#include "run/runner.h"

/*
 * Say in a fresh struct run what is to be run: the exercise, the source, and
 * its knobs at their defaults, in the exercise's order, for the caller to
 * change.  run_release() ends what it holds.
 */
void launch_describe(struct run *run, const struct exercise *exercise,
                     enum run_source source);

/* The further build that the knobs of `run` choose; the exercise's, or NULL
 * for the one that everybody gets. */
const char *launch_variant(const struct run *run,
                           const struct exercise *exercise);

/* Give the twin that `run` describes no more than its lesson says. */
void launch_limit_twin(struct run *run, const struct exercise *exercise);

/*
 * Start what `run` describes.  run->program is the program that was built,
 * or the twin, which Python runs.  `spec` needs no argv and no cwd: it
 * runs in the course's root folder.  What is no exercise, RUN_PROGRAM, is
 * started as `spec` says; then there is no need of a course.  Returns as
 * runner_start() does.
 */
int launch_start(const struct course *course, const struct runner_spec *spec,
                 struct run *run, struct diag *diag,
                 struct runner **ret_runner);

#endif
