/*
 * How often which result came in many runs: a bar a bin, in which the runs
 * that came out as predicted are told from the others by their fill.
 */
#include "ui/pane.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "report/spread.h"
#include "ui/question.h"

#define BINS_BESIDE 12          /* where the pane is high */
#define BINS_BELOW 8
#define BAR_MOST 40
#define BAR_LEAST 3
#define SIGN_COLUMNS 20         /* " = ◂ your prediction" */
#define SHORT_SIGN_COLUMNS 7    /* " = ◂ 99" */
#define WIDE 44                 /* columns from which on signs are words */

struct histogram {
    const struct series *series;
    struct spread spread;
    size_t result;              /* of the series */
    size_t agreed[DISTRIBUTION_BINS]; /* runs of each bin as predicted */
    bool predicted;             /* there is a prediction to compare with */
    bool brief;                 /* labels are */
    int label, bar, count;      /* columns */
    size_t largest;
};

/* Of the prediction, per bin. */
static void
count_agreed(struct histogram *picture, size_t question, int answer)
{
    const struct series *series = picture->series;

    for (size_t i = 0; i < series->nruns; i++) {
        const struct series_run *run = &series->runs[i];
        const struct series_value *value = series_value(run, picture->result);

        if (value->is_number && series_is_fine(run) &&
            run->answers[question] == answer)
            picture->agreed[distribution_bin(&picture->spread.numbers,
                                             value->number)]++;
    }
}

static int
label_columns(const struct histogram *picture, bool brief)
{
    int widest = 0;

    for (size_t i = 0; i < picture->spread.numbers.nbins; i++) {
        struct str label = STR_INIT;

        distribution_label(&picture->spread.numbers, i, brief, &label);
        if ((int)label.len > widest)
            widest = (int)label.len;
        str_release(&label);
    }
    return widest;
}

static void
measure(struct histogram *picture, int width)
{
    int sign = width >= WIDE ? SIGN_COLUMNS : SHORT_SIGN_COLUMNS;

    for (size_t i = 0; i < picture->spread.numbers.nbins; i++)
        if (picture->spread.numbers.bins[i].count > picture->largest)
            picture->largest = picture->spread.numbers.bins[i].count;
    picture->label = label_columns(picture, false);
    picture->brief = picture->label > width / 4;
    if (picture->brief)
        picture->label = label_columns(picture, true);
    picture->count = snprintf(NULL, 0, "%zu", picture->largest);
    picture->bar = width - picture->label - picture->count - sign - 3;
    if (picture->bar > BAR_MOST)
        picture->bar = BAR_MOST;
    if (picture->bar < BAR_LEAST)
        picture->bar = BAR_LEAST;
}

/* Columns of a part of the largest bin, at least one for a single run. */
static int
columns_of(const struct histogram *picture, size_t runs)
{
    return (int)((runs * (size_t)picture->bar + picture->largest - 1) /
                 picture->largest);
}

/* What agrees with the prediction is filled, also where there is none. */
static void
add_bar(struct sheet *sheet, const struct histogram *picture, size_t bin)
{
    size_t count = picture->spread.numbers.bins[bin].count;
    size_t agreed = picture->agreed[bin];
    int all = columns_of(picture, count);
    int full = picture->predicted ? columns_of(picture, agreed) : all;

    /* Some of both is never shown as one of them alone. */
    if (picture->predicted && agreed < count && full == all && all > 1)
        full--;
    sheet_repeat(sheet, picture->predicted ? LOOK_RIGHT : LOOK_VALUE, "█",
                 full);
    sheet_repeat(sheet, LOOK_DIM, "▒", all - full);
    sheet_repeat(sheet, LOOK_TEXT, " ", picture->bar - all);
}

static void
add_signs(struct sheet *sheet, const struct histogram *picture, size_t bin)
{
    size_t count = picture->spread.numbers.bins[bin].count;
    size_t agreed = picture->agreed[bin];
    bool wide = sheet->width >= WIDE;

    if (spread_expected_bin(&picture->spread) == bin)
        sheet_add(sheet, LOOK_STRONG, " =");
    else
        sheet_add(sheet, LOOK_TEXT, "  ");
    if (!picture->predicted || !agreed)
        return;
    if (agreed < count)
        sheet_add_format(sheet, LOOK_RIGHT, wide ? " ◂ %zu as predicted"
                                                  : " ◂ %zu", agreed);
    else
        sheet_add(sheet, LOOK_RIGHT, wide ? " ◂ your prediction" : " ◂");
}

static void
add_bin(struct sheet *sheet, const struct histogram *picture, size_t bin)
{
    struct str label = STR_INIT;

    distribution_label(&picture->spread.numbers, bin, picture->brief,
                       &label);
    sheet_repeat(sheet, LOOK_TEXT, " ",
                 1 + picture->label - (int)label.len);
    sheet_add(sheet, LOOK_TEXT, str_text(&label));
    sheet_add(sheet, LOOK_TEXT, " ");
    add_bar(sheet, picture, bin);
    sheet_add_format(sheet, LOOK_STRONG, " %*zu", picture->count,
                     picture->spread.numbers.bins[bin].count);
    add_signs(sheet, picture, bin);
    sheet_line(sheet);
    str_release(&label);
}

/* What has no place among the bins. */
static void
add_others(struct sheet *sheet, const struct spread *spread)
{
    for (size_t i = 0; i < spread->ntexts; i++) {
        sheet_add_format(sheet, LOOK_TEXT, " %s: %zu times",
                         spread->texts[i].text, spread->texts[i].count);
        sheet_line(sheet);
    }
    if (spread->more_texts) {
        sheet_add_format(sheet, LOOK_DIM, " others: %zu", spread->more_texts);
        sheet_line(sheet);
    }
    if (spread->missing) {
        sheet_add_format(sheet, LOOK_DIM, " not printed: %zu times",
                         spread->missing);
        sheet_line(sheet);
    }
}

