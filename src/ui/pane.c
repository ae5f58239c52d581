/* The live pane: its frame, the knobs, the compiler's errors, the output. */
#include "ui/pane.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/str.h"
#include "course/copy.h"
#include "course/hints.h"
#include "ui/question.h"

#define LONG_BUILD (CLOCK_SECOND / 2)
#define OUTPUT_WHILE_GOING 8    /* lines */
#define KNOB_GAP 3              /* columns before a knob */
#define NARROW 46               /* columns from which on sentences are whole */

static void
add_knob(const struct live *live, struct sheet *sheet, size_t index)
{
    const struct knob *knob = &live->exercise->knobs[index];
    bool focus = index == live->focus;

    sheet_hit(sheet, (struct hit){.kind = HIT_KNOB, .value = (int)index});
    sheet_add_format(sheet, LOOK_TEXT, "%s ", knob->name);
    sheet_hit(sheet, (struct hit){.kind = HIT_LESS, .value = (int)index});
    sheet_add(sheet, focus ? LOOK_KEY : LOOK_DIM, "‹ ");
    sheet_hit(sheet, (struct hit){.kind = HIT_KNOB, .value = (int)index});
    if (focus)
        sheet_cursor(sheet);
    sheet_add_format(sheet, focus ? LOOK_FOCUS : LOOK_VALUE, "%lld",
                     (long long)live->values[index]);
    sheet_hit(sheet, (struct hit){.kind = HIT_MORE, .value = (int)index});
    sheet_add(sheet, focus ? LOOK_KEY : LOOK_DIM, " ›");
    sheet_hit(sheet, (struct hit){.kind = HIT_NONE});
}

static int
knob_columns(const struct live *live, size_t index)
{
    return (int)strlen(live->exercise->knobs[index].name) + 5 +
           snprintf(NULL, 0, "%lld", (long long)live->values[index]);
}

/* Behind the name where all fit there, else on lines of their own. */
static void
add_knobs(const struct live *live, struct sheet *sheet)
{
    size_t count = live->exercise->nknobs;
    int columns = 0;

    for (size_t i = 0; i < count; i++)
        columns += knob_columns(live, i) + KNOB_GAP;
    if (sheet_column(sheet) + columns > sheet->width)
        sheet_line(sheet);
    for (size_t i = 0; i < count; i++) {
        if (sheet_column(sheet) + KNOB_GAP + knob_columns(live, i) >
            sheet->width)
            sheet_line(sheet);
        if (sheet_column(sheet))
            sheet_repeat(sheet, LOOK_TEXT, " ", KNOB_GAP);
        add_knob(live, sheet, i);
    }
}

static void
add_title(const struct app *app, const struct live *live,
          struct sheet *sheet)
{
    const struct lesson *lesson =
        course_lesson(app->course, live->exercise->lesson);
    const char *current = copy_current(live->exercise);
    static const char copies[] = " makes it yours";

    if (live->exercise->nknobs == 0)
        sheet_cursor(sheet);
    sheet_add(sheet, LOOK_STRONG, live->exercise->name);
    if (lesson->nexercises > 1)
        sheet_add_format(sheet, LOOK_DIM, "  %zu of %zu",
                         app->lesson.exercise - lesson->first_exercise + 1,
                         lesson->nexercises);
    add_knobs(live, sheet);
    sheet_line(sheet);
    sheet_add(sheet, LOOK_DIM, course_shown(live->course, current));
    if (current == live->exercise->start &&
        sheet_column(sheet) + (int)sizeof copies < sheet->width) {
        sheet_add(sheet, LOOK_TEXT, "   ");
        sheet_key(sheet, "e", 'e');
        sheet_add(sheet, LOOK_DIM, copies);
    }
    sheet_line(sheet);
}

static void
add_hint(const struct app *app, const char *word, const char *markdown,
         struct sheet *sheet)
{
    sheet_gap(sheet);
    if (app->lesson.hinted)
        sheet_anchor(sheet);
    sheet_rule(sheet, word);
    sheet_markdown(sheet, markdown);
}

