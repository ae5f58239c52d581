/*
 * The section [twin].  A knob in it is a limit and no value: whoever turns
 * the knob down gets what is asked for from both programs.
 */
#include "course/twin.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/noun.h"
#include "base/utf8.h"
#include "course/parts.h"
#include "course/words.h"

void
twin_plan_release(struct twin_plan *plan)
{
    names_free(plan->per, plan->nper);
    free(plan->unit);
    free(plan->mosts);
    *plan = (struct twin_plan){0};
}

int64_t
twin_value(const struct twin_plan *plan, size_t knob, int64_t value)
{
    for (size_t i = 0; i < plan->nmosts; i++)
        if (plan->mosts[i].knob == knob && plan->mosts[i].most < value)
            return plan->mosts[i].most;
    return value;
}

/* The caller's. */
static char *
one_of(const char *many)
{
    struct str one = STR_INIT;

    noun_one(many, &one);
    return str_detach(&one);
}

/* What a result counts, by [results]; a knob counts what it is called. */
static const char *
counted(const struct exercise *exercise, const char *name)
{
    for (size_t i = 0; i < exercise->nunits; i++)
        if (!strcmp(exercise->units[i].result, name))
            return exercise->units[i].unit;
    return exercise_knob(exercise, name) ? name : NULL;
}

static bool
is_per(const struct twin_plan *plan, const char *name)
{
    for (size_t i = 0; i < plan->nper; i++)
        if (!strcmp(plan->per[i], name))
            return true;
    return false;
}

static void
add_per(struct exercise *exercise, const struct setting *setting,
        const struct part *part, const char *name)
{
    struct twin_plan *plan = &exercise->twin_plan;

    if (!counted(exercise, name))
        diags_add(part->diags, part->file, setting->line,
                  "per names '%s', which is no knob of this exercise and no "
                  "result that [results] says something of", name);
    else if (plan->nper == TWIN_PER || is_per(plan, name))
        diags_add(part->diags, part->file, setting->line,
                  plan->nper == TWIN_PER ? "per has no room for %s"
                                         : "per names %s twice", name);
    else
        names_add(&plan->per, &plan->nper, name, strlen(name));
}

static void
take_per(struct exercise *exercise, const struct setting *setting,
         const struct part *part)
{
    const char *list = setting->value, *word;
    size_t len;

    while ((len = word_next(&list, ",", &word)) > 0) {
        char *name = mem_copy_n(word, len);

        add_per(exercise, setting, part, name);
        free(name);
    }
}

static void
take_unit(struct exercise *exercise, const struct setting *setting,
          const struct part *part)
{
    struct twin_plan *plan = &exercise->twin_plan;
    size_t len = strlen(setting->value);

    if (!len || len > TWIN_UNIT) {
        diags_add(part->diags, part->file, setting->line,
                  "unit takes one to %d characters, as in 'unit = step'",
                  TWIN_UNIT);
        return;
    }
    free(plan->unit);
    plan->unit = mem_copy(setting->value);
    utf8_make_printable(plan->unit);
}

static void
take_speed(struct exercise *exercise, const struct setting *setting,
           const struct part *part)
{
    bool no = !strcmp(setting->value, "no");

    if (!no && strcmp(setting->value, "yes") != 0)
        diags_add(part->diags, part->file, setting->line,
                  "speed takes yes or no, not '%s'", setting->value);
    else
        exercise->twin_plan.unequal = no;
}

static void
take_most(struct exercise *exercise, const struct setting *setting,
          const struct part *part, const struct knob *knob)
{
    struct twin_plan *plan = &exercise->twin_plan;
    struct diag diag = DIAG_INIT;
    int64_t most;

    if (knob_parse(knob, setting->value, &most, &diag) < 0) {
        diags_add(part->diags, part->file, setting->line, "%s", diag.text);
        return;
    }
    for (size_t i = 0; i < plan->nmosts; i++) {
        if (&exercise->knobs[plan->mosts[i].knob] == knob) {
            diags_add(part->diags, part->file, setting->line,
                      "%s stands in [twin] for the second time; remove one",
                      knob->name);
            return;
        }
    }
    plan->mosts =
        mem_resize(plan->mosts, plan->nmosts + 1, sizeof *plan->mosts);
    plan->mosts[plan->nmosts++] =
        (struct twin_most){(size_t)(knob - exercise->knobs), most};
}

void
twin_setting(struct exercise *exercise, const struct setting *setting,
             const struct part *part)
{
    const struct knob *knob = exercise_knob(exercise, setting->name);

    exercise->twin_plan.line = setting->section_line;
    if (knob)
        take_most(exercise, setting, part, knob);
    else if (!strcmp(setting->name, "per"))
        take_per(exercise, setting, part);
    else if (!strcmp(setting->name, "unit"))
        take_unit(exercise, setting, part);
    else if (!strcmp(setting->name, "speed"))
        take_speed(exercise, setting, part);
    else
        diags_add(part->diags, part->file, setting->line,
                  "[twin] knows no '%s'; it has per, unit, speed and the knobs "
                  "of its exercise", setting->name);
}

/* A knob that the twin gets less of has to be one that times are divided
 * by, unless a result says how much was done. */
static void
check_mosts(const struct exercise *exercise, const struct part *part)
{
    const struct twin_plan *plan = &exercise->twin_plan;

    if (plan->unequal)
        return;
    for (size_t i = 0; i < plan->nper; i++)
        if (!exercise_knob(exercise, plan->per[i]))
            return;
    for (size_t i = 0; i < plan->nmosts; i++) {
        const char *name = exercise->knobs[plan->mosts[i].knob].name;

        if (!is_per(plan, name))
            diags_add(part->diags, part->file, plan->line,
                      "the twin gets other %s, and its time is not compared "
                      "per so many; add 'per = %s'", name, name);
    }
}

void
twin_check(struct exercise *exercise, const struct part *part)
{
    struct twin_plan *plan = &exercise->twin_plan;

    check_mosts(exercise, part);
    if (plan->nper == 1 && !plan->unit)
        plan->unit = one_of(counted(exercise, plan->per[0]));
    else if (plan->nper && !plan->unit)
        diags_add(part->diags, part->file, plan->line,
                  "per has several names; say what times are then of, as in "
                  "'unit = step'");
    else if (plan->unit && !plan->nper)
        diags_add(part->diags, part->file, plan->line,
                  "there is a unit, and no per that it is of");
}
