/* Lessons and exercises by what people type. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/near.h"
#include "base/str.h"
#include "course/inside.h"

/* Behind the number: "races" of "03_races". */
static const char *
topic_of(const struct lesson *lesson)
{
    return strchr(lesson->name, '_') + 1;
}

static bool
is_number(const char *text)
{
    return *text && strspn(text, "0123456789") == strlen(text);
}

static bool
is_called(const struct lesson *lesson, const char *what)
{
    if (is_number(what))
        return strlen(what) <= 6 && lesson->number == atoi(what);
    return !strcasecmp(lesson->name, what) ||
           !strcasecmp(topic_of(lesson), what) ||
           !strcasecmp(lesson->title, what);
}

static bool
begins_like(const struct lesson *lesson, const char *what)
{
    size_t len = strlen(what);

    return len && !is_number(what) &&
           (!strncasecmp(lesson->name, what, len) ||
            !strncasecmp(topic_of(lesson), what, len) ||
            !strncasecmp(lesson->title, what, len));
}

/* The first one that fits from `index` on, or NULL. */
static const struct lesson *
lesson_from(const struct course *course, size_t index, const char *what,
            bool (*fits)(const struct lesson *, const char *))
{
    for (; index < course->nlessons; index++)
        if (fits(&course->lessons[index], what))
            return &course->lessons[index];
    return NULL;
}

static void
say_which(const struct course *course, const char *what, struct diag *diag)
{
    struct str names = STR_INIT;

    for (size_t i = 0; i < course->nlessons; i++)
        if (begins_like(&course->lessons[i], what))
            str_add_format(&names, "%s%s", names.len ? ", " : "",
                           course->lessons[i].name);
    diag_set(diag, NULL, 0, "'%s' could be %s", what, str_text(&names));
    str_release(&names);
}

static void
say_no_lesson(const struct course *course, const char *what,
              struct diag *diag)
{
    struct near near;

    near_init(&near, what);
    for (size_t i = 0; i < course->nlessons; i++) {
        near_offer(&near, topic_of(&course->lessons[i]));
        near_offer(&near, course->lessons[i].name);
        near_offer(&near, course->lessons[i].title);
    }
    if (near.name && !is_number(what))
        diag_set(diag, NULL, 0, "there is no lesson '%s'; the nearest is %s",
                 what, near.name);
    else
        diag_set(diag, NULL, 0,
                 "there is no lesson '%s'; the first is %s, the last %s",
                 what, course->lessons[0].name,
                 course->lessons[course->nlessons - 1].name);
}

static const struct lesson *
find_lesson(const struct course *course, const char *what, struct diag *diag)
{
    const struct lesson *lesson = lesson_from(course, 0, what, is_called);

    if (lesson)
        return lesson;
    lesson = lesson_from(course, 0, what, begins_like);
    if (!lesson) {
        say_no_lesson(course, what, diag);
        return NULL;
    }
    if (lesson_from(course, course_lesson_index(course, lesson) + 1, what,
                    begins_like)) {
        say_which(course, what, diag);
        return NULL;
    }
    return lesson;
}

const struct lesson *
course_find_lesson(const struct course *course, const char *what,
                   struct diag *diag)
{
    const struct lesson *lesson = find_lesson(course, what, diag);

    if (lesson)
        course_doc(course, lesson);
    return lesson;
}

const struct exercise *
course_find_exercise(const struct course *course, const char *name,
                     struct diag *diag)
{
    struct near near;

    near_init(&near, name);
    for (size_t i = 0; i < course->nexercises; i++) {
        if (!strcmp(course->exercises[i].name, name))
            return &course->exercises[i];
        near_offer(&near, course->exercises[i].name);
    }
    if (near.name)
        diag_set(diag, NULL, 0,
                 "there is no exercise '%s'; the nearest is %s", name,
                 near.name);
    else
        diag_set(diag, NULL, 0,
                 "there is no exercise '%s'; 'racecourse list' names them",
                 name);
    return NULL;
}