/* Whoever passed needs none, but wants to know why it works. */
static void
add_hints(const struct app *app, const struct live *live,
          struct sheet *sheet)
{
    const struct exercise *exercise = live->exercise;
    struct hints hints;

    if (!live->hints)
        return;
    if (exercise->why && app_has_passed(app, exercise)) {
        add_hint(app, "passed", exercise->why, sheet);
        return;
    }
    hints_init(&hints, exercise, app->journal);
    for (size_t i = 0; i < hints.seen; i++) {
        char word[64];

        snprintf(word, sizeof word, "hint %zu of %zu", i + 1, hints.count);
        add_hint(app, word, hints.items[i]->text, sheet);
    }
    hints_release(&hints);
}

static void
add_question(const struct app *app, const struct live *live,
             struct sheet *sheet)
{
    static const char *const keys[SHOW_COUNT] = {"r", "R", "o", "w"};
    const char *key = keys[app->lesson.wish];
    size_t index = question_open(app, live);
    char word[64] = "predict first";

    if (!app->lesson.asking || index == NO_QUESTION)
        return;
    sheet_gap(sheet);
    sheet_anchor(sheet);
    if (live->exercise->npredictions > 1)
        snprintf(word, sizeof word, "predict first, %zu of %zu", index + 1,
                 live->exercise->npredictions);
    sheet_rule(sheet, word);
    if (!app->lesson.beside) {
        question_add(app, live, index, sheet);
        sheet_gap(sheet);
    }
    sheet_add(sheet, LOOK_TEXT,
              sheet->width < NARROW ? " Press its number; "
                                    : " Press the number of your answer; ");
    sheet_key(sheet, key, *key);
    sheet_add(sheet, LOOK_TEXT, " just runs.");
    sheet_line(sheet);
}

static void
add_copy(const struct app *app, const struct live *live, struct sheet *sheet)
{
    struct builder_spec spec = {
        .course = live->course,
        .exercise = live->exercise,
        .source = RUN_MINE,
        .variant = live_variant(live),
    };
    struct diag diag = DIAG_INIT;
    char *command;

    if (!app->lesson.copying)
        return;
    command = builder_command(&spec, &diag);
    sheet_gap(sheet);
    sheet_rule(sheet, "to copy");
    sheet_break(sheet, LOOK_TEXT, copy_current(live->exercise));
    sheet_gap(sheet);
    if (command)
        sheet_break(sheet, LOOK_TEXT, command);
    else
        sheet_wrap(sheet, LOOK_WRONG, 0, diag.text);
    sheet_gap(sheet);
    free(command);
}

static void
add_message(const struct build_message *message, struct sheet *sheet)
{
    sheet_add_format(sheet, LOOK_STRONG, " %s", path_name(message->file));
    if (message->line > 0)
        sheet_add_format(sheet, LOOK_KEY, ":%d", message->line);
    sheet_add(sheet, message->error ? LOOK_WRONG : LOOK_VALUE,
              message->error ? "  error" : "  warning");
    sheet_line(sheet);
    sheet_wrap(sheet, LOOK_TEXT, 1, message->text);
    if (message->source) {
        sheet_add(sheet, LOOK_DIM, "  ┃ ");
        sheet_add(sheet, LOOK_CODE, message->source);
        sheet_line(sheet);
    }
    sheet_line(sheet);
}

static void
add_build_errors(const struct build *build, struct sheet *sheet)
{
    sheet_gap(sheet);
    sheet_anchor(sheet);
    sheet_add(sheet, LOOK_WRONG_STRONG, "✗ does not build");
    sheet_gap(sheet);
    for (size_t i = 0; i < build->nmessages; i++)
        add_message(&build->messages[i], sheet);
    if (build->nmessages == 0)
        sheet_wrap(sheet, LOOK_TEXT, 1, build->said ? build->said : "");
}

/* The last `count` lines of text[0..len), or all. */
static const char *
tail(const char *text, size_t len, int count)
{
    const char *at = text + len;

    if (len && at[-1] == '\n')
        at--;
    while (at > text && (at[-1] != '\n' || --count > 0))
        at--;
    return at;
}

void
pane_add_output(const struct live *live, const char *word,
                struct sheet *sheet)
{
    const struct output *output = &live->run.output;
    size_t len;
    char *text;
    const char *at;

