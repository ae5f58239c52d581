/*
 * A course of one lesson.  The text up to the first NUL byte is the lesson,
 * what follows is the start file and the solution of its exercise "a".
 */
#include <stdlib.h>
#include <string.h>

#include "course/condition.h"
#include "course/course.h"
#include "doc/rows.h"
#include "fuzz.h"

static void
check_prediction(const struct prediction *prediction)
{
    struct diag diag = DIAG_INIT;

    must(prediction->question != NULL);
    must(prediction->nanswers >= 2 && prediction->nanswers <= 9);
    for (size_t i = 0; i < prediction->nanswers; i++) {
        const struct answer *answer = &prediction->answers[i];

        must(answer->text != NULL);
        must(condition_check(answer->condition, &diag) == 0);
    }
}

static void
check_exercise(const struct exercise *exercise)
{
    must(exercise->name[0] && exercise->flags && exercise->start);
    for (size_t i = 0; i < exercise->nknobs; i++) {
        const struct knob *knob = &exercise->knobs[i];

        must(knob->min <= knob->value && knob->value <= knob->max);
        must(exercise_knob(exercise, knob->name) == knob);
    }
    for (size_t i = 0; i < exercise->npredictions; i++)
        check_prediction(&exercise->predictions[i]);
    for (size_t i = 0; i < exercise->nhints; i++)
        must(exercise->hints[i].text != NULL);
    must(!exercise->why || (exercise->why[0] && !exercise->demonstration));
}

static void
check_diags(const struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->items[i];

        must(diag->line >= 0 && diag->text[0]);
        must_be_clean(diag->text, strlen(diag->text), false);
        must_be_clean(diag->file, strlen(diag->file), false);
    }
}

static void
check_course(const struct course *course)
{
    for (size_t i = 0; i < course_exercise_count(course); i++)
        check_exercise(course_exercise(course, i));
    for (size_t i = 0; i < course_lesson_count(course); i++) {
        const struct lesson *lesson = course_lesson(course, i);
        struct rows *rows = rows_new(course_doc(course, lesson), 60);

        must(lesson->title && lesson->summary);
        must(lesson->first_exercise + lesson->nexercises <=
             course_exercise_count(course));
        rows_free(rows);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size ? memchr(data, 0, size) : NULL;
    size_t len = end ? (size_t)(end - data) : size;
    size_t skip = len + (end != NULL);
    struct diags diags = DIAGS_INIT;
    struct course *course;

    scratch_write("lessons/01_a.md", data, len);
    scratch_write("exercises/01_a/a.c", data + skip, size - skip);
    scratch_write("solutions/01_a/a.c", data + skip, size - skip);
    must(course_open(scratch(), NULL, &diags, &course) == 0);
    check_course(course);
    check_diags(&diags);
    course_free(course);
    diags_release(&diags);
    return 0;
}
