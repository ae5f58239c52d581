/*
 * What a run's results say, in words.  Knows English numbers and units, and
 * compares what a program printed with what it said ought to come out.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/noun.h"
#include "check/outcome.h"
#include "report/report.h"
#include "run/value.h"

/* Lines for wrong results; more are counted. */
#define WRONG_SHOWN 8
/* What names and numbers of a condition are made of. */
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
#define DIGITS "0123456789."

struct pair {
    const struct result *result;
    const struct result *expected;
    const char *unit; /* what it counts, many of them; or NULL */
};

static bool
pair_at(const struct run *run, const struct exercise *exercise, size_t index,
        struct pair *ret_pair)
{
    const struct result *result = &run->output.results[index];
    const struct result *expected;
    const char *unit = NULL;

    if (result_is_expected(result))
        return false;
    expected = output_expected(&run->output, result->name);
    if (!expected)
        return false;
    for (size_t i = 0; exercise && i < exercise->nunits; i++)
        if (strcmp(exercise->units[i].result, result->name) == 0)
            unit = exercise->units[i].unit;
    *ret_pair = (struct pair){result, expected, unit};
    return true;
}

/* "updates" for many, "update" for one. */
static void
add_unit(struct str *text, uint64_t count, const char *unit)
{
    if (count == 1)
        noun_one(unit, text);
    else
        str_add(text, unit);
}

/* " (49 %)"; nothing is no share of anything. */
static void
add_share(struct str *text, uint64_t part, int64_t whole)
{
    double percent = 100.0 * (double)part / fabs((double)whole);

    if (whole == 0)
        return;
    if (percent < 1)
        str_add(text, " (less than 1 %)");
    else if (percent > 99 && percent < 100)
        str_add(text, " (more than 99 %)");
    else
        str_add_format(text, " (%.0f %%)", percent);
}

/* Without an overflow, whatever the two are. */
static uint64_t
distance(int64_t a, int64_t b)
{
    return a > b ? (uint64_t)a - (uint64_t)b : (uint64_t)b - (uint64_t)a;
}

static void
add_counted(struct str *text, const struct pair *pair, int64_t value,
            int64_t wanted)
{
    uint64_t off = distance(value, wanted);

    if (off == 0 && wanted == 0) {
        str_add_format(text, "%s: no %s, as expected", pair->result->name,
                       pair->unit);
    } else if (wanted == 0) {
        str_add_format(text, "%s: %llu ", pair->result->name,
                       (unsigned long long)off);
        add_unit(text, off, pair->unit);
        str_add(text, ", none expected");
    } else if (off == 0) {
        str_add(text, wanted == 1 ? "the one " : "all ");
        if (wanted != 1)
            str_add_format(text, "%lld ", (long long)wanted);
        add_unit(text, (uint64_t)wanted, pair->unit);
        str_add(text, wanted == 1 ? " is there" : " are there");
    } else {
        str_add_format(text, "%llu ", (unsigned long long)off);
        add_unit(text, off, pair->unit);
        str_add(text, value < wanted ? " lost" : " too many");
        add_share(text, off, wanted);
    }
}

static void
add_real(struct str *text, const struct pair *pair, bool right)
{
    double off = fabs(pair->result->number - pair->expected->number);

    if (right)
        str_add_format(text, "%s is as expected, within %.2g",
                       pair->result->name, off);
    else
        str_add_format(text, "%s differs from what is expected by %.2g",
                       pair->result->name, off);
}

/* One result; `right` where the exercise is content with all of them. */
static void
add_pair(struct str *text, const struct pair *pair, bool right)
{
    const char *name = pair->result->name;
    int64_t value, wanted;
    bool whole = value_whole(pair->result, &value) &&
                 value_whole(pair->expected, &wanted);

    if (whole && pair->unit && value >= 0 && wanted >= 0) {
        add_counted(text, pair, value, wanted);
    } else if (value_same(pair->result, pair->expected)) {
        str_add_format(text, "%s is %s, as expected", name,
                       pair->result->value);
    } else if (whole) {
        str_add_format(text, "%s is %llu %s than expected", name,
                       (unsigned long long)distance(value, wanted),
                       value < wanted ? "less" : "more");
        add_share(text, distance(value, wanted), wanted);
    } else if (pair->result->is_number && pair->expected->is_number) {
        add_real(text, pair, right);
    } else if (!pair->result->is_number && pair->expected->is_number) {
        str_add_format(text, "%s is %s, which is no number", name,
                       pair->result->value);
    } else {
        str_add_format(text, "%s is %s, where %s was expected", name,
                       pair->result->value, pair->expected->value);
    }
}

