/* What an exercise owns. */
#include "course/exercise.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "course/parts.h"
#include "course/words.h"

const struct knob *
exercise_knob(const struct exercise *exercise, const char *name)
{
    for (size_t i = 0; i < exercise->nknobs; i++)
        if (!strcmp(exercise->knobs[i].name, name))
            return &exercise->knobs[i];
    return NULL;
}

const char *
exercise_variant(const struct exercise *exercise, const char *knob,
                 int64_t value)
{
    const char *found = NULL;
    char *name;

    if (!exercise->nvariants)
        return NULL;
    name = str_format("%s%" PRId64, knob, value);
    for (size_t i = 0; i < exercise->nvariants; i++)
        if (!strcmp(exercise->variants[i], name))
            found = exercise->variants[i];
    free(name);
    return found;
}

int
exercise_passage(const struct exercise *exercise, enum verdict verdict)
{
    int line = 0;

    for (size_t i = 0; verdict >= 0 && i < exercise->npassages; i++) {
        const struct passage *passage = &exercise->passages[i];

        if (!(passage->verdicts & VERDICT_BIT(verdict)))
            continue;
        if (passage->own)
            return passage->line;
        line = line ? line : passage->line;
    }
    return line;
}

void
prediction_release(struct prediction *prediction)
{
    free(prediction->question);
    for (size_t i = 0; i < prediction->nanswers; i++) {
        free(prediction->answers[i].text);
        free(prediction->answers[i].condition);
    }
    free(prediction->answers);
    for (size_t i = 0; i < prediction->nonly; i++)
        free(prediction->only[i].knob);
    free(prediction->only);
    *prediction = (struct prediction){0};
}

static void
release_lists(struct exercise *exercise)
{
    names_free(exercise->libs, exercise->nlibs);
    names_free(exercise->variants, exercise->nvariants);
    for (size_t i = 0; i < exercise->nknobs; i++)
        free(exercise->knobs[i].name);
    free(exercise->knobs);
    for (size_t i = 0; i < exercise->nunits; i++) {
        free(exercise->units[i].result);
        free(exercise->units[i].unit);
    }
    free(exercise->units);
}

void
exercise_forget(struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->npredictions; i++)
        prediction_release(&exercise->predictions[i]);
    free(exercise->predictions);
    for (size_t i = 0; i < exercise->nhints; i++)
        free(exercise->hints[i].text);
    free(exercise->hints);
    free(exercise->passages);
    free(exercise->why);
    exercise->predictions = NULL;
    exercise->hints = NULL;
    exercise->passages = NULL;
    exercise->why = NULL;
    exercise->npredictions = exercise->nhints = exercise->npassages = 0;
    exercise->forgotten = true;
}

void
exercise_recall(struct exercise *exercise, struct exercise *from)
{
#define TAKE(field) (exercise->field = from->field, from->field = 0)
    TAKE(predictions);
    TAKE(npredictions);
    TAKE(hints);
    TAKE(nhints);
    TAKE(passages);
    TAKE(npassages);
    TAKE(why);
#undef TAKE
    exercise->forgotten = false;
}

void
exercise_release(struct exercise *exercise)
{
    exercise_forget(exercise);
    release_lists(exercise);
    free(exercise->name);
    free(exercise->start);
    free(exercise->solution);
    free(exercise->twin);
    free(exercise->own);
    free(exercise->flags);
    free(exercise->hold);
    free(exercise->workers);
    plan_release(&exercise->plan);
    picture_release(&exercise->picture);
    twin_plan_release(&exercise->twin_plan);
    *exercise = (struct exercise){0};
}
