/*
 * The keys of [check].  All are held to their form, so that a slip is told
 * to the author.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "course/condition.h"
#include "course/parts.h"
#include "course/verdict.h"
#include "course/words.h"

#define TRIALS_MAX 10000
#define LIMIT_MAX 600

/* Say "KEY takes WANT, not 'VALUE'". */
static void
refuse(const struct setting *setting, const struct part *part,
       const char *want)
{
    diags_add(part->diags, part->file, setting->line, "%s takes %s, not '%s'",
              setting->name, want, setting->value);
}

static bool
is_form(const char *condition)
{
    struct diag diag = DIAG_INIT;

    return condition_check(condition, &diag) == 0;
}

static void
take_hold(struct exercise *exercise, const struct setting *setting,
          const struct part *part)
{
    struct diag diag = DIAG_INIT;
    char *joined;

    if (condition_check(setting->value, &diag) < 0) {
        diags_add(part->diags, part->file, setting->line, "%s", diag.text);
        return;
    }
    joined = exercise->hold
                 ? str_format("%s, %s", exercise->hold, setting->value)
                 : mem_copy(setting->value);
    free(exercise->hold);
    exercise->hold = joined;
}

static void
take_limit(struct exercise *exercise, const struct setting *setting,
           const struct part *part)
{
    int64_t seconds;

    if (knob_number(setting->value, &seconds) < 0 || seconds < 1 ||
        seconds > LIMIT_MAX)
        refuse(setting, part, "whole seconds from 1 to 600");
    else
        exercise->limit_seconds = seconds;
}

static void
take_trials(struct exercise *exercise, const struct setting *setting,
            const struct part *part)
{
    int64_t trials;

    if (knob_number(setting->value, &trials) < 0 || trials < 1 ||
        trials > TRIALS_MAX)
        refuse(setting, part, "a number from 1 to 10000");
    else
        exercise->plan.trials = trials;
}

/* "threads 2..6": a knob of the exercise and a part of its range. */
static void
take_draw(struct exercise *exercise, const struct setting *setting,
          const struct part *part, const char *item)
{
    struct check_plan *plan = &exercise->plan;
    const char *list = item, *word;
    size_t len = word_next(&list, "", &word);
    char *name = mem_copy_n(word, len);
    const struct knob *knob = exercise_knob(exercise, name);
    int64_t min, max;

    if (!knob)
        diags_add(part->diags, part->file, setting->line,
                  "knobs names '%s', which is no knob of this exercise",
                  name);
    else if (range_read(list, strlen(list), &min, &max) < 0 || min > max)
        refuse(setting, part, "knobs with ranges, as in 'threads 2..6'");
    else if (min < knob->min || max > knob->max)
        diags_add(part->diags, part->file, setting->line,
                  "%s takes %" PRId64 "..%" PRId64 " here, beyond its range "
                  "%" PRId64 "..%" PRId64, name, min, max, knob->min,
                  knob->max);
    else {
        plan->draws = mem_resize(plan->draws, plan->ndraws + 1,
                                 sizeof *plan->draws);
        plan->draws[plan->ndraws++] = (struct draw){
            .knob = (size_t)(knob - exercise->knobs),
            .min = min,
            .max = max,
        };
    }
    free(name);
}

static void
take_knobs(struct exercise *exercise, const struct setting *setting,
           const struct part *part)
{
    char *items = mem_copy(setting->value);
    char *rest = items, *item;

    while ((item = strsep(&rest, ",")) != NULL)
        take_draw(exercise, setting, part, item);
    free(items);
}

static void
take_names(char ***names, size_t *count, const struct setting *setting,
           const struct part *part)
{
    const char *list = setting->value, *word;
    size_t len, before = *count;

    while ((len = word_next(&list, ",", &word)) > 0) {
        char *name = mem_copy_n(word, len);
        bool good = word_is_name(name);

        free(name);
        if (!good) {
            refuse(setting, part, "names of results");
            return;
        }
        names_add(names, count, word, len);
    }
    if (*count == before)
        refuse(setting, part, "names of results");
}

