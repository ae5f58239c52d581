/* Checks in a lesson: by a key, or because the file was saved. */
#include "ui/lesson.h"

void
lesson_check(struct app *app)
{
    struct live *live = lesson_live(app);

    if (!live)
        return;
    if (live->exercise->demonstration) {
        app_say(app, LOOK_DIM,
                "this is a demonstration: there is nothing to check");
        return;
    }
    app->lesson.asking = false;
    lesson_begin(app, NULL, SHOW_CHECK);
    checking_start(app->checks[app->lesson.exercise], app->course,
                   live->exercise);
}

void
lesson_show_passage(struct app *app, const struct checking *checking)
{
    int line = checking->state == CHECKING_OVER
                   ? exercise_passage(checking->findings.exercise,
                                      checking->findings.verdict)
                   : 0;

    if (app->screen == SCREEN_LESSON)
        prose_show_passage(&app->lesson.prose, line);
}

enum show
lesson_show_of(const struct app *app, size_t exercise)
{
    return exercise != NO_EXERCISE && app->checks[exercise] &&
                   app->checks[exercise]->newest
               ? SHOW_CHECK
               : SHOW_RUN;
}

void
lesson_watch(struct app *app)
{
    const struct lesson *lesson =
        course_lesson(app->course, app->lesson.index);

    for (size_t i = 0; i < lesson->nexercises; i++) {
        size_t index = lesson->first_exercise + i;
        const struct exercise *exercise = course_exercise(app->course, index);

        if (!exercise->demonstration)
            saves_add(&app->saves, exercise, index);
    }
}

/* What somebody looks at is not taken away: a run goes on, a question stays
 * open.  A check of what the file was before is worth nothing. */
static void
check_saved(struct app *app, size_t index)
{
    const struct lesson *lesson =
        course_lesson(app->course, app->lesson.index);

    if (app->screen != SCREEN_LESSON ||
        index - lesson->first_exercise >= lesson->nexercises)
        return;
    if (app_going(app) || app->lesson.asking || app->prompt.open) {
        app_say(app, LOOK_DIM, "%s was saved; c checks it",
                course_exercise(app->course, index)->name);
        return;
    }
    lesson_show_exercise(app, index);
    lesson_check(app);
}

bool
lesson_look_for_saves(struct app *app)
{
    bool any = false;
    size_t index;

    for (; saves_next(&app->saves, &index); any = true)
        check_saved(app, index);
    return any;
}