static bool
is_wrong(const struct pair *pair, bool right)
{
    return value_wrong(pair->result, pair->expected, right);
}

static void
add_wrong_ones(struct str *text, const struct run *run,
               const struct exercise *exercise, bool right)
{
    size_t shown = 0, wrong = 0;
    struct pair pair;

    for (size_t i = 0; i < run->output.nresults; i++) {
        if (!pair_at(run, exercise, i, &pair) || !is_wrong(&pair, right))
            continue;
        wrong++;
        if (shown == WRONG_SHOWN)
            continue;
        shown++;
        str_add(text, "\n");
        if (pair.unit && pair.expected->number != 0)
            str_add_format(text, "%s: ", pair.result->name);
        add_pair(text, &pair, false);
    }
    if (wrong > shown)
        str_add_format(text, "\nand %zu more", wrong - shown);
}

/* "max_at_once is 1, workers is 2": the names in a condition. */
static void
add_values(struct str *text, const struct run *run, const char *condition)
{
    const char *between = "";

    while (*condition) {
        char name[OUTPUT_NAME + 1], *end;
        size_t len = strspn(condition, LETTERS DIGITS);
        double value;

        if (strspn(condition, DIGITS)) {
            strtod(condition, &end);
            condition = end > condition ? end : condition + 1;
            continue;
        }
        snprintf(name, sizeof name, "%.*s", (int)len, condition);
        condition += len ? len : 1;
        if (!len || outcome_value(run, name, &value) < 0)
            continue;
        str_add_format(text, "%s%s is %.15g", between, name, value);
        between = ", ";
    }
}

/* The first clause of the exercise's condition that does not hold, and why. */
static void
add_broken_clause(struct str *text, const struct run *run,
                  const struct exercise *exercise)
{
    char *clauses = mem_copy(exercise->hold), *rest = clauses, *clause;
    struct diag diag = DIAG_INIT;

    while ((clause = strsep(&rest, ",")) != NULL) {
        clause += strspn(clause, " ");
        if (outcome_holds(clause, run, &diag) != 0)
            continue;
        str_add_format(text, "this ought to hold: %s; but ", clause);
        add_values(text, run, clause);
        break;
    }
    free(clauses);
}

/* Nothing to compare with, or all of it right, but the lesson says what has
 * to hold. */
static void
add_condition(struct str *text, const struct run *run,
              const struct exercise *exercise)
{
    struct diag diag = DIAG_INIT;
    int holds;

    if (!exercise || !exercise->hold || run->output.nresults == 0)
        return;
    holds = outcome_holds(exercise->hold, run, &diag);
    if (holds == 0 && text->len)
        str_add(text, "\n");
    if (holds == 0)
        add_broken_clause(text, run, exercise);
    else if (holds > 0 && !text->len)
        str_add_format(text, "as it ought to be: %s", exercise->hold);
}

void
report_sentence(const struct run *run, const struct exercise *exercise,
                struct str *ret_text)
{
    bool right = exercise && outcome_right(exercise, run);
    size_t pairs = 0, wrong = 0;
    struct pair pair, only = {0};

    for (size_t i = 0; i < run->output.nresults; i++) {
        if (!pair_at(run, exercise, i, &pair))
            continue;
        pairs++;
        only = pair;
        wrong += is_wrong(&pair, right);
    }
    if (pairs == 1) {
        add_pair(ret_text, &only, right);
    } else if (pairs == 2 && wrong == 0) {
        str_add(ret_text, "both results are as expected");
    } else if (pairs && wrong == 0) {
        str_add_format(ret_text, "all %zu results are as expected", pairs);
    } else if (pairs) {
        str_add_format(ret_text, "%zu of %zu results %s wrong", wrong, pairs,
                       wrong == 1 ? "is" : "are");
        add_wrong_ones(ret_text, run, exercise, right);
    }
    if (wrong == 0)
        add_condition(ret_text, run, exercise);
}
