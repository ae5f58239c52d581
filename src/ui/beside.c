/*
 * Another run beside the learner's own: first the one, then the other, so
 * that neither takes the cores of the other.  The solution's code is shown
 * to those alone whose own is right.
 */
#include "ui/beside.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "check/outcome.h"
#include "course/copy.h"
#include "report/report.h"
#include "ui/codes.h"
#include "ui/columns.h"
#include "ui/lesson.h"
#include "ui/pane.h"

#define CODE_MOST (64 * 1024)   /* bytes */

/* Whose run comes behind one's own. */
static struct live *
other_of(struct app *app, enum show show)
{
    return &app->sides[show == SHOW_TWIN ? SIDE_TWIN : SIDE_SOLUTION];
}

void
beside_start(struct app *app, struct live *live, enum show show)
{
    struct live *other = other_of(app, show);

    lesson_begin(app, live, show);
    app->lesson.comparing = true;
    live_release(other);
    live_init_beside(other, live,
                     show == SHOW_TWIN ? RUN_TWIN : RUN_SOLUTION);
    live_start(live);
}

static bool
hangs(const struct live *live)
{
    return live->run.hang.kind != HANG_NONE;
}

void
beside_look(struct app *app, struct live *live)
{
    if (app->lesson.comparing && live == app_live(app) && live->runner &&
        !live->stopping && hangs(live))
        live_stop(live);
}

void
beside_go_on(struct app *app, const struct live *live)
{
    if (!app->lesson.comparing || live != app_live(app))
        return;
    app->lesson.comparing = false;
    if (live->state == LIVE_UNBUILT ||
        (live->state == LIVE_OVER &&
         (live->run.status != RUN_STOPPED || hangs(live))))
        live_start(other_of(app, app->lesson.show));
}

static bool
is_start_file(const struct live *live)
{
    return copy_current(live->exercise) == live->exercise->start;
}

static void
add_table(const struct live *live, const struct run *solution,
          struct sheet *sheet)
{
    struct comparison comparison;

    comparison_init(&comparison, live->exercise, &live->run, solution);
    columns_add(sheet, &comparison,
                is_start_file(live) ? "start file" : "yours", "solution");
    comparison_release(&comparison);
}

static void
add_sentence(const struct live *live, const struct run *solution,
             struct sheet *sheet)
{
    struct str text = STR_INIT;
    bool right = outcome_right(live->exercise, &live->run);

    if (live->state == LIVE_UNBUILT)
        str_add(&text, "yours does not build; r says why");
    else
        report_beside(&live->run, solution, live->exercise, &text);
    sheet_wrap(sheet, right ? LOOK_RIGHT_STRONG : LOOK_STRONG, 1,
               str_text(&text));
    str_release(&text);
}

/* The command in a program's first comment is about that file alone. */
static const char *
behind_first_comment(const char *code)
{
    const char *end = strncmp(code, "/*", 2) ? NULL : strstr(code, "*/");

    if (!end)
        return code;
    end += strlen("*/");
    return end + strspn(end, "\n");
}

/* What it would show before is what the learner is to find. */
static void
add_code(const struct app *app, const struct live *live, struct sheet *sheet)
{
    const struct exercise *exercise = live->exercise;
    struct codes codes = {"yours", "the solution", NULL, NULL};
    char *own = NULL, *code = NULL;
    int err;

    sheet_gap(sheet);
    if (!app_passed_once(app, exercise)) {
        sheet_wrap(sheet, LOOK_DIM, 1, "Its code is shown once yours has "
                                       "passed; c checks it.");
        return;
    }
    err = file_read(copy_current(exercise), CODE_MOST, &own, NULL);
    if (err == 0)
        err = file_read(exercise->solution, CODE_MOST, &code, NULL);
    sheet_rule(sheet, "the solution's code");
    sheet_break(sheet, LOOK_DIM,
                course_shown(live->course, exercise->solution));
    sheet_line(sheet);
    if (err < 0) {
        sheet_wrap(sheet, LOOK_WRONG, 0, strerror(-err));
    } else {
        codes.left = behind_first_comment(own);
        codes.right = behind_first_comment(code);
        codes_add(sheet, &codes);
    }
    free(own);
    free(code);
}

static void
add_comparison(const struct app *app, const struct live *live,
               const struct live *solution, struct sheet *sheet)
{
    sheet_gap(sheet);
    sheet_anchor(sheet);
    sheet_rule(sheet, "beside the solution");
    if (!app->lesson.beside)
        add_sentence(live, &solution->run, sheet);
    add_table(live, &solution->run, sheet);
    if (app->lesson.beside) {
        sheet_gap(sheet);
        add_sentence(live, &solution->run, sheet);
    }
    beside_add_picture(
        app, live, is_start_file(live) ? "the start file's run" : "your run",
        sheet);
    beside_add_picture(app, solution, "the solution's run", sheet);
    add_code(app, live, sheet);
}

void
beside_add_picture(const struct app *app, const struct live *live,
                   const char *word, struct sheet *sheet)
{
    if (!live->calm.chart.values)
        return;
    sheet_gap(sheet);
    sheet_rule(sheet, word);
    pane_add_picture(app, live, sheet);
}

bool
beside_add_going(const struct app *app, const struct live *other,
                 const char *const words[2], struct sheet *sheet)
{
    const struct live *own = app->lives[app->lesson.exercise];
    bool first = live_is_going(own) || own->state == LIVE_FAILED;
    const struct live *going = first ? own : other;

    if (!first && !live_is_going(other) && other->state != LIVE_FAILED &&
        other->state != LIVE_UNBUILT)
        return false;
    sheet_gap(sheet);
    sheet_rule(sheet, words[first ? 0 : 1]);
    pane_add_state(going, sheet);
    if (going->state != LIVE_RUNNING)
        return true;
    pane_add_watch(&going->run, &going->calm, sheet);
    sheet_gap(sheet);
    pane_add_picture(app, going, sheet);
    return true;
}

void
pane_add_beside(const struct app *app, const struct live *live,
                struct sheet *sheet)
{
    static const char *const words[] = {"1 of 2: yours",
                                        "2 of 2: the solution"};
    const struct live *solution = &app->sides[SIDE_SOLUTION];

    if (solution->exercise != live->exercise ||
        beside_add_going(app, solution, words, sheet))
        return;
    if (solution->state == LIVE_OVER) {
        add_comparison(app, live, solution, sheet);
    } else {
        sheet_gap(sheet);
        sheet_wrap(sheet, LOOK_DIM, 0, "stopped; o runs both again");
    }
}
