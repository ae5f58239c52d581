/* What two runs have in common, in rows. */
#include "report/comparison.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "check/outcome.h"
#include "run/value.h"

#define SHORTEST 0.05           /* seconds: less cannot be compared */

/* How many units a run did; 0 where it does not say. */
static double
work_of(const struct run *run, const struct twin_plan *plan)
{
    double work = 1, value;

    for (size_t i = 0; i < plan->nper; i++) {
        if (outcome_value(run, plan->per[i], &value) < 0 || !(value > 0))
            return 0;
        work *= value;
    }
    return work;
}

/* Whole runs are compared where both did as much. */
static void
set_work(struct comparison *comparison, const struct twin_plan *plan)
{
    struct comparison_side *left = &comparison->left;
    struct comparison_side *right = &comparison->right;

    left->work = right->work = 1;
    if (!plan || !plan->unit)
        return;
    left->work = work_of(left->run, plan);
    right->work = work_of(right->run, plan);
    if (left->work == right->work)
        left->work = right->work = 1;
    else
        comparison->unit = plan->unit;
}

static bool
is_short(const struct run *run)
{
    return run->seconds < SHORTEST;
}

static void
set_times(struct comparison *comparison, const struct twin_plan *plan)
{
    struct comparison_side *left = &comparison->left;
    struct comparison_side *right = &comparison->right;

    left->seconds = left->work > 0 ? left->run->seconds / left->work : 0;
    right->seconds = right->work > 0 ? right->run->seconds / right->work : 0;
    if (!run_is_fine(left->run) || !run_is_fine(right->run) ||
        (plan && plan->unequal))
        return;
    comparison->too_short = is_short(left->run) || is_short(right->run);
    if (!comparison->too_short && left->seconds > 0 && right->seconds > 0)
        comparison->times = right->seconds / left->seconds;
}

static struct comparison_row *
add_row(struct comparison *comparison, const char *name, bool figure)
{
    struct comparison_row *row;

    comparison->rows = mem_resize(comparison->rows, comparison->nrows + 1,
                                  sizeof *comparison->rows);
    row = &comparison->rows[comparison->nrows++];
    *row = (struct comparison_row){.figure = figure};
    snprintf(row->name, sizeof row->name, "%s", name);
    return row;
}

/* Knobs that the two did not both get. */
static void
add_knobs(struct comparison *comparison)
{
    const struct run *left = comparison->left.run;
    const struct run *right = comparison->right.run;

    for (size_t i = 0; i < left->nknobs && i < right->nknobs; i++) {
        struct comparison_row *row;

        if (left->knobs[i].value == right->knobs[i].value)
            continue;
        row = add_row(comparison, left->knobs[i].name, true);
        snprintf(row->left.text, sizeof row->left.text, "%lld",
                 (long long)left->knobs[i].value);
        snprintf(row->right.text, sizeof row->right.text, "%lld",
                 (long long)right->knobs[i].value);
    }
}

static void
fill_value(struct comparison_cell *cell, const struct comparison_side *side,
           const char *name)
{
    const struct run *run = side->run;
    const struct result *result = output_result(&run->output, name);
    const struct result *expected = output_expected(&run->output, name);

    snprintf(cell->text, sizeof cell->text, "%s",
             result ? result->value : "-");
    if (!result)
        cell->mark = MARK_MISSING;
    else if (!expected)
        cell->mark = MARK_NONE;
    else
        cell->mark = value_wrong(result, expected, side->content)
                         ? MARK_WRONG
                         : MARK_RIGHT;
}

/* Points of a curve to compare with are the same for everybody. */
static bool
is_model(const struct comparison *comparison, const char *name)
{
    const struct picture *picture =
        comparison->exercise ? &comparison->exercise->picture : NULL;

    for (size_t i = 0; picture && i < picture->nmodels; i++) {
        size_t len = strlen(picture->models[i]);

        if (!strncmp(name, picture->models[i], len) && name[len] == '_')
            return true;
    }
    return false;
}