    if (output->len == 0)
        return;
    text = output_text(output, &len);
    at = live->state == LIVE_RUNNING ? tail(text, len, OUTPUT_WHILE_GOING)
                                     : text;
    sheet_gap(sheet);
    sheet_rule(sheet, word);
    if (output->dropped) {
        sheet_add_format(sheet, LOOK_DIM, "(%llu bytes before this dropped)",
                         (unsigned long long)output->dropped);
        sheet_line(sheet);
    }
    while (at < text + len) {
        size_t line = strcspn(at, "\n");

        sheet_add_n(sheet, LOOK_DIM, at, line);
        sheet_line(sheet);
        at += line + 1;
    }
    free(text);
}

static void
add_totals(const struct run *run, struct sheet *sheet)
{
    sheet_gap(sheet);
    sheet_add_format(sheet, LOOK_DIM,
                     "%.2f s on the clock   %.2f s of processor time",
                     run->seconds, run->cpu_seconds);
    sheet_line(sheet);
    sheet_add_format(sheet, LOOK_DIM, "%.1f cores busy   %.1f MiB",
                     run_cores_busy(run), (double)run->peak_rss_kib / 1024);
    sheet_line(sheet);
}

/* What takes a while moves, and says how long it has taken. */
static void
add_building(const struct live *live, struct sheet *sheet)
{
    int64_t taken = clock_now() - live->began;

    sheet_gap(sheet);
    if (taken < LONG_BUILD) {
        sheet_add(sheet, LOOK_DIM, "building ...");
    } else {
        sheet_add_format(sheet, LOOK_VALUE, "%c",
                         "|/-\\"[taken / PANE_TICK % 4]);
        sheet_add_format(sheet, LOOK_TEXT, " building %.1f s   ",
                         (double)taken / (double)CLOCK_SECOND);
        sheet_key(sheet, "s", 's');
        sheet_add(sheet, LOOK_DIM, " stops it");
    }
    sheet_line(sheet);
}

void
pane_add_state(const struct live *live, struct sheet *sheet)
{
    if (live->state == LIVE_BUILDING) {
        add_building(live, sheet);
    } else if (live->state == LIVE_UNBUILT) {
        add_build_errors(&live->build, sheet);
    } else if (live->state == LIVE_FAILED) {
        char text[700];

        sheet_gap(sheet);
        sheet_wrap(sheet, LOOK_WRONG_STRONG, 0,
                   diag_format(&live->failure, text, sizeof text));
    }
}

static void
add_run(const struct app *app, const struct live *live, struct sheet *sheet)
{
    pane_add_state(live, sheet);
    if (live->state == LIVE_RUNNING || live->state == LIVE_OVER) {
        pane_add_watch(&live->run, &live->calm, sheet);
        pane_add_results(app, live, sheet);
        pane_add_output(live, "output", sheet);
    }
    if (live->state == LIVE_OVER)
        add_totals(&live->run, sheet);
}

void
pane_write(const struct app *app, const struct live *live,
           struct sheet *sheet)
{
    enum show show = app->lesson.show;

    if (show == SHOW_CHECK) {
        add_copy(app, live, sheet);
        pane_add_check(app, live, sheet);
        add_hints(app, live, sheet);
        return;
    }
    add_title(app, live, sheet);
    add_question(app, live, sheet);
    add_copy(app, live, sheet);
    if (show == SHOW_SERIES)
        pane_add_series(app, live, sheet);
    else if (show == SHOW_BESIDE)
        pane_add_beside(app, live, sheet);
    else if (show == SHOW_TWIN)
        pane_add_twin(app, live, sheet);
    else
        add_run(app, live, sheet);
    add_hints(app, live, sheet);
    if (show == SHOW_RUN && live->state == LIVE_IDLE &&
        !app->lesson.asking) {
        sheet_gap(sheet);
        sheet_add(sheet, LOOK_DIM, "Press ");
        sheet_key(sheet, "r", 'r');
        sheet_add(sheet, LOOK_DIM, " to run it.");
        sheet_line(sheet);
    }
}
