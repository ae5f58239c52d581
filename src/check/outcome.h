/*
 * What the results of a run say: whether a condition holds, which answer to
 * a question came true.  Joins the course's conditions with a run's numbers.
 */
#ifndef CHECK_OUTCOME_H
#define CHECK_OUTCOME_H

#include <stdbool.h>

#include "base/diag.h"
#include "course/condition.h"
#include "course/exercise.h"
#include "course/journal.h"
#include "run/run.h"

/*
 * Whether a condition (course/condition.h) holds for a finished run: 1 or 0,
 * or a negative errno of condition_holds() with a sentence in diag.  Names
 * are the run's results, its knobs, and
 *
 *     seconds, cpu_seconds     of the run
 *     cores_busy               cpu_seconds / seconds
 *     cpus                     that this process may use
 *     hangs                    1: it could never end, and was ended; else 0
 */
int outcome_holds(const char *condition, const struct run *run,
                  struct diag *diag);

/* The same, which also says what failed, as condition_explain() does. */
int outcome_explain(const char *condition, const struct run *run,
                    struct condition_gap *ret_gap, struct diag *diag);

/* The value of a sum of such names and numbers, as condition_sum(). */
int outcome_sum(const char *sum, const struct run *run, double *ret_value);

/* The value of such a name: 0, or -ENOENT. */
int outcome_value(const struct run *run, const char *name,
                  double *ret_value);

/*
 * Whether that run decides this question: it ended by itself, or was seen
 * to be unable to, and its knobs are those that the question asks about.
 */
bool outcome_decides(const struct prediction *prediction,
                     const struct run *run);

/* The true answer, from 1; 0 where the run decides none of them. */
int outcome_answer(const struct prediction *prediction,
                   const struct run *run);

/* Whether there is anything that its results can be held against: the
 * exercise's `hold` condition, or an expected one.  `exercise` may be NULL. */
bool outcome_is_judged(const struct exercise *exercise,
                       const struct run *run);

/*
 * Whether the run's results are what the exercise asks for: its `hold`
 * condition, or, where it has none, each result that has an expected one
 * equals it.  False for a run that did not exit with 0.  `exercise` may be
 * NULL.
 */
bool outcome_right(const struct exercise *exercise, const struct run *run);

/*
 * How far a finished run brings an exercise.  Only the learner's own file
 * makes it right or wrong; the start file and a demonstration were just run,
 * and so was a program by one worker where several have to take part.
 */
enum progress outcome_progress(const struct exercise *exercise,
                               const struct run *run);

#endif
