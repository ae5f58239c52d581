/* The course and how far each exercise is, as one JSON object. */
#include <jansson.h>

#include "course/copy.h"
#include "report/json_parts.h"
#include "report/standing.h"

static const char *const standing_names[STANDING_COUNT] = {
    [STANDING_NEW] = "new",
    [STANDING_RUN] = "run",
    [STANDING_WRONG] = "wrong",
    [STANDING_RIGHT] = "right",
    [STANDING_UNKNOWN] = "unknown",
    [STANDING_FAILED] = "failed",
    [STANDING_PENDING] = "pending",
    [STANDING_PASSED] = "passed",
};

static json_t *
time_of(int64_t when)
{
    return when ? json_integer(when) : json_null();
}

static void
add_checked(json_t *report, const struct checked *checked)
{
    bool ever = checked->verdict != VERDICT_NONE;

    json_object_set_new(report, "verdict",
                        ever ? json_text(verdict_name(checked->verdict))
                             : json_null());
    json_object_set_new(report, "attempts", json_integer(checked->attempts));
    json_object_set_new(report, "checked_at", time_of(checked->time));
    json_object_set_new(report, "passed_at", time_of(checked->passed));
}

static json_t *
listed_of(const struct list_spec *list, const struct exercise *exercise)
{
    struct standing standing = standings_of(list->standings, exercise);
    struct str sentence = STR_INIT;
    json_t *report = json_object();

    report_standing(&standing, list->now, &sentence);
    json_object_set_new(report, "name", json_text(exercise->name));
    json_object_set_new(report, "file", json_text(copy_current(exercise)));
    json_object_set_new(report, "demonstration",
                        json_boolean(exercise->demonstration));
    json_object_set_new(report, "standing",
                        json_text(standing_names[standing.kind]));
    json_object_set_new(report, "sentence", json_text(str_text(&sentence)));
    json_object_set_new(report, "changed", json_boolean(standing.changed));
    add_checked(report, standing.checked);
    json_object_set_new(report, "runs",
                        json_integer(journal_runs(list->journal,
                                                  exercise->name)));
    str_release(&sentence);
    return report;
}

static json_t *
lesson_of(const struct list_spec *list, const struct lesson *lesson)
{
    json_t *report = json_object(), *exercises = json_array();

    json_object_set_new(report, "number", json_integer(lesson->number));
    json_object_set_new(report, "name", json_text(lesson->name));
    json_object_set_new(report, "title", json_text(lesson->title));
    json_object_set_new(report, "minutes",
                        lesson->minutes ? json_integer(lesson->minutes)
                                        : json_null());
    for (size_t i = 0; i < lesson->nexercises; i++)
        json_array_append_new(
            exercises,
            listed_of(list, course_exercise(list->course,
                                              lesson->first_exercise + i)));
    json_object_set_new(report, "exercises", exercises);
    return report;
}

void
report_list_json(const struct list_spec *list, struct str *ret_text)
{
    json_t *report = json_object(), *lessons = json_array();
    size_t passed, all;

    standings_count(list->standings, &passed, &all);
    for (size_t i = 0; i < course_lesson_count(list->course); i++)
        json_array_append_new(lessons,
                              lesson_of(list, course_lesson(list->course, i)));
    json_object_set_new(report, "version", json_integer(FORMAT_VERSION));
    json_object_set_new(report, "passed", json_integer((json_int_t)passed));
    json_object_set_new(report, "all", json_integer((json_int_t)all));
    json_object_set_new(report, "lessons", lessons);
    json_end(report, JSON_DIGITS, ret_text);
}
