/* What the keys do in a lesson. */
#include "ui/lesson.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>

#include "course/copy.h"
#include "course/hints.h"
#include "ui/contents.h"
#include "ui/editor.h"

void
lesson_show_exercise(struct app *app, size_t exercise)
{
    struct lesson_view *view = &app->lesson;

    if (exercise == view->exercise)
        return;
    view->exercise = exercise;
    view->pane_top = 0;
    view->asking = false;
    view->show = lesson_show_of(app, exercise);
    view->copying = false;
    view->hinted = false;
}

/* The last place above row `limit` of the window that is about this exercise:
 * its card, or a hint, which is not shown but stands where it is wanted. */
static long
last_mention(const struct prose *prose, const struct exercise *exercise,
             long limit)
{
    long row = prose_fence_row(prose, exercise->fence);
    long last = row < limit ? row : LONG_MIN;

    for (size_t i = 0; i < exercise->nhints; i++) {
        row = prose_line_row(prose, exercise->hints[i].line);
        if (row < limit && row > last)
            last = row;
    }
    return last;
}

/* The pane shows the exercise that is being read about: the last one that is
 * mentioned in the upper part of the window or above it.  A run that goes on
 * stays in sight. */
void
lesson_follow_prose(struct app *app)
{
    struct lesson_view *view = &app->lesson;
    const struct lesson *lesson = course_lesson(app->course, view->index);
    size_t exercise = view->exercise;
    long limit = view->prose.height;
    long nearest = LONG_MIN;

    if (!view->prose.rows || app_is_going(app))
        return;
    if (view->prose.offset == 0 || prose_percent(&view->prose) < 100)
        limit = limit * 2 / 3;
    for (size_t i = 0; i < lesson->nexercises; i++) {
        size_t candidate = lesson->first_exercise + i;
        long row = last_mention(&view->prose,
                                course_exercise(app->course, candidate),
                                limit);

        if (i == 0 || row > nearest) {
            exercise = candidate;
            nearest = row;
        }
    }
    lesson_show_exercise(app, exercise);
}

void
lesson_scroll(struct app *app, long rows)
{
    struct prose *prose = &app->lesson.prose;

    if (rows > 0 && prose_percent(prose) == 100)
        app_say(app, LOOK_DIM, "the end of the lesson; n opens the next one");
    prose_scroll(prose, rows);
    lesson_follow_prose(app);
}

/* The prose is what is wanted now. */
static void
show_prose(struct lesson_view *view)
{
    view->copying = false;
    if (view->zoom == ZOOM_PANE)
        view->zoom = ZOOM_NONE;
}

void
lesson_go_to(struct app *app, size_t offset)
{
    show_prose(&app->lesson);
    prose_go_to(&app->lesson.prose, offset);
    lesson_follow_prose(app);
}

void
lesson_go_to_exercise(struct app *app, size_t exercise)
{
    show_prose(&app->lesson);
    lesson_show_exercise(app, exercise);
    if (app->lesson.prose.rows)
        prose_show_fence(&app->lesson.prose,
                         course_exercise(app->course, exercise)->fence);
}

void
lesson_heading(struct app *app, int direction)
{
    prose_heading(&app->lesson.prose, direction);
    lesson_follow_prose(app);
}

struct live *
lesson_live(struct app *app)
{
    struct live *live = app_live(app);

    if (!live)
        app_say(app, LOOK_DIM, "this %s has no exercise",
                app->screen == SCREEN_TALK ? "slide" : "lesson");
    return live;
}

static const struct knob *
focused_knob(struct app *app, struct live *live)
{
    if (live && live->exercise->nknobs)
        return &live->exercise->knobs[live->focus];
    app_say(app, LOOK_DIM, "there is no knob to turn here");
    return NULL;
}

void
lesson_turn(struct app *app, int direction)
{
    struct live *live = app_live(app);
    const struct knob *knob = focused_knob(app, live);
    int64_t *value, turned;

    if (!knob)
        return;
    value = &live->values[live->focus];
    turned = knob_turn(knob, *value, direction);
    if (turned == *value)
        app_say(app, LOOK_DIM, "%s goes from %lld to %lld", knob->name,
                (long long)knob->min, (long long)knob->max);
    else
        lesson_forget_sides(app);
    *value = turned;
    app->lesson.turned = true;
}

static void
typed_knob(struct app *app, const char *text)
{
    struct live *live = app_live(app);
    const struct knob *knob = focused_knob(app, live);
    struct diag diag = DIAG_INIT;

    if (!knob)
        return;
    if (knob_parse(knob, text, &live->values[live->focus], &diag) < 0)
        app_say(app, LOOK_WRONG, "%s", diag.text);
    else
        lesson_forget_sides(app);
    app->lesson.turned = true;
}

void
lesson_type_knob(struct app *app)
{
    const struct knob *knob = focused_knob(app, app_live(app));
    char label[96];

    if (!knob)
        return;
    snprintf(label, sizeof label, "%.40s (%lld to %lld):", knob->name,
             (long long)knob->min, (long long)knob->max);
    prompt_open(&app->prompt, label, typed_knob);
    app->lesson.turned = true;
}