static void
add_sentence(struct sheet *sheet, const struct spread *spread, int indent)
{
    struct str text = STR_INIT;

    spread_sentence(spread, &text);
    if (text.len)
        sheet_wrap(sheet, LOOK_DIM, indent, str_text(&text));
    str_release(&text);
}

static void
add_name(struct sheet *sheet, const struct spread *spread)
{
    sheet_add_format(sheet, LOOK_STRONG, " %s", spread->name);
    if (spread->expected)
        sheet_add_format(sheet, LOOK_DIM, "   %sexpected %s",
                         spread_expected_bin(spread) < spread->numbers.nbins
                             ? "= "
                             : "",
                         spread->expected->value);
    sheet_line(sheet);
}

/* Name and sentence in a line. */
static void
add_in_brief(struct sheet *sheet, const struct spread *spread)
{
    struct str text = STR_INIT;

    str_add_format(&text, "%s: ", spread->name);
    spread_sentence(spread, &text);
    if (spread->expected)
        str_add_format(&text, "; expected %s", spread->expected->value);
    sheet_wrap(sheet, LOOK_TEXT, 1, str_text(&text));
    add_others(sheet, spread);
    str_release(&text);
}

/* One value is, where the exercise is about nothing else. */
static bool
is_worth_a_picture(const struct histogram *picture,
                   const struct exercise *exercise)
{
    size_t distinct = picture->spread.numbers.distinct;

    if (!spread_is_main(picture->series, picture->result, exercise))
        return false;
    for (size_t i = 0; distinct == 1 && i < picture->result; i++)
        if (spread_is_main(picture->series, i, exercise))
            return false;
    return distinct > 0;
}

static void
add_picture(const struct app *app, const struct live *live, size_t result,
            size_t bins, struct sheet *sheet)
{
    struct histogram picture = {
        .series = &app->sides[SIDE_SERIES].series,
        .result = result,
    };
    size_t question;
    int answer;

    spread_of_result(picture.series, result, bins, &picture.spread);
    if (!is_worth_a_picture(&picture, live->exercise)) {
        add_in_brief(sheet, &picture.spread);
        return;
    }
    picture.predicted = question_of_series(app, live, picture.series,
                                           &question, &answer);
    if (picture.predicted)
        count_agreed(&picture, question, answer);
    measure(&picture, sheet->width);
    sheet_gap(sheet);
    add_name(sheet, &picture.spread);
    for (size_t i = 0; i < picture.spread.numbers.nbins; i++)
        add_bin(sheet, &picture, i);
    add_others(sheet, &picture.spread);
    add_sentence(sheet, &picture.spread, 1);
    sheet_gap(sheet);
}

static double
seconds_left(const struct live *side)
{
    const struct series *series = &side->series;
    double seconds = 0;

    for (size_t i = 0; i < series->nruns; i++)
        seconds += series->runs[i].seconds;
    return series->nruns ? seconds / (double)series->nruns *
                               (double)(side->wanted - series->nruns)
                         : 0;
}

/* "12 of 20 runs" */
static void
add_progress(const struct live *side, struct sheet *sheet)
{
    char word[64];
    size_t done = side->series.nruns;

    if (done == side->wanted)
        snprintf(word, sizeof word, "%zu %s", done,
                 done == 1 ? "run" : "runs");
    else if (live_is_going(side))
        snprintf(word, sizeof word, "%zu of %zu runs, about %.0f s left",
                 done, side->wanted, seconds_left(side));
    else
        snprintf(word, sizeof word, "stopped after %zu of %zu runs", done,
                 side->wanted);
    sheet_rule(sheet, word);
}

static void
add_endings(const struct live *side, struct sheet *sheet)
{
    struct str text = STR_INIT;

    spread_endings(&side->series, side->run.limit_seconds, &text);
    sheet_wrap_lines(sheet, LOOK_TEXT, 1, str_text(&text));
    str_release(&text);
}

static void
add_words(const struct app *app, const struct live *live,
          const struct live *side, struct sheet *sheet)
{
    add_endings(side, sheet);
    question_add_series(app, live, &side->series, sheet);
}

static void
add_pictures(const struct app *app, const struct live *live,
             struct sheet *sheet)
{
    const struct series *series = &app->sides[SIDE_SERIES].series;
    size_t bins = app->lesson.beside ? BINS_BESIDE : BINS_BELOW;
    struct spread seconds;

    for (size_t i = 0; i < series->nresults; i++)
        add_picture(app, live, i, bins, sheet);
    spread_of_seconds(series, bins, &seconds);
    if (seconds.numbers.count)
        add_in_brief(sheet, &seconds);
}

/* Where there is little room, the words come before the picture. */
void
pane_add_series(const struct app *app, const struct live *live,
                struct sheet *sheet)
{
    const struct live *side = &app->sides[SIDE_SERIES];
    bool words_first = !app->lesson.beside;

    if (side->exercise != live->exercise)
        return;
    if (side->state != LIVE_RUNNING && side->state != LIVE_OVER) {
        pane_add_state(side, sheet);
        return;
    }
    sheet_gap(sheet);
    sheet_anchor(sheet);
    add_progress(side, sheet);
    if (words_first)
        add_words(app, live, side, sheet);
    add_pictures(app, live, sheet);
    if (!words_first) {
        sheet_gap(sheet);
        add_words(app, live, side, sheet);
    }
}
