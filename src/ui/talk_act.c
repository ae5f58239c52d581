/* What the keys do in a talk. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "ui/lesson.h"
#include "ui/question.h"
#include "ui/talk.h"

static void
show_slide(struct app *app, size_t at)
{
    struct talk_view *view = app->talk;
    const struct talk_slide *slide;

    view->at = at;
    view->step = 0;
    view->top = 0;
    view->offset = 0;
    view->code = 0;
    view->opened = false;
    view->settled = false;
    slide = talk_shown(app);
    app_open_exercises(app, slide->lesson);
    app->lesson.index = course_lesson_index(app->course, slide->lesson);
    app->lesson.zoom = ZOOM_NONE;
    app->lesson.asking = false;
    app->lesson.exercise = NO_EXERCISE;
    if (slide->shown != NO_EXERCISE)
        lesson_show_exercise(app, slide->shown);
}

void
talk_go(struct app *app, size_t slide)
{
    size_t last = talk_count(app->talk->talk) - 1;

    show_slide(app, slide < last ? slide : last);
}

/* A pane that took the screen gives it back before the talk goes on. */
static bool
settle(struct app *app)
{
    struct talk_view *view = app->talk;
    struct talk_part part = talk_part(app);

    if (app->lesson.zoom == ZOOM_PANE) {
        app->lesson.zoom = ZOOM_NONE;
        view->settled = true;
        return true;
    }
    if (view->settled || part.count <= part.height)
        return false;
    view->settled = true;
    return talk_part(app).height > part.height;
}

static void
end_pause(struct app *app)
{
    struct talk_view *view = app->talk;
    size_t before = talk_part(app).count;
    struct talk_part part;
    size_t top;

    view->step++;
    part = talk_part(app);
    top = before < part.last_top ? before : part.last_top;
    if (top > view->top)
        talk_scroll_to(app, top);
}

static size_t
page(const struct talk_part *part)
{
    return part->height > 2 ? part->height - 2 : 1;
}

void
talk_next(struct app *app)
{
    struct talk_view *view = app->talk;
    struct talk_part part;

    if (settle(app))
        return;
    part = talk_part(app);
    if (view->top < part.last_top)
        talk_scroll_to(app, view->top + page(&part));
    else if (view->step < talk_shown(app)->slide->npauses)
        end_pause(app);
    else if (view->at + 1 < talk_count(view->talk))
        show_slide(app, view->at + 1);
    else
        app_say(app, LOOK_DIM, "the end of the talk");
}

void
talk_back(struct app *app)
{
    struct talk_view *view = app->talk;
    struct talk_part part;

    if (settle(app))
        return;
    part = talk_part(app);
    if (view->top > 0) {
        talk_scroll_to(app, view->top > page(&part) ? view->top - page(&part)
                                                    : 0);
    } else if (view->at > 0) {
        show_slide(app, view->at - 1);
        view->step = talk_shown(app)->slide->npauses;
        talk_scroll_to(app, SIZE_MAX);
    } else {
        app_say(app, LOOK_DIM, "the beginning of the talk");
    }
}

static void
typed_slide(struct app *app, const char *text)
{
    char *end;
    unsigned long number = strtoul(text, &end, 10);

    if (*end || number < 1 || number > talk_count(app->talk->talk))
        app_say(app, LOOK_WRONG, "the slides are 1 to %zu",
                talk_count(app->talk->talk));
    else
        show_slide(app, number - 1);
}

void
talk_ask_slide(struct app *app, const char *typed)
{
    char label[64];

    snprintf(label, sizeof label, "slide (1 to %zu):",
             talk_count(app->talk->talk));
    prompt_open(&app->prompt, label, typed_slide);
    snprintf(app->prompt.text, sizeof app->prompt.text, "%s", typed);
}

void
talk_scroll(struct app *app, long rows)
{
    struct talk_view *view = app->talk;
    long top = (long)(view->notes ? view->notes_top : view->top) + rows;

    if (top < 0)
        top = 0;
    if (view->notes) {
        view->notes_top = (size_t)top;
        return;
    }
    view->settled = true;
    talk_scroll_to(app, (size_t)top);
}

void
talk_scroll_code(struct app *app, int columns)
{
    struct talk_view *view = app->talk;
    struct talk_part part = talk_part(app);
    int widest = 0;

    for (size_t i = 0; i < part.count; i++) {
        const struct row *row = rows_at(part.rows, part.first + i);

        if (row->flags & ROW_CODE && row->columns > widest)
            widest = row->columns;
    }
    view->code += columns;
    if (view->code > widest - view->columns)
        view->code = widest - view->columns;
    if (view->code < 0)
        view->code = 0;
}

void
talk_blank(struct app *app)
{
    app->talk->blank = true;
}

void
talk_notes(struct app *app)
{
    app->talk->notes = !app->talk->notes;
    app->talk->notes_top = 0;
}

void
talk_restart_clock(struct app *app)
{
    app->talk->began = clock_now();
    app_say(app, LOOK_DIM, "the clock of the talk begins anew");
}

/* On a slide without an exercise the one that was shown last is meant. */
static bool
open_pane(struct app *app)
{
    const struct talk_slide *slide = talk_shown(app);

    app->talk->settled = false;
    if (app->lesson.exercise != NO_EXERCISE)
        return true;
    if (slide->recent == NO_EXERCISE) {
        app_say(app, LOOK_DIM, "there is no exercise up to this slide");
        return false;
    }
    app->talk->opened = true;
    lesson_show_exercise(app, slide->recent);
    return true;
}

/* The question that waits for an answer is seen, whatever it takes. */
static void
show_question(struct app *app)
{
    struct live *live = app_live(app);
    size_t question = question_open(app, live);
    struct talk_part part;

    if (!app->lesson.asking || question == NO_QUESTION)
        return;
    app->talk->settled = true;
    app->talk->step = talk_shown(app)->slide->npauses;
    part = talk_part(app);
    for (size_t i = part.count; i > 0; i--) {
        if (rows_at(part.rows, part.first + i - 1)->fence !=
            (int)live->exercise->predictions[question].fence)
            continue;
        if (i > app->talk->top + part.height)
            talk_scroll_to(app, i - part.height);
        return;
    }
    app->talk->settled = false;
}

void
talk_run(struct app *app, void (*run)(struct app *app))
{
    if (!open_pane(app))
        return;
    run(app);
    show_question(app);
}

void
talk_number(struct app *app, int number)
{
    struct live *live = app_live(app);
    char typed[2] = {(char)('0' + number), '\0'};

    if (!live || question_current(app, live) == NO_QUESTION) {
        talk_ask_slide(app, typed);
        return;
    }
    app->talk->settled = false;
    lesson_answer(app, number);
    show_question(app);
}

void
talk_focus(struct app *app, int direction)
{
    const struct talk_slide *slide = talk_shown(app);

    if (open_pane(app))
        lesson_focus_among(app, slide->first_exercise, slide->nexercises,
                           direction);
}

static bool
has_knobs(struct app *app)
{
    const struct live *live = app_live(app);

    return live && live->exercise->nknobs;
}

void
talk_turn(struct app *app, int direction)
{
    if (has_knobs(app))
        lesson_turn(app, direction);
    else if (direction > 0)
        talk_next(app);
    else
        talk_back(app);
}

void
talk_enter(struct app *app)
{
    if (has_knobs(app))
        lesson_type_knob(app);
    else
        talk_next(app);
}