bool
lesson_focus_among(struct app *app, size_t first, size_t count,
                   int direction)
{
    struct live *live = app_live(app);
    size_t next = live->focus + (size_t)direction;

    app->lesson.turned = true;
    if (next < live->exercise->nknobs) {
        live->focus = next;
        return false;
    }
    if (!count)
        return false;
    next = app->lesson.exercise - first + count + (size_t)direction;
    lesson_show_exercise(app, first + next % count);
    live = app_live(app);
    live->focus = direction < 0 && live->exercise->nknobs
                      ? live->exercise->nknobs - 1
                      : 0;
    return true;
}

void
lesson_focus(struct app *app, int direction)
{
    struct lesson_view *view = &app->lesson;
    const struct lesson *lesson = course_lesson(app->course, view->index);

    if (lesson_live(app) &&
        lesson_focus_among(app, lesson->first_exercise, lesson->nexercises,
                           direction) &&
        view->prose.rows)
        prose_show_fence(&view->prose, app_live(app)->exercise->fence);
}

void
lesson_focus_knob(struct app *app, size_t knob)
{
    struct live *live = app_live(app);

    if (live && knob < live->exercise->nknobs)
        live->focus = knob;
}

void
lesson_edit(struct app *app)
{
    struct live *live = lesson_live(app);
    struct diag diag = DIAG_INIT;
    int made;

    if (!live)
        return;
    made = copy_make(app->course, live->exercise, &diag);
    if (made < 0) {
        app_say(app, LOOK_WRONG, "%s", diag.text);
        return;
    }
    if (made)
        saves_forget(&app->saves, app->lesson.exercise);
    app_stop(app);
    if (editor_edit(live->exercise->own, &diag) < 0)
        app_say(app, LOOK_WRONG, "%s", diag.text);
    else
        app_say(app, LOOK_DIM, "r runs what you saved");
}

/* The next one, and with it in the pane those that were seen before. */
static void
climb(struct app *app, struct live *live)
{
    struct hints hints;
    int err;

    hints_init(&hints, live->exercise, app->journal);
    err = hints_climb(&hints, live->exercise, app->journal);
    live->hints = hints.count > 0;
    if (err && err != -ENOENT)
        app_unsaved(app);
    else if (!hints.count)
        app_say(app, LOOK_DIM, "%s",
                hints.others ? "its hints are for what a check finds"
                             : "this exercise has no hints");
    else if (err)
        app_say(app, LOOK_DIM, "these are all the hints");
    hints_release(&hints);
}

void
lesson_hint(struct app *app)
{
    struct live *live = lesson_live(app);

    if (!live)
        return;
    if (live->exercise->why && app_has_passed(app, live->exercise))
        live->hints = true;
    else
        climb(app, live);
    app->lesson.finished = live->hints;
    app->lesson.hinted = live->hints;
}

void
lesson_copy(struct app *app)
{
    app->lesson.copying = lesson_live(app) && !app->lesson.copying;
    app->lesson.pane_top = 0;
}

void
lesson_zoom(struct app *app)
{
    static const enum zoom next[] = {
        [ZOOM_NONE] = ZOOM_PANE,
        [ZOOM_PANE] = ZOOM_PROSE,
        [ZOOM_PROSE] = ZOOM_NONE,
    };

    if (lesson_live(app))
        app->lesson.zoom = next[app->lesson.zoom];
}

void
lesson_search(struct app *app, const char *text)
{
    struct lesson_view *view = &app->lesson;

    show_prose(view);
    view->everywhere = false;
    if (prose_search(&view->prose, text))
        lesson_follow_prose(app);
    else
        app_say(app, LOOK_DIM,
                "“%s” is not in this lesson; / in the contents searches all",
                text);
}

/* Behind the last match of a lesson, where all are searched. */
static void
search_on(struct app *app)
{
    char text[SEARCH_MAX];
    size_t index = app->lesson.index;
    bool again;

    snprintf(text, sizeof text, "%s", app->lesson.prose.wanted);
    if (!contents_search_from(app, text, index + 1, &again))
        return;
    if (app->lesson.index == index)
        app_say(app, LOOK_DIM, "no other lesson has it; from its beginning");
    else if (again)
        app_say(app, LOOK_DIM, "from the first lesson again");
    else
        app_say(app, LOOK_DIM, "the next lesson that has it");
}

void
lesson_next_match(struct app *app)
{
    bool again;

    prose_search_next(&app->lesson.prose, &again);
    if (again && app->lesson.everywhere)
        search_on(app);
    else if (again)
        app_say(app, LOOK_DIM, "from the beginning of the lesson again");
    lesson_follow_prose(app);
}

void
lesson_go(struct app *app, int direction)
{
    size_t next = app->lesson.index + (size_t)direction;

    if (next < course_lesson_count(app->course))
        app_lesson(app, next, app->places[next]);
    else
        app_say(app, LOOK_DIM, direction > 0 ? "this is the last lesson"
                                             : "this is the first lesson");
}

void
lesson_scroll_pane(struct app *app, long lines)
{
    struct lesson_view *view = &app->lesson;
    long top = (long)view->pane_top + lines;
    long last = (long)sheet_height(&view->sheet) - view->pane_height;

    if (!lesson_live(app))
        return;
    if (last <= 0)
        app_say(app, LOOK_DIM, "all of the pane is in sight");
    else if (top < 0 || top > last)
        app_say(app, LOOK_DIM, "the %s of the pane",
                top < 0 ? "beginning" : "end");
    view->pane_top = top > 0 ? (size_t)top : 0;
    view->held = false;
}
