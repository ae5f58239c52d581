/* A comparison in words, and as a table of text. */
#include <math.h>
#include <string.h>

#include "base/noun.h"
#include "base/utf8.h"
#include "check/outcome.h"
#include "course/copy.h"
#include "report/comparison.h"
#include "report/report.h"
#include "report/text.h"
#include "run/value.h"

#define ALIKE 1.2               /* times as long: no difference */
#define CORES_APART 0.5         /* busy ones: worth a word */
#define IDLE 0.1                /* cores busy: hardly any */
#define SHORTEST 0.1            /* seconds: cores say nothing before */
#define MILLION 1e6
#define NAME_COLUMNS 12         /* at least, and at most: */
#define NAME_MOST 24
#define COLUMN_MOST 24

/* A sentence of its own. */
static void
begin(struct str *text)
{
    if (text->len && text->data[text->len - 1] != ' ')
        str_add_char(text, ' ');
}

/* "C crashed: signal 11, Segmentation fault." */
static void
add_ending(struct str *text, const char *who, const struct run *run)
{
    struct str ending = STR_INIT;

    if (run->status == RUN_STOPPED && run->hang.kind != HANG_NONE)
        str_add_format(&ending, "hung, and was ended after %.2f s",
                       run->seconds);
    else
        report_ending(run, &ending);
    if (ending.len) {
        begin(text);
        str_add_format(text, "%s %s.", who, str_text(&ending));
    }
    str_release(&ending);
}

/* Why there is no speed; "" where one of them failed. */
static const char *
why_not(const struct comparison *comparison)
{
    if (comparison->too_short)
        return "Over too soon to compare.";
    if (comparison->exercise && comparison->exercise->twin_plan.unequal &&
        comparison->left.run->status == RUN_EXITED &&
        comparison->right.run->status == RUN_EXITED)
        return "The two do not do the same work; only their results can be "
               "compared.";
    return "";
}

/* Neither did much but wait: what it is sooner says nothing of speed. */
static bool
both_wait(const struct comparison *comparison)
{
    const struct run *c = comparison->left.run;
    const struct run *twin = comparison->right.run;

    return c->seconds >= SHORTEST && twin->seconds >= SHORTEST &&
           run_cores_busy(c) < IDLE && run_cores_busy(twin) < IDLE;
}

static void
add_times(struct str *text, const struct comparison *comparison)
{
    bool c_first = comparison->times >= 1;
    double times = c_first ? comparison->times : 1 / comparison->times;
    const char *unit = comparison->unit;

    if (times < ALIKE && unit)
        str_add_format(text, "A %s takes both about as long", unit);
    else if (times < ALIKE)
        str_add(text, "They take about as long");
    else
        str_add_format(text, "%s is %s%.*f times %s%s%s",
                       c_first ? "C" : "Python",
                       both_wait(comparison) ? "done " : "",
                       times < 9.95 ? 1 : 0, times,
                       both_wait(comparison) ? "sooner" : "faster",
                       unit ? " per " : "", unit ? unit : "");
    str_add(text, both_wait(comparison)
                      ? "; both waited most of the time."
                      : ".");
}

static void
add_speed(struct str *text, const struct comparison *comparison)
{
    begin(text);
    if (comparison->times)
        add_times(text, comparison);
    else
        str_add(text, why_not(comparison));
}

/* "10 million", which a row of digits does not say at a glance. */
static void
add_count(struct str *text, double count)
{
    if (count >= 10 * MILLION || (count >= MILLION && !fmod(count, MILLION)))
        str_add_format(text, "%.0f million", count / MILLION);
    else
        str_add_format(text, "%.0f", count);
}

static bool
got_less(const struct comparison *comparison)
{
    const struct run *c = comparison->left.run;
    const struct run *twin = comparison->right.run;

    for (size_t i = 0; i < c->nknobs && i < twin->nknobs; i++)
        if (twin->knobs[i].value < c->knobs[i].value)
            return true;
    return false;
}

static void
add_less(struct str *text, const struct comparison *comparison)
{
    if (!comparison->unit || !comparison->times || !got_less(comparison))
        return;
    begin(text);
    str_add(text, "Python did ");
    add_count(text, comparison->right.work);
    str_add(text, " of the ");
    add_count(text, comparison->left.work);
    str_add_char(text, ' ');
    noun_many(comparison->unit, text);
    str_add_format(text, "; times are per %s.", comparison->unit);
}

static bool
is_start_file(const struct comparison *comparison)
{
    const struct exercise *exercise = comparison->exercise;

    return exercise && !exercise->demonstration &&
           comparison->left.run->source == RUN_MINE &&
           copy_current(exercise) == exercise->start;
}

