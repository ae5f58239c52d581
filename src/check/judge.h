/* Whether the results of one trial are what the exercise asks for. */
#ifndef CHECK_JUDGE_H
#define CHECK_JUDGE_H

#include <stdbool.h>

#include "base/str.h"
#include "course/exercise.h"
#include "run/run.h"

/*
 * Whether a run that exited with 0 holds all conditions of [check] on its
 * results: `hold`, that there is what `overlap` asks for, and `same` and
 * `unordered` beside a run of the solution with the same knobs, where
 * `solution` is not NULL.  Where it does not,
 * what is wrong is appended to ret_mismatch: "counter is 15342 and should be
 * 20000".
 */
bool judge(const struct exercise *exercise, const struct run *run,
           const struct run *solution, struct str *ret_mismatch);

/*
 * Whether such a run holds the condition of `overlap`, where there is one:
 * true, or false and what failed is appended to ret_apart.
 */
bool judge_overlap(const struct exercise *exercise, const struct run *run,
                   struct str *ret_apart);

/*
 * Whether such a run, in which workers did nothing, is right in all that is
 * theirs to do: the condition of `work`, or all that judge() asks for.
 */
bool judge_work(const struct exercise *exercise, const struct run *run,
                const struct run *solution);

/* Whether a trial has to be compared with the solution's run. */
bool judge_needs_solution(const struct exercise *exercise);

/* " (threads = 2, iterations = 1000)" for the knobs of a run. */
void judge_add_knobs(struct str *text, const struct run *run);

#endif
