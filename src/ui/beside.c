/*
 * The solution's run beside the learner's own: first the one, then the
 * other, so that neither takes the cores of the other.  Its code is shown to
 * those alone whose own is right.
 */
#include "ui/beside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"
#include "check/outcome.h"
#include "course/copy.h"
#include "report/report.h"
#include "report/value.h"
#include "ui/codes.h"
#include "ui/lesson.h"
#include "ui/pane.h"

#define NAME_COLUMNS 12         /* at least, and at most: */
#define NAME_MOST 20
#define COLUMN_MOST 24
#define RESULTS_SHOWN 24
#define CODE_MOST (64 * 1024)   /* bytes */

/* Two columns with a name in front. */
struct table {
    struct sheet *sheet;
    int name, column;           /* how wide they are */
};

void
beside_start(struct app *app, struct live *live)
{
    struct live *solution = &app->sides[SIDE_SOLUTION];

    lesson_begin(app, live, SHOW_BESIDE);
    app->lesson.comparing = true;
    live_release(solution);
    live_init_beside(solution, live, RUN_SOLUTION);
    live_start(live);
}

void
beside_go_on(struct app *app, const struct live *live)
{
    struct live *solution = &app->sides[SIDE_SOLUTION];

    if (!app->lesson.comparing || live != app_live(app))
        return;
    app->lesson.comparing = false;
    if (live->state == LIVE_UNBUILT ||
        (live->state == LIVE_OVER && live->run.status != RUN_STOPPED))
        live_start(solution);
}

static void
add_cell(const struct table *table, int column, enum look look,
         const char *text, const char *sign)
{
    int most = table->column - (*sign ? 3 : 1);
    int columns = utf8_columns(text, strlen(text));
    size_t fit = utf8_fit(text, strlen(text),
                          columns > most ? most - 1 : most, NULL);

    sheet_tab(table->sheet, table->name + column * table->column);
    sheet_add_n(table->sheet, look, text, fit);
    if (fit < strlen(text))
        sheet_add(table->sheet, look, "…");
    if (*sign)
        sheet_add_format(table->sheet, look, " %s", sign);
}

static void
add_value(const struct table *table, int column, const struct run *run,
          const char *name)
{
    const struct result *result = output_result(&run->output, name);
    const struct result *expected = output_expected(&run->output, name);

    if (!result)
        add_cell(table, column, LOOK_DIM, "-", "");
    else if (!expected)
        add_cell(table, column, LOOK_TEXT, result->value, "");
    else if (value_same(result, expected))
        add_cell(table, column, LOOK_RIGHT_STRONG, result->value, "✓");
    else
        add_cell(table, column, LOOK_WRONG_STRONG, result->value, "✗");
}

static void
add_name(const struct table *table, enum look look, const char *name)
{
    size_t fit = utf8_fit(name, strlen(name), table->name - 2, NULL);

    sheet_add(table->sheet, look, " ");
    sheet_add_n(table->sheet, look, name, fit);
}

static void
add_row(const struct table *table, const struct run *own,
        const struct run *solution, const char *name)
{
    add_name(table, LOOK_TEXT, name);
    add_value(table, 0, own, name);
    add_value(table, 1, solution, name);
    sheet_line(table->sheet);
}

/* All that either printed, those of the solution first. */
static void
add_results(const struct table *table, const struct run *own,
            const struct run *solution)
{
    const struct output *last = &solution->output, *mine = &own->output;
    size_t shown = 0;

    for (size_t i = 0; i < last->nresults && shown < RESULTS_SHOWN; i++) {
        if (result_is_expected(&last->results[i]))
            continue;
        add_row(table, own, solution, last->results[i].name);
        shown++;
    }
    for (size_t i = 0; i < mine->nresults && shown < RESULTS_SHOWN; i++) {
        if (result_is_expected(&mine->results[i]) ||
            output_result(last, mine->results[i].name))
            continue;
        add_row(table, own, solution, mine->results[i].name);
        shown++;
    }
}

static void
add_numbers(const struct table *table, const char *name, const char *unit,
            double own, double solution)
{
    char text[32];

    add_name(table, LOOK_DIM, name);
    for (int i = 0; i < 2; i++) {
        snprintf(text, sizeof text, "%.*f%s", *unit ? 2 : 1,
                 i ? solution : own, unit);
        add_cell(table, i, LOOK_TEXT, text, "");
    }
    sheet_line(table->sheet);
}

static int
name_columns(const struct run *own, const struct run *solution)
{
    const struct output *outputs[] = {&own->output, &solution->output};
    int widest = NAME_COLUMNS;

    for (int o = 0; o < 2; o++)
        for (size_t i = 0; i < outputs[o]->nresults; i++) {
            const struct result *result = &outputs[o]->results[i];
            int columns = (int)strlen(result->name) + 2;

            if (!result_is_expected(result) && columns > widest)
                widest = columns;
        }
    return widest < NAME_MOST ? widest : NAME_MOST;
}

static void
add_table(const struct live *live, const struct run *solution,
          struct sheet *sheet)
{
    const struct run *own = &live->run;
    struct table table = {.sheet = sheet,
                          .name = name_columns(own, solution)};
    bool started = copy_current(live->exercise) != live->exercise->start;

    table.column = (sheet->width - table.name) / 2;
    if (table.column > COLUMN_MOST)
        table.column = COLUMN_MOST;
    add_cell(&table, 0, LOOK_STRONG, started ? "yours" : "start file", "");
    add_cell(&table, 1, LOOK_STRONG, "solution", "");
    sheet_line(sheet);
    add_results(&table, own, solution);
    add_numbers(&table, "time", " s", own->seconds,
                solution->seconds);
    add_numbers(&table, "cpu time", " s", own->cpu_seconds,
                solution->cpu_seconds);
    add_numbers(&table, "cores busy", "", run_cores_busy(own),
                run_cores_busy(solution));
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
    sheet_break(sheet, LOOK_DIM, pane_path(live, exercise->solution));
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
    add_code(app, live, sheet);
}

static void
add_going(const struct live *live, const char *word, struct sheet *sheet)
{
    sheet_gap(sheet);
    sheet_rule(sheet, word);
    pane_add_state(live, sheet);
    if (live->state == LIVE_RUNNING)
        pane_add_watch(&live->run, &live->calm, sheet);
}

void
pane_add_beside(const struct app *app, const struct live *live,
                struct sheet *sheet)
{
    const struct live *solution = &app->sides[SIDE_SOLUTION];

    if (solution->exercise != live->exercise)
        return;
    if (live_is_going(live) || live->state == LIVE_FAILED) {
        add_going(live, "1 of 2: yours", sheet);
    } else if (live_is_going(solution) || solution->state == LIVE_FAILED ||
               solution->state == LIVE_UNBUILT) {
        add_going(solution, "2 of 2: the solution", sheet);
    } else if (solution->state == LIVE_OVER) {
        add_comparison(app, live, solution, sheet);
    } else {
        sheet_gap(sheet);
        sheet_wrap(sheet, LOOK_DIM, 0, "stopped; o runs both again");
    }
}
