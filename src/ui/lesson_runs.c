/* What the keys do that run something, and the question that is asked before
 * it. */
#include <stdio.h>
#include <stdlib.h>

#include "build/python.h"
#include "course/knob.h"
#include "ui/beside.h"
#include "ui/lesson.h"
#include "ui/question.h"

/* Whether a question has to be answered before a first run, and is asked;
 * the answer grants the wish. */
static bool
asks(struct app *app, struct live *live, enum show wish)
{
    struct lesson_view *view = &app->lesson;
    size_t question = question_open(app, live);

    view->copying = false;
    live->skipped |= view->asking && question != NO_QUESTION;
    view->asking = question != NO_QUESTION && !live->skipped;
    view->wish = wish;
    if (!view->asking)
        return false;
    view->finished = true;
    view->hinted = false;
    /* The question takes the place of a check. */
    if (view->show == SHOW_CHECK) {
        app_stop(app);
        app->checks[view->exercise]->newest = false;
        view->show = SHOW_RUN;
    }
    prose_show_fence(&view->prose,
                     live->exercise->predictions[question].fence);
    return true;
}

void
lesson_begin(struct app *app, const struct live *live, enum show show)
{
    struct lesson_view *view = &app->lesson;
    struct live *other;

    view->hinted = false;
    view->copying = false;
    view->comparing = false;
    view->show = show;
    view->pane_top = 0;
    view->prose.passage = 0;
    view->started = true;
    if (view->zoom == ZOOM_PROSE)
        view->zoom = ZOOM_NONE;
    for (size_t i = 0; (other = app_live_at(app, i)); i++)
        if (other != live && live_is_going(other))
            live_stop(other);
    if (app_checking(app))
        checking_stop(app_checking(app));
    app->checks[view->exercise]->newest = show == SHOW_CHECK;
}

void
lesson_run(struct app *app)
{
    struct live *live = lesson_live(app);

    if (!live || asks(app, live, SHOW_RUN))
        return;
    lesson_begin(app, live, SHOW_RUN);
    live_start(live);
}

static void
typed_count(struct app *app, const char *text)
{
    struct live *live = app_live(app);
    struct live *series = &app->sides[SIDE_SERIES];
    int64_t count = (int64_t)app->repeats;

    if (!live)
        return;
    if (*text && (knob_number(text, &count) < 0 || count < 1 ||
                  count > SERIES_MOST)) {
        app_say(app, LOOK_WRONG, "it can be run 1 to %d times", SERIES_MOST);
        return;
    }
    app->repeats = (size_t)count;
    lesson_begin(app, NULL, SHOW_SERIES);
    live_release(series);
    live_init_beside(series, live, RUN_MINE);
    live_repeat(series, (size_t)count);
}

void
lesson_repeat(struct app *app)
{
    struct live *live = lesson_live(app);
    char label[96];

    if (!live || asks(app, live, SHOW_SERIES))
        return;
    snprintf(label, sizeof label, "how many runs? (Enter: %zu)",
             app->repeats);
    prompt_open(&app->prompt, label, typed_count);
    app->prompt.empty = true;
}

void
lesson_beside(struct app *app)
{
    struct live *live = lesson_live(app);

    if (live && !live->exercise->solution)
        app_say(app, LOOK_DIM,
                "this is a demonstration: it has no solution");
    else if (live && !asks(app, live, SHOW_BESIDE))
        beside_start(app, live, SHOW_BESIDE);
}

static bool
is_python_there(struct app *app)
{
    struct diag diag = DIAG_INIT;
    char *found = python_find(&diag);

    if (!found)
        app_say(app, LOOK_WRONG, "%s %s; r runs the program in C", diag.file,
                diag.text);
    free(found);
    return found;
}

/* Without Python nothing is run: the key was pressed to see that. */
void
lesson_twin(struct app *app)
{
    struct live *live = lesson_live(app);

    if (live && !live->exercise->twin)
        app_say(app, LOOK_DIM, "this exercise has no twin in Python");
    else if (live && is_python_there(app) &&
             !asks(app, live, SHOW_TWIN))
        beside_start(app, live, SHOW_TWIN);
}

void
lesson_stop(struct app *app)
{
    struct live *going = app_going(app);

    if (!app_is_going(app))
        app_say(app, LOOK_DIM, "nothing is running");
    else if (going && going->state == LIVE_BUILDING)
        app_say(app, LOOK_DIM, "building it was stopped");
    app_stop(app);
}

static void
grant_wish(struct app *app)
{
    static void (*const grant[SHOW_COUNT])(struct app *app) = {
        [SHOW_RUN] = lesson_run,
        [SHOW_SERIES] = lesson_repeat,
        [SHOW_BESIDE] = lesson_beside,
        [SHOW_TWIN] = lesson_twin,
        [SHOW_CHECK] = lesson_check,
    };

    grant[app->lesson.wish](app);
}

void
lesson_forget_sides(struct app *app)
{
    struct lesson_view *view = &app->lesson;

    if (view->show == SHOW_RUN || app_checking(app))
        return;
    for (int i = 0; i < SIDE_COUNT; i++)
        if (live_is_going(&app->sides[i]))
            live_stop(&app->sides[i]);
    view->show = SHOW_RUN;
    view->comparing = false;
    view->pane_top = 0;
}

/* Whether a knob had to be turned for the run that decides the question. */
static bool
turn_to(struct app *app, struct live *live, size_t question)
{
    if (!question_turn_knobs(live, question))
        return false;
    lesson_forget_sides(app);
    app->lesson.turned = true;
    return true;
}

void
lesson_answer(struct app *app, int answer)
{
    struct live *live = lesson_live(app);
    size_t question = live ? question_current(app, live) : NO_QUESTION;

    if (live && question == NO_QUESTION)
        app_say(app, LOOK_DIM, "no question is open here");
    else if (live)
        lesson_answer_to(app, question, answer);
}

void
lesson_answer_to(struct app *app, size_t question, int answer)
{
    struct live *live = app_live(app);
    const struct prediction *prediction =
        &live->exercise->predictions[question];
    bool saved;

    if ((size_t)answer > prediction->nanswers) {
        app_say(app, LOOK_WRONG, "the answers are 1 to %zu",
                prediction->nanswers);
        return;
    }
    saved = journal_record_answer(app->journal, live->exercise->name,
                                  question, answer) >= 0;
    if (!saved)
        app_unsaved(app);
    if (app->lesson.asking) {
        app->lesson.asking = false;
        grant_wish(app);        /* which asks the next question, if any */
    } else if (saved) {
        app_say(app, LOOK_KEY, "answer %d is your prediction; r runs it%s",
                answer, turn_to(app, live, question) ?
                " with the knobs of the question" : "");
    }
}
