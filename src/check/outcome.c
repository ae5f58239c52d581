/* What the results of a run say. */
#include "check/outcome.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/cpus.h"
#include "base/str.h"
#include "course/copy.h"
#include "run/value.h"

/* That it never ends was seen while it ran. */
static bool
hangs(const struct run *run)
{
    return run->status != RUN_EXITED && (run->hang.kind == HANG_DEADLOCK ||
                                         run->hang.kind == HANG_WAITING);
}

static int
lookup(void *context, const char *name, double *ret_value)
{
    const struct run *run = context;
    const struct result *result = output_result(&run->output, name);

    if (result && result->is_number) {
        *ret_value = result->number;
        return 0;
    }
    for (size_t i = 0; i < run->nknobs; i++) {
        if (strcmp(run->knobs[i].name, name) == 0) {
            *ret_value = (double)run->knobs[i].value;
            return 0;
        }
    }
    if (strcmp(name, "seconds") == 0)
        *ret_value = run->seconds;
    else if (strcmp(name, "cpu_seconds") == 0)
        *ret_value = run->cpu_seconds;
    else if (strcmp(name, "cores_busy") == 0)
        *ret_value = run_cores_busy(run);
    else if (strcmp(name, "cpus") == 0)
        *ret_value = cpus_allowed();
    else if (strcmp(name, "hangs") == 0)
        *ret_value = hangs(run);
    else
        return -ENOENT;
    return 0;
}

int
outcome_value(const struct run *run, const char *name, double *ret_value)
{
    return lookup((void *)run, name, ret_value);
}

int
outcome_holds(const char *condition, const struct run *run, struct diag *diag)
{
    /* The lookup only reads; its context is untyped, not changed. */
    return condition_holds(condition, lookup, (void *)run, diag);
}

int
outcome_explain(const char *condition, const struct run *run,
                struct condition_gap *ret_gap, struct diag *diag)
{
    return condition_explain(condition, lookup, (void *)run, ret_gap, diag);
}

int
outcome_sum(const char *sum, const struct run *run, double *ret_value)
{
    struct diag diag = DIAG_INIT;

    return condition_sum(sum, lookup, (void *)run, ret_value, &diag);
}

bool
outcome_decides(const struct prediction *prediction, const struct run *run)
{
    if (!hangs(run) && !run_is_fine(run))
        return false;
    for (size_t i = 0; i < prediction->nonly; i++) {
        bool same = false;

        for (size_t k = 0; k < run->nknobs; k++)
            same |= strcmp(run->knobs[k].name, prediction->only[i].knob) == 0 &&
                    run->knobs[k].value == prediction->only[i].value;
        if (!same)
            return false;
    }
    return true;
}

int
outcome_answer(const struct prediction *prediction, const struct run *run)
{
    struct diag diag = DIAG_INIT;

    if (!outcome_decides(prediction, run))
        return 0;
    for (size_t i = 0; i < prediction->nanswers; i++)
        if (outcome_holds(prediction->answers[i].condition, run, &diag) == 1)
            return (int)i + 1;
    return 0;
}

static bool
results_as_expected(const struct run *run)
{
    for (size_t i = 0; i < run->output.nresults; i++) {
        const struct result *result = &run->output.results[i];
        const struct result *expected;

        if (result_is_expected(result))
            continue;
        expected = output_expected(&run->output, result->name);
        if (expected && !value_same(result, expected))
            return false;
    }
    return true;
}

bool
outcome_is_judged(const struct exercise *exercise, const struct run *run)
{
    if (exercise && exercise->hold)
        return true;
    for (size_t i = 0; i < run->output.nresults; i++)
        if (output_expected(&run->output, run->output.results[i].name))
            return true;
    return false;
}

bool
outcome_right(const struct exercise *exercise, const struct run *run)
{
    struct diag diag = DIAG_INIT;

    if (!run_is_fine(run))
        return false;
    if (exercise && exercise->hold)
        return outcome_holds(exercise->hold, run, &diag) == 1;
    return results_as_expected(run);
}

/* One worker alone races with nobody, so it proves nothing. */
static bool
is_for_one_worker(const struct exercise *exercise, const struct run *run)
{
    struct diag diag = DIAG_INIT;
    char *condition;
    int holds;

    if (!exercise->workers)
        return false;
    condition = str_format("(%s) < 2", exercise->workers);
    holds = outcome_holds(condition, run, &diag);
    free(condition);
    return holds == 1;
}

enum progress
outcome_progress(const struct exercise *exercise, const struct run *run)
{
    if (run->source != RUN_MINE || exercise->demonstration ||
        !copy_changed(exercise))
        return PROGRESS_RUN;
    if (!outcome_right(exercise, run))
        return PROGRESS_WRONG;
    return is_for_one_worker(exercise, run) ? PROGRESS_RUN : PROGRESS_RIGHT;
}
