/* When a key matters. */
#include "ui/when.h"

static bool
is_idle(const struct app *app)
{
    return !app_is_going(app);
}

bool
when_going(const struct app *app)
{
    return !is_idle(app);
}

static const struct exercise *
shown_exercise(const struct app *app)
{
    return app->lesson.exercise == NO_EXERCISE
               ? NULL
               : course_exercise(app->course, app->lesson.exercise);
}

bool
when_runnable(const struct app *app)
{
    return shown_exercise(app) && is_idle(app);
}

bool
when_asking(const struct app *app)
{
    return shown_exercise(app) && app->lesson.asking;
}

bool
when_searching(const struct app *app)
{
    return prose_is_searching(&app->lesson.prose);
}

bool
when_cut(const struct app *app)
{
    return shown_exercise(app) && app->lesson.cut;
}

bool
when_exercise(const struct app *app)
{
    return shown_exercise(app);
}

bool
when_knobs(const struct app *app)
{
    const struct exercise *exercise = shown_exercise(app);

    return exercise && exercise->nknobs && app->lesson.show != SHOW_CHECK;
}

/* Knobs or exercises to go to. */
bool
when_several(const struct app *app)
{
    const struct exercise *exercise = shown_exercise(app);

    return exercise &&
           (exercise->nknobs > 1 ||
            course_lesson(app->course, exercise->lesson)->nexercises > 1);
}

bool
when_checkable(const struct app *app)
{
    return when_runnable(app) && !shown_exercise(app)->demonstration;
}

/* ... that can be run now. */
bool
when_solution(const struct app *app)
{
    return when_runnable(app) && shown_exercise(app)->solution;
}

/* ... in Python, that can be run now. */
bool
when_twin(const struct app *app)
{
    return when_runnable(app) && shown_exercise(app)->twin;
}

bool
when_hints(const struct app *app)
{
    const struct exercise *exercise = shown_exercise(app);

    return exercise && exercise->nhints;
}