const char *
comparison_head(const struct comparison *comparison)
{
    if (!comparison->exercise || comparison->exercise->demonstration)
        return "C";
    if (comparison->left.run->source == RUN_SOLUTION)
        return "C: solution";
    return is_start_file(comparison) ? "C: start file" : "C: yours";
}

/* Some twins are, others show the same mistake. */
static void
add_unfinished(struct str *text, const struct comparison *comparison)
{
    if (!comparison->times || comparison->times > 1 / ALIKE ||
        !is_start_file(comparison) ||
        !outcome_right(comparison->exercise, comparison->right.run))
        return;
    begin(text);
    str_add(text, "But the start file is not finished, and Python's is.");
}

static void
add_cores(struct str *text, const struct comparison *comparison)
{
    const struct run *c = comparison->left.run;
    const struct run *twin = comparison->right.run;
    double left = run_cores_busy(c), right = run_cores_busy(twin);

    if (!comparison->times || c->seconds < SHORTEST ||
        twin->seconds < SHORTEST)
        return;
    if (fabs(left - right) < CORES_APART)
        return;
    begin(text);
    str_add_format(text, "C kept %.1f cores busy, Python %.1f.", left, right);
}

void
comparison_sentence(const struct comparison *comparison,
                    struct str *ret_text)
{
    struct str text = STR_INIT;

    add_ending(&text, "C", comparison->left.run);
    add_ending(&text, "Python", comparison->right.run);
    add_speed(&text, comparison);
    add_less(&text, comparison);
    add_unfinished(&text, comparison);
    add_cores(&text, comparison);
    while (text.len && text.data[text.len - 1] == ' ')
        str_truncate(&text, text.len - 1);
    str_add(ret_text, str_text(&text));
    str_release(&text);
}

/* The lesson's condition is about the program that is to be finished. */
void
comparison_outcome(const struct run *run, const struct exercise *exercise,
                   struct str *ret_text)
{
    struct exercise bare = *exercise;
    struct str text = STR_INIT;

    bare.hold = NULL;
    report_sentence(run, &bare, &text);
    if (!strchr(str_text(&text), '\n'))
        str_add(ret_text, str_text(&text));
    str_release(&text);
}

/* Filled to that width, with a mark behind it; what is too wide is cut, and
 * that is seen. */
static void
add_padded(struct str *text, const char *cell, const char *mark, int columns)
{
    int most = columns - 1 - (int)strlen(mark), width;
    char shown[OUTPUT_VALUE];
    size_t fit;

    value_shorten(cell, most, shown, sizeof shown);
    width = utf8_columns(shown, strlen(shown));
    fit = strlen(shown);
    if (width > most) {
        fit = utf8_fit(shown, fit, most - 2, &width);
        width += 2;
    }
    str_add_n(text, shown, fit);
    str_add_format(text, "%s%s%*s", shown[fit] ? ".." : "", mark,
                   columns - width - (int)strlen(mark), "");
}

static void
add_cell(struct str *text, const struct comparison_cell *cell, int columns)
{
    add_padded(text, cell->text, cell->mark == MARK_WRONG ? " wrong" : "",
               columns);
}

static int
name_columns(const struct comparison *comparison)
{
    int widest = NAME_COLUMNS;

    for (size_t i = 0; i < comparison->nrows; i++)
        if ((int)strlen(comparison->rows[i].name) + 2 > widest)
            widest = (int)strlen(comparison->rows[i].name) + 2;
    return widest < NAME_MOST ? widest : NAME_MOST;
}

/* Without blanks at its end. */
static void
end_line(struct str *text)
{
    while (text->len && text->data[text->len - 1] == ' ')
        str_truncate(text, text->len - 1);
    str_add_char(text, '\n');
}

void
comparison_table(const struct comparison *comparison, const char *left,
                 const char *right, int columns, struct str *ret_text)
{
    int name = name_columns(comparison);
    int column = (columns - name) / 2;

    if (column > COLUMN_MOST)
        column = COLUMN_MOST;
    add_padded(ret_text, "", "", name);
    add_padded(ret_text, left, "", column);
    add_padded(ret_text, right, "", column);
    end_line(ret_text);
    for (size_t i = 0; i < comparison->nrows; i++) {
        const struct comparison_row *row = &comparison->rows[i];

        add_padded(ret_text, row->name, "", name);
        add_cell(ret_text, &row->left, column);
        add_cell(ret_text, &row->right, column);
        end_line(ret_text);
    }
    if (comparison->more)
        str_add_format(ret_text, "and %zu more results\n", comparison->more);
}
