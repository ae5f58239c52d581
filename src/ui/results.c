/* Results beside what was expected, and the difference in words. */
#include "ui/pane.h"

#include <string.h>

#include "base/str.h"
#include "check/outcome.h"
#include "report/report.h"
#include "run/value.h"
#include "ui/question.h"

#define NAME_COLUMNS 12         /* at least, and at most: */
#define NAME_MOST 24
#define RESULTS_SHOWN 24

static int
name_columns(const struct output *output)
{
    int widest = NAME_COLUMNS;

    for (size_t i = 0; i < output->nresults && i < RESULTS_SHOWN; i++)
        if ((int)strlen(output->results[i].name) >= widest)
            widest = (int)strlen(output->results[i].name) + 1;
    return widest < NAME_MOST ? widest : NAME_MOST;
}

/* How one of them compares with what was expected; LOOK_TEXT where nothing
 * was.  `content`: the exercise is, with the run. */
static enum look
look_of_result(const struct run *run, const struct result *result,
               bool content)
{
    const struct result *expected =
        result_is_expected(result)
            ? NULL
            : output_expected(&run->output, result->name);

    if (!expected)
        return LOOK_TEXT;
    return value_wrong(result, expected, content) ? LOOK_WRONG_STRONG
                                                  : LOOK_RIGHT_STRONG;
}

static void
add_result(const struct run *run, const struct result *result, enum look look,
           struct sheet *sheet)
{
    sheet_add_format(sheet, LOOK_TEXT, " %s ", result->name);
    sheet_tab(sheet, 1 + name_columns(&run->output));
    sheet_add(sheet, look, result->value);
    if (look != LOOK_TEXT)
        sheet_add(sheet, look, look == LOOK_WRONG_STRONG ? "  ✗" : "  ✓");
    sheet_line(sheet);
}

/* Red where one is not as expected, green where all are. */
static enum look
look_of_results(const struct run *run, bool content)
{
    enum look all = LOOK_STRONG;

    for (size_t i = 0; i < run->output.nresults; i++) {
        enum look look =
            look_of_result(run, &run->output.results[i], content);

        if (look == LOOK_WRONG_STRONG)
            return look;
        if (look == LOOK_RIGHT_STRONG)
            all = look;
    }
    return all;
}

static void
add_sentence(const struct live *live, struct sheet *sheet)
{
    enum look look = look_of_results(
        &live->run, outcome_right(live->exercise, &live->run));
    struct str text = STR_INIT;

    report_sentence(&live->run, live->exercise, &text);
    sheet_wrap_lines(sheet, look, 1, str_text(&text));
    str_release(&text);
}

/* How it ended, where that is worth a word. */
static void
add_ending(const struct run *run, struct sheet *sheet)
{
    struct str ending = STR_INIT;

    if (run->status == RUN_GOING)
        return;
    report_ending(run, &ending);
    if (ending.len)
        sheet_wrap(sheet,
                   run->status == RUN_STOPPED ? LOOK_VALUE
                                              : LOOK_WRONG_STRONG,
                   1, str_text(&ending));
    str_release(&ending);
}

/* As soon as it is known, also while it goes on. */
static void
add_hang(const struct run *run, struct sheet *sheet)
{
    struct str text = STR_INIT;

    report_hang(run, &text);
    if (text.len)
        sheet_wrap(sheet, LOOK_WRONG_STRONG, 1, str_text(&text));
    str_release(&text);
}

static void
add_leftovers(const struct run *run, struct sheet *sheet)
{
    struct str text = STR_INIT;

    report_leftovers(run, &text);
    if (text.len)
        sheet_wrap(sheet, LOOK_VALUE, 1, str_text(&text));
    str_release(&text);
}

/* What is compared stands here, drawn or not. */
static bool
stands_in(const struct picture *picture, const struct run *run,
          const struct result *result)
{
    return picture && result->is_number &&
           chart_draws(picture, result->name) &&
           !output_expected(&run->output, result->name);
}

void
pane_add_values(const struct run *run, const struct exercise *exercise,
                const struct picture *picture, struct sheet *sheet)
{
    const struct output *output = &run->output;
    bool content = outcome_right(exercise, run);
    size_t shown = 0, more = 0;

    for (size_t i = 0; i < output->nresults; i++) {
        const struct result *result = &output->results[i];

        if (stands_in(picture, run, result))
            continue;
        if (shown++ < RESULTS_SHOWN)
            add_result(run, result, look_of_result(run, result, content),
                       sheet);
        else
            more++;
    }
    if (more) {
        sheet_add_format(sheet, LOOK_DIM, " and %zu more", more);
        sheet_line(sheet);
    }
}

static void
add_words(const struct app *app, const struct live *live,
          struct sheet *sheet)
{
    if (live->state == LIVE_OVER)
        add_sentence(live, sheet);
    question_add_outcome(app, live, sheet);
}

/* "result", and the knobs that have been turned since it began. */
static void
add_rule(const struct live *live, struct sheet *sheet)
{
    struct str word = STR_INIT;
    const char *between = " with ";

    str_add(&word, "result");
    for (size_t i = 0; i < live->run.nknobs; i++) {
        const struct run_knob *knob = &live->run.knobs[i];

        if (knob->value == live->values[i])
            continue;
        str_add_format(&word, "%s%s = %lld", between, knob->name,
                       (long long)knob->value);
        between = ", ";
    }
    sheet_rule(sheet, str_text(&word));
    str_release(&word);
}

/* Where there is little room, the words come before the figures. */
void
pane_add_results(const struct app *app, const struct live *live,
                 struct sheet *sheet)
{
    bool words_first = !app->lesson.beside;
    bool over = live->state == LIVE_OVER;
    bool told = over || live->run.hang.kind != HANG_NONE;
    bool drawn;

    sheet_gap(sheet);
    if (told && !words_first)
        sheet_anchor(sheet);
    add_rule(live, sheet);
    if (told && words_first)
        sheet_anchor(sheet);
    if (live->state == LIVE_RUNNING && live->run.output.nresults == 0) {
        sheet_add_format(sheet, LOOK_DIM, " %s, %ld s so far",
                         live->stopping ? "stopping" : "running",
                         (long)live->run.seconds);
        sheet_line(sheet);
    }
    add_ending(&live->run, sheet);
    add_hang(&live->run, sheet);
    add_leftovers(&live->run, sheet);
    if (words_first)
        add_words(app, live, sheet);
    drawn = pane_add_picture(app, live, sheet);
    pane_add_values(&live->run, live->exercise,
                    drawn ? &live->exercise->picture : NULL, sheet);
    if (!words_first) {
        if (over)
            sheet_gap(sheet);
        add_words(app, live, sheet);
    }
}
