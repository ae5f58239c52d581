/* Many runs of one program: of each what is worth comparing. */
#include "check/series.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "check/outcome.h"

#define MOST_EXACT 9007199254740992.0 /* 2^53 */

void
series_release(struct series *series)
{
    free(series->runs);
    free(series->results);
    arena_release(&series->texts);
    *series = (struct series)SERIES_INIT;
}

/* Its index, or SERIES_RESULTS where there is no room for another. */
static size_t
find_or_add(struct series *series, const char *name)
{
    struct series_result *added;

    for (size_t i = 0; i < series->nresults; i++)
        if (strcmp(series->results[i].name, name) == 0)
            return i;
    if (series->nresults == SERIES_RESULTS) {
        series->unkept = true;
        return SERIES_RESULTS;
    }
    MEM_GROW(series->results, series->nresults, series->results_cap);
    added = &series->results[series->nresults];
    *added = (struct series_result){0};
    memcpy(added->name, name, strlen(name) + 1);
    return series->nresults++;
}

static void
note_expected(struct series_result *result, const struct output *output)
{
    const struct result *expected = output_expected(output, result->name);

    if (expected)
        result->expected = *expected;
}

/* Whole numbers that differ stay apart, also where doubles cannot tell. */
static bool
is_exact(const struct result *result)
{
    return result->is_number && (fabs(result->number) < MOST_EXACT ||
                                 strpbrk(result->value, ".eEpPxX"));
}

static void
take_values(struct series *series, struct series_run *taken,
            const struct output *output)
{
    size_t indices[OUTPUT_RESULTS];

    for (size_t i = 0; i < output->nresults; i++)
        indices[i] = result_is_expected(&output->results[i])
                         ? SERIES_RESULTS
                         : find_or_add(series, output->results[i].name);
    taken->nvalues = series->nresults;
    taken->values = arena_take_zero(&series->texts, (series->nresults + 1) *
                                                        sizeof *taken->values);
    for (size_t i = 0; i < output->nresults; i++) {
        const struct result *result = &output->results[i];

        if (indices[i] == SERIES_RESULTS)
            continue;
        note_expected(&series->results[indices[i]], output);
        taken->values[indices[i]] = (struct series_value){
            .text = arena_copy(&series->texts, result->value,
                               strlen(result->value)),
            .is_number = is_exact(result),
            .number = result->number,
        };
    }
}

static void
judge(struct series *series, struct series_run *taken, const struct run *run,
      const struct exercise *exercise)
{
    bool judged = outcome_is_judged(exercise, run);

    series->judged |= judged;
    if (!outcome_right(exercise, run))
        taken->verdict = SERIES_WRONG;
    else
        taken->verdict = judged ? SERIES_RIGHT : SERIES_UNJUDGED;
    for (size_t i = 0; exercise && i < exercise->npredictions &&
                       i < SERIES_QUESTIONS;
         i++)
        taken->answers[i] = (unsigned char)outcome_answer(
            &exercise->predictions[i], run);
}

/* One wrong run outweighs all right ones; what proves nothing outweighs
 * them, too. */
static enum progress
worse(enum progress a, enum progress b)
{
    static const int badness[] = {
        [PROGRESS_NONE] = 0,
        [PROGRESS_RIGHT] = 1,
        [PROGRESS_RUN] = 2,
        [PROGRESS_WRONG] = 3,
    };

    return badness[a] > badness[b] ? a : b;
}

void
series_add(struct series *series, const struct run *run,
           const struct exercise *exercise)
{
    struct series_run *taken;

    MEM_GROW(series->runs, series->nruns, series->runs_cap);
    taken = &series->runs[series->nruns++];
    *taken = (struct series_run){
        .status = run->status,
        .exit_code = run->exit_code,
        .signal = run->signal,
        .seconds = run->seconds,
        .cpu_seconds = run->cpu_seconds,
    };
    take_values(series, taken, &run->output);
    judge(series, taken, run, exercise);
    if (exercise)
        series->progress = worse(series->progress,
                                 outcome_progress(exercise, run));
}

const struct series_value *
series_value(const struct series_run *run, size_t result)
{
    static const struct series_value nothing;

    return result < run->nvalues ? &run->values[result] : &nothing;
}

bool
series_is_fine(const struct series_run *run)
{
    return run->status == RUN_EXITED && run->exit_code == 0;
}

size_t
series_count(const struct series *series, enum series_verdict verdict)
{
    size_t count = 0;

    for (size_t i = 0; i < series->nruns; i++)
        count += series->runs[i].verdict == verdict;
    return count;
}