static void
take_same(struct exercise *exercise, const struct setting *setting,
          const struct part *part)
{
    take_names(&exercise->plan.same, &exercise->plan.nsame, setting, part);
}

static void
take_unordered(struct exercise *exercise, const struct setting *setting,
               const struct part *part)
{
    take_names(&exercise->plan.unordered, &exercise->plan.nunordered, setting,
               part);
}

static void
add_tolerance(struct check_plan *plan, const char *word, size_t len,
              double most)
{
    plan->tolerances = mem_resize(plan->tolerances, plan->ntolerances + 1,
                                  sizeof *plan->tolerances);
    plan->tolerances[plan->ntolerances++] = (struct tolerance){
        .result = mem_copy_n(word, len),
        .most = most,
    };
}

/* "pi 1e-9, error 0.5" */
static void
take_tolerance(struct exercise *exercise, const struct setting *setting,
               const struct part *part)
{
    const char *list = setting->value, *word;
    size_t len;

    do {
        double most;
        char *end;

        len = word_next(&list, ",", &word);
        most = strtod(list, &end);
        if (!len || !(most > 0) || end == list) {
            refuse(setting, part, "a result and a number, as in 'pi 1e-9'");
            return;
        }
        add_tolerance(&exercise->plan, word, len, most);
        list = end;
    } while (list[strspn(list, " \t,")]);
}

static void
take_workers(struct exercise *exercise, const struct setting *setting,
             const struct part *part)
{
    char *condition = str_format("(%s) > 0", setting->value);

    if (!is_form(condition)) {
        refuse(setting, part, "a number, a knob or a sum of such");
    } else {
        free(exercise->workers);
        exercise->workers = mem_copy(setting->value);
    }
    free(condition);
}

static void
take_race_free(struct exercise *exercise, const struct setting *setting,
               const struct part *part)
{
    bool no = !strcmp(setting->value, "no");

    if (!no && strcmp(setting->value, "yes") != 0)
        refuse(setting, part, "yes or no");
    else
        exercise->plan.may_race = no;
}

static void
keep_condition(char **condition, const struct setting *setting,
               const struct part *part)
{
    struct diag diag = DIAG_INIT;

    if (condition_check(setting->value, &diag) < 0) {
        diags_add(part->diags, part->file, setting->line, "%s", diag.text);
        return;
    }
    free(*condition);
    *condition = mem_copy(setting->value);
}

static void
take_overlap(struct exercise *exercise, const struct setting *setting,
             const struct part *part)
{
    keep_condition(&exercise->plan.overlap, setting, part);
}

static void
take_work(struct exercise *exercise, const struct setting *setting,
          const struct part *part)
{
    keep_condition(&exercise->plan.work, setting, part);
}

static void
take_speedup(struct exercise *exercise, const struct setting *setting,
             const struct part *part)
{
    char *end;
    double speedup = strtod(setting->value, &end);

    if (end == setting->value || *end || !(speedup > 0 && speedup <= 1000))
        refuse(setting, part, "a factor, as in '1.5'");
    else
        exercise->plan.speedup = speedup;
}

static void
take_unsolved(struct exercise *exercise, const struct setting *setting,
              const struct part *part)
{
    exercise->plan.unsolved |= verdicts_read(setting->value, part->diags,
                                             part->file, setting->line);
}

static const struct {
    const char *name;
    void (*take)(struct exercise *, const struct setting *,
                 const struct part *);
} keys[] = {
    {"hold", take_hold},           {"limit", take_limit},
    {"trials", take_trials},       {"knobs", take_knobs},
    {"same", take_same},           {"unordered", take_unordered},
    {"tolerance", take_tolerance}, {"workers", take_workers},
    {"race_free", take_race_free}, {"overlap", take_overlap},
    {"work", take_work},           {"speedup", take_speedup},
    {"unsolved", take_unsolved},
};

bool
check_setting(struct exercise *exercise, const struct setting *setting,
              const struct part *part)
{
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (!strcmp(keys[i].name, setting->name)) {
            keys[i].take(exercise, setting, part);
            return true;
        }
    }
    return false;
}
