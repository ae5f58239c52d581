/* How far an exercise is. */
#include "ui/mark.h"

const struct mark marks[MARKS] = {
    [PROGRESS_NONE] = {"·", LOOK_DIM, "not run yet"},
    [PROGRESS_RUN] = {"•", LOOK_KEY, "run"},
    [PROGRESS_WRONG] = {"✗", LOOK_WRONG, "not right yet"},
    [PROGRESS_RIGHT] = {"✓", LOOK_RIGHT, "done"},
};

const struct mark *
mark_of(const struct app *app, const struct exercise *exercise)
{
    return &marks[app_is_done(app, exercise)
                      ? PROGRESS_RIGHT
                      : journal_progress(app->journal, exercise->name)];
}
