/* What many runs came to, as plain text in ASCII. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "report/spread.h"
#include "report/text.h"

#define BINS 16
#define BAR_MOST 40
#define BAR_LEAST 4
#define BRIEF 60                /* columns below which labels are short */
#define LABEL_MOST 24

/* One picture: its rows have the same columns. */
struct histogram {
    const struct spread *spread;
    int columns;
    int label;                  /* columns of the labels */
    size_t largest;             /* count */
};

static void
label_of(const struct histogram *picture, size_t bin, struct str *label)
{
    distribution_label(&picture->spread->numbers, bin,
                       picture->columns < BRIEF, label);
}

static void
widen(struct histogram *picture, const char *label, size_t count)
{
    int columns = utf8_columns(label, strlen(label));

    if (columns > picture->label)
        picture->label = columns < LABEL_MOST ? columns : LABEL_MOST;
    if (count > picture->largest)
        picture->largest = count;
}

static void
measure(struct histogram *picture)
{
    const struct spread *spread = picture->spread;

    for (size_t i = 0; i < spread->numbers.nbins; i++) {
        struct str label = STR_INIT;

        label_of(picture, i, &label);
        widen(picture, str_text(&label), spread->numbers.bins[i].count);
        str_release(&label);
    }
    for (size_t i = 0; i < spread->ntexts; i++)
        widen(picture, spread->texts[i].text, spread->texts[i].count);
    if (spread->more_texts)
        widen(picture, "other", spread->more_texts);
    if (spread->missing)
        widen(picture, "none", spread->missing);
}

/* "  10..19  ######    6", with `sign` behind it. */
static void
add_row(struct str *text, const struct histogram *picture, const char *label,
        size_t count, const char *sign)
{
    int digits = snprintf(NULL, 0, "%zu", picture->largest);
    int room = picture->columns - picture->label - digits - 17;
    int bar = room > BAR_MOST ? BAR_MOST : room < BAR_LEAST ? BAR_LEAST : room;
    int columns = utf8_columns(label, strlen(label));
    size_t fit = utf8_fit(label, strlen(label), picture->label, &columns);
    size_t filled = (count * (size_t)bar + picture->largest - 1) /
                    (picture->largest ? picture->largest : 1);

    str_add_format(text, "  %*s%.*s  ", picture->label - columns, "",
                   (int)fit, label);
    for (size_t i = 0; i < filled; i++)
        str_add_char(text, '#');
    str_add_format(text, "%*s %*zu%s\n", bar - (int)filled, "", digits, count,
                   sign);
}

static void
add_picture(struct str *text, const struct spread *spread, int columns)
{
    struct histogram picture = {.spread = spread, .columns = columns};
    size_t expected = spread_expected_bin(spread);

    measure(&picture);
    for (size_t i = 0; i < spread->numbers.nbins; i++) {
        struct str label = STR_INIT;

        label_of(&picture, i, &label);
        add_row(text, &picture, str_text(&label),
                spread->numbers.bins[i].count,
                i == expected ? "  expected" : "");
        str_release(&label);
    }
    for (size_t i = 0; i < spread->ntexts; i++)
        add_row(text, &picture, spread->texts[i].text,
                spread->texts[i].count, "");
    if (spread->more_texts)
        add_row(text, &picture, "other", spread->more_texts, "");
    if (spread->missing)
        add_row(text, &picture, "none", spread->missing, "");
}

/* Whether a line says all that there is to say. */
static bool
is_one_value(const struct spread *spread)
{
    return spread->numbers.distinct == 1 && !spread->ntexts &&
           !spread->missing;
}

static void
add_spread(struct str *text, const struct spread *spread, bool picture,
           int columns)
{
    struct str line = STR_INIT;

    if (picture && !is_one_value(spread)) {
        str_add_format(text, "\n%s", spread->name);
        if (spread->expected)
            str_add_format(text, "   expected %s", spread->expected->value);
        str_add_char(text, '\n');
        add_picture(text, spread, columns);
        spread_sentence(spread, &line);
    } else {
        str_add_format(&line, "%s: ", spread->name);
        spread_sentence(spread, &line);
        if (spread->expected)
            str_add_format(&line, "; expected %s", spread->expected->value);
        if (spread->ntexts)
            str_add_format(&line, "; %s%s", spread->texts[0].text,
                           spread->ntexts > 1 ? " and others" : "");
        str_add_char(text, '\n');
    }
    if (line.len)
        text_wrap(text, str_text(&line), columns);
    str_release(&line);
}

void
spread_plain(const struct series *series, const struct run *run,
             const struct exercise *exercise, int columns,
             struct str *ret_text)
{
    struct str line = STR_INIT;
    struct spread spread;

    text_title(ret_text, run, columns);
    str_add_format(ret_text, "%zu %s\n", series->nruns,
                   series->nruns == 1 ? "run" : "runs");
    for (size_t i = 0; i < series->nresults; i++) {
        spread_of_result(series, i, BINS, &spread);
        add_spread(ret_text, &spread, spread_is_main(series, i, exercise),
                   columns);
    }
    if (series->unkept)
        text_wrap(ret_text, "more results than these were printed", columns);
    spread_of_seconds(series, BINS, &spread);
    if (spread.numbers.count)
        add_spread(ret_text, &spread, true, columns);
    spread_endings(series, run->limit_seconds, &line);
    if (line.len)
        str_add_format(ret_text, "\n%s", str_text(&line));
    str_release(&line);
}