static void
add_result(struct comparison *comparison, const char *name, size_t *shown)
{
    struct comparison_row *row;

    if (is_model(comparison, name))
        return;
    if ((*shown)++ >= COMPARISON_RESULTS) {
        comparison->more++;
        return;
    }
    row = add_row(comparison, name, false);
    fill_value(&row->left, &comparison->left, name);
    fill_value(&row->right, &comparison->right, name);
}

/* All that either printed, those of the right one first. */
static void
add_results(struct comparison *comparison)
{
    const struct output *right = &comparison->right.run->output;
    const struct output *left = &comparison->left.run->output;
    size_t shown = 0;

    for (size_t i = 0; i < right->nresults; i++)
        if (!result_is_expected(&right->results[i]))
            add_result(comparison, right->results[i].name, &shown);
    for (size_t i = 0; i < left->nresults; i++)
        if (!result_is_expected(&left->results[i]) &&
            !output_result(right, left->results[i].name))
            add_result(comparison, left->results[i].name, &shown);
}

/* "1.24 s", as short as its size allows. */
static void
write_time(struct comparison_cell *cell, double seconds)
{
    static const char *const units[] = {"s", "ms", "us", "ns"};
    size_t unit = 0;
    int digits;

    while (seconds < 1 && unit < 3) {
        seconds *= 1000;
        unit++;
    }
    digits = seconds < 10 ? 2 : seconds < 100 ? 1 : 0;
    snprintf(cell->text, sizeof cell->text, "%.*f %s", digits, seconds,
             units[unit]);
}

/* What a run took, whatever it printed. */
struct figure {
    const char *name;
    int decimals;
    const char *unit;
    double left, right;
};

/* One that did not build took no time, not even none. */
static void
fill_figure(struct comparison_cell *cell, const struct run *run,
            const struct figure *figure, double value)
{
    if (run->status == RUN_GOING)
        *cell = (struct comparison_cell){"-", MARK_MISSING};
    else
        snprintf(cell->text, sizeof cell->text, "%.*f%s", figure->decimals,
                 value, figure->unit);
}

static void
add_figures(struct comparison *comparison)
{
    const struct run *left = comparison->left.run;
    const struct run *right = comparison->right.run;
    const struct figure figures[] = {
        {"time", 2, " s", left->seconds, right->seconds},
        {"cpu time", 2, " s", left->cpu_seconds, right->cpu_seconds},
        {"cores busy", 1, "", run_cores_busy(left), run_cores_busy(right)},
    };

    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        struct comparison_row *row = add_row(comparison, figures[i].name, true);

        fill_figure(&row->left, left, &figures[i], figures[i].left);
        fill_figure(&row->right, right, &figures[i], figures[i].right);
    }
}

static void
add_unit_times(struct comparison *comparison)
{
    struct comparison_row *row;
    char name[OUTPUT_NAME];

    if (!comparison->unit || !comparison->times)
        return;
    snprintf(name, sizeof name, "per %s", comparison->unit);
    row = add_row(comparison, name, true);
    write_time(&row->left, comparison->left.seconds);
    write_time(&row->right, comparison->right.seconds);
}

void
comparison_init(struct comparison *comparison,
                const struct exercise *exercise, const struct run *left,
                const struct run *right)
{
    const struct twin_plan *plan =
        exercise && right->source == RUN_TWIN ? &exercise->twin_plan : NULL;

    *comparison = (struct comparison){
        .exercise = exercise,
        .left = {.run = left, .content = outcome_right(exercise, left)},
        .right = {.run = right, .content = outcome_right(exercise, right)},
    };
    set_work(comparison, plan);
    set_times(comparison, plan);
    add_knobs(comparison);
    add_results(comparison);
    add_figures(comparison);
    add_unit_times(comparison);
}

void
comparison_release(struct comparison *comparison)
{
    free(comparison->rows);
    *comparison = (struct comparison){0};
}
