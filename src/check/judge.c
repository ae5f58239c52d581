/* Conditions on the results of one trial. */
#include "check/judge.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "check/outcome.h"
#include "course/condition.h"
#include "run/value.h"

static bool
is_word(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                    "0123456789_", text[i]))
            return false;
    return len > 0;
}

static bool
is_number(const char *text, size_t len)
{
    char *copy = mem_copy_n(text, len), *end;

    strtod(copy, &end);
    len = end > copy && !*end;
    free(copy);
    return len > 0;
}

/* "counter is 15342 and should be 20000 (threads * iterations)" */
static void
add_gap(struct str *text, const struct condition_gap *gap)
{
    const char *should = !strcmp(gap->sign, "==") ? "" : gap->sign;

    str_add_n(text, gap->left_text, gap->left_len);
    str_add_format(text, " is %.15g and should be %s%s%.15g", gap->left,
                   should, *should ? " " : "", gap->right);
    if (is_number(gap->right_text, gap->right_len))
        return;
    str_add(text, is_word(gap->right_text, gap->right_len) ? ", as " : ", ");
    str_add_n(text, gap->right_text, gap->right_len);
    if (is_word(gap->right_text, gap->right_len))
        str_add(text, " is");
}

static bool
judge_condition(const char *condition, const struct run *run,
                struct str *ret_mismatch)
{
    struct diag diag = DIAG_INIT;
    struct condition_gap gap;
    int holds = outcome_explain(condition, run, &gap, &diag);

    if (holds == 0)
        add_gap(ret_mismatch, &gap);
    else if (holds < 0)
        str_add(ret_mismatch, diag.text);
    return holds == 1;
}

static bool
is_same(const struct result *result, const struct result *wanted,
        double tolerance)
{
    if (value_same(result, wanted))
        return true;
    return tolerance > 0 && result->is_number && wanted->is_number &&
           fabs(result->number - wanted->number) <= tolerance;
}

static bool
judge_same(const struct exercise *exercise, const struct run *run,
           const struct run *solution, struct str *ret_mismatch)
{
    const struct check_plan *plan = &exercise->plan;

    for (size_t i = 0; i < plan->nsame; i++) {
        const char *name = plan->same[i];
        const struct result *wanted = output_result(&solution->output, name);
        const struct result *result = output_result(&run->output, name);

        if (!wanted)
            continue;
        if (!result) {
            str_add_format(ret_mismatch, "no line '%s = ...' was printed",
                           name);
            return false;
        }
        if (is_same(result, wanted, plan_tolerance(plan, name)))
            continue;
        str_add_format(ret_mismatch,
                       "%s is %s and should be %s, as the solution's", name,
                       result->value, wanted->value);
        return false;
    }
    return true;
}

static int
compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

struct lines {
    char *text;                 /* they point into it */
    char **items;               /* sorted */
    size_t count;
};

/* The lines that begin with that name and an equals sign. */
static void
lines_take(struct lines *lines, const struct output *output, const char *name)
{
    size_t len, size = strlen(name);
    char *rest, *line;

    *lines = (struct lines){.text = output_text(output, &len)};
    rest = lines->text;
    while ((line = strsep(&rest, "\n")) != NULL) {
        char *value = line + size;

        if (strncmp(line, name, size) != 0)
            continue;
        value += strspn(value, " ");
        if (*value != '=')
            continue;
        value += 1 + strspn(value + 1, " ");
        lines->items = mem_resize(lines->items, lines->count + 1,
                                  sizeof *lines->items);
        lines->items[lines->count++] = value;
    }
    if (lines->count)
        qsort(lines->items, lines->count, sizeof *lines->items,
              compare_texts);
}

static void
lines_release(struct lines *lines)
{
    free(lines->items);
    free(lines->text);
}

/* The first line that one has and the other has not. */
static bool
judge_lines(const char *name, const struct lines *own,
            const struct lines *wanted, struct str *ret_mismatch)
{
    size_t i = 0, order;

    while (i < own->count && i < wanted->count &&
           !strcmp(own->items[i], wanted->items[i]))
        i++;
    if (i == own->count && i == wanted->count)
        return true;
    order = i < own->count && i < wanted->count
                ? (size_t)(strcmp(own->items[i], wanted->items[i]) < 0)
                : (size_t)(i < own->count);
    str_add_format(ret_mismatch,
                   order ? "'%s = %s' was printed, by the solution not"
                         : "'%s = %s' is missing, the solution prints it",
                   name, order ? own->items[i] : wanted->items[i]);
    return false;
}

static bool
judge_unordered(const struct exercise *exercise, const struct run *run,
                const struct run *solution, struct str *ret_mismatch)
{
    const struct check_plan *plan = &exercise->plan;
    bool same = true;

    for (size_t i = 0; same && i < plan->nunordered; i++) {
        struct lines own, wanted;

        lines_take(&own, &run->output, plan->unordered[i]);
        lines_take(&wanted, &solution->output, plan->unordered[i]);
        same = judge_lines(plan->unordered[i], &own, &wanted, ret_mismatch);
        lines_release(&own);
        lines_release(&wanted);
    }
    return same;
}

bool
judge_needs_solution(const struct exercise *exercise)
{
    return exercise->plan.nsame || exercise->plan.nunordered;
}

/* Whoever does not say how many there were has kept nobody apart. */
static bool
judge_says(const char *condition, const struct run *run,
           struct str *ret_mismatch)
{
    struct diag diag = DIAG_INIT;
    struct condition_gap gap;

    if (outcome_explain(condition, run, &gap, &diag) >= 0)
        return true;
    str_add(ret_mismatch, diag.text);
    return false;
}

bool
judge(const struct exercise *exercise, const struct run *run,
      const struct run *solution, struct str *ret_mismatch)
{
    if (exercise->hold && !judge_condition(exercise->hold, run, ret_mismatch))
        return false;
    if (exercise->plan.overlap &&
        !judge_says(exercise->plan.overlap, run, ret_mismatch))
        return false;
    if (!solution)
        return true;
    return judge_same(exercise, run, solution, ret_mismatch) &&
           judge_unordered(exercise, run, solution, ret_mismatch);
}

bool
judge_work(const struct exercise *exercise, const struct run *run,
           const struct run *solution)
{
    struct str mismatch = STR_INIT;
    bool asked = exercise->hold || solution, right;

    if (exercise->plan.work)
        right = judge_condition(exercise->plan.work, run, &mismatch);
    else
        right = asked && judge(exercise, run, solution, &mismatch);
    str_release(&mismatch);
    return right;
}

bool
judge_overlap(const struct exercise *exercise, const struct run *run,
              struct str *ret_apart)
{
    const char *overlap = exercise->plan.overlap;

    return !overlap || judge_condition(overlap, run, ret_apart);
}

void
judge_add_knobs(struct str *text, const struct run *run)
{
    for (size_t i = 0; i < run->nknobs; i++)
        str_add_format(text, "%s%s = %lld", i ? ", " : " (",
                       run->knobs[i].name, (long long)run->knobs[i].value);
    if (run->nknobs)
        str_add(text, ")");
}
