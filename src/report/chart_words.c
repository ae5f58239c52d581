/* What a picture says, in words that are true of its numbers. */
#include <math.h>
#include <string.h>

#include "report/chart.h"
#include "report/compare.h"

/* Those of a group, from `first` on; returns where the next one begins. */
static size_t
compare_group(const struct chart *chart, size_t first, struct str *text)
{
    struct entries entries = {
        .unit = chart->picture->unit,
        .time = chart_is_time(chart->picture),
    };
    size_t i = first;

    do {
        const struct chart_bar *bar = &chart->bars[i];

        if (bar->is_number)
            entries.items[entries.count++] =
                (struct entry){bar->name, bar->name_len, bar->number};
        i++;
    } while (i < chart->nbars && !chart->bars[i].begins);
    entries.named = first > 0 || i < chart->nbars;
    if (entries.count && text->len)
        str_add(text, "; ");
    compare(&entries, text);
    return i;
}

static void
compare_bars(const struct chart *chart, struct str *text)
{
    for (size_t i = 0; i < chart->nbars;)
        i = compare_group(chart, i, text);
}

/* ---- a curve */

static void
add_where(struct str *text, const struct picture *picture, double x)
{
    str_add_format(text, "%.0f", x);
    if (picture->x)
        str_add_format(text, " %s", picture->x);
}

static void
add_point(struct str *text, const struct picture *picture,
          const struct chart_point *point)
{
    compare_add_value(point->y, picture->unit, text);
    str_add(text, " at ");
    str_add_format(text, "%.0f", point->x);
}

/* 1: no point is below the one before, -1: none above, 0: neither. */
static int
direction(const struct chart_series *series)
{
    bool up = true, down = true;

    for (size_t i = 1; i < series->npoints; i++) {
        up &= series->points[i].y >= series->points[i - 1].y;
        down &= series->points[i].y <= series->points[i - 1].y;
    }
    return up ? 1 : down ? -1 : 0;
}

static bool
is_level(const struct range *range)
{
    if (range->max == range->min)
        return true;
    return range->min > 0   ? range->max / range->min < COMPARE_ALIKE
           : range->max < 0 ? range->min / range->max < COMPARE_ALIKE
                            : false;
}

static const struct chart_point *
point_of(const struct chart_series *series, double y)
{
    const struct chart_point *point = series->points;

    while (point->y != y)
        point++;
    return point;
}

static void
tell_shape(const struct chart *chart, const struct chart_series *series,
           struct str *text)
{
    const struct picture *picture = chart->picture;
    const struct chart_point *first = series->points;
    const struct chart_point *last = first + series->npoints - 1;
    struct range range = {0};
    int way = direction(series);

    for (size_t i = 0; i < series->npoints; i++)
        range_add(&range, series->points[i].y);
    str_add(text, series->name);
    if (series->npoints == 1) {
        str_add(text, " is ");
        add_point(text, picture, first);
    } else if (is_level(&range)) {
        str_add(text, " is about the same everywhere, ");
        compare_add_value(range.min, picture->unit, text);
    } else if (way) {
        str_add(text, way > 0 ? " rises from " : " falls from ");
        add_point(text, picture, first);
        str_add(text, " to ");
        add_point(text, picture, last);
    } else {
        str_add(text, " is smallest at ");
        add_where(text, picture, point_of(series, range.min)->x);
        str_add(text, " (");
        compare_add_value(range.min, picture->unit, text);
        str_add(text, "), largest at ");
        str_add_format(text, "%.0f (", point_of(series, range.max)->x);
        compare_add_value(range.max, picture->unit, text);
        str_add_char(text, ')');
    }
}

static const struct chart_point *
point_at(const struct chart_series *series, double x)
{
    for (size_t i = 0; i < series->npoints; i++)
        if (series->points[i].x == x)
            return &series->points[i];
    return NULL;
}

/* Of a point that has one of the model: whether it is near, and how many
 * times that; 0 where it has no ratio. */
static bool
is_near(const struct chart_point *point, const struct chart_point *wanted,
        double *ret_times)
{
    *ret_times = wanted->y > 0 && point->y > 0 ? point->y / wanted->y : 0;
    return fabs(point->y - wanted->y) <= (COMPARE_ALIKE - 1) * fabs(wanted->y);
}

/* Where they agree from the first on; where they do not, at the last point
 * if not there, else at the first. */
struct agreement {
    const struct chart_point *near, *far;
    double times;               /* of the model, at far */
};

static struct agreement
compare_with(const struct chart_series *series,
             const struct chart_series *model)
{
    struct agreement found = {0};

    for (size_t i = 0; i < series->npoints; i++) {
        const struct chart_point *point = &series->points[i];
        const struct chart_point *wanted = point_at(model, point->x);
        double times;

        if (!wanted)
            continue;
        if (is_near(point, wanted, &times)) {
            found.near = found.far ? found.near : point;
        } else if (!found.far || i + 1 == series->npoints) {
            found.far = point;
            found.times = times;
        }
    }
    return found;
}

/* "; within 10 % of ideal up to 1000, at 10000 it is 3.4 times ideal" */
static void
tell_model(const struct chart_series *series,
           const struct chart_series *model, struct str *text)
{
    struct agreement found = compare_with(series, model);

    if (found.near)
        str_add_format(text, "; within 10 %% of %s", model->name);
    if (found.near && found.far)
        str_add_format(text, " up to %.0f", found.near->x);
    else if (found.near)
        str_add(text, " everywhere");
    if (!found.far)
        return;
    str_add_format(text, "%s at %.0f it is ", found.near ? "," : ";",
                   found.far->x);
    if (found.times > 0)
        compare_add_times(found.times, text);
    else
        str_add(text, "far from");
    str_add_format(text, " %s", model->name);
}

/* The largest x at which all curves that have points have one. */
static bool
last_common(const struct chart *chart, double *ret_x)
{
    const struct chart_series *first = &chart->series[0];

    for (size_t i = first->npoints; i > 0; i--) {
        double x = first->points[i - 1].x;
        size_t n = 0;

        while (n < chart->nseries &&
               (chart->series[n].model || point_at(&chart->series[n], x)))
            n++;
        if (n == chart->nseries) {
            *ret_x = x;
            return true;
        }
    }
    return false;
}

static void
compare_curves(const struct chart *chart, struct str *text)
{
    struct entries entries = {
        .unit = chart->picture->unit,
        .time = chart_is_time(chart->picture),
    };
    double x;

    if (!last_common(chart, &x))
        return;
    str_add(text, "at ");
    add_where(text, chart->picture, x);
    str_add(text, ": ");
    for (size_t i = 0; i < chart->nseries && !chart->series[i].model; i++) {
        const struct chart_series *series = &chart->series[i];

        entries.items[entries.count++] = (struct entry){
            series->name, strlen(series->name), point_at(series, x)->y};
    }
    compare(&entries, text);
}

void
chart_sentence(const struct chart *chart, struct str *ret_text)
{
    const struct chart_series *series = &chart->series[0];

    if (chart->values == chart->wordy)
        return;
    if (chart->picture->kind == PICTURE_OF_BARS) {
        compare_bars(chart, ret_text);
    } else if (chart->picture->nnames > 1) {
        compare_curves(chart, ret_text);
    } else if (series->npoints) {
        tell_shape(chart, series, ret_text);
        for (size_t i = 1; i < chart->nseries; i++)
            tell_model(series, &chart->series[i], ret_text);
    }
}

/* "a and b were not printed", where others were. */
static void
add_unprinted(const struct chart *chart, struct str *text)
{
    const char *names[PICTURE_BARS + CHART_SERIES];
    size_t count = 0;

    for (size_t i = 0; i < chart->nbars; i++)
        if (!chart->bars[i].value[0])
            names[count++] = chart->bars[i].name;
    for (size_t i = 0; i < chart->nseries; i++)
        if (!chart->series[i].npoints && !chart->series[i].left_out)
            names[count++] = chart->series[i].name;
    for (size_t i = 0; i < count; i++)
        str_add_format(text, "%s%s%s",
                       i == 0           ? ""
                       : i + 1 == count ? " and "
                                        : ", ",
                       names[i], chart->nseries ? "_..." : "");
    if (count)
        str_add(text, count == 1 ? " was not printed" : " were not printed");
}

void
chart_missing(const struct chart *chart, struct str *ret_text)
{
    struct str text = STR_INIT;

    if (chart->values)
        add_unprinted(chart, &text);
    if (chart->wordy == 1)
        str_add_format(&text, "%s1 result is no number",
                       text.len ? "; " : "");
    else if (chart->wordy)
        str_add_format(&text, "%s%zu results are no numbers",
                       text.len ? "; " : "", chart->wordy);
    if (chart->unplaced == 1)
        str_add_format(&text,
                       "%s1 point has no place on a logarithmic axis",
                       text.len ? "; " : "");
    else if (chart->unplaced)
        str_add_format(&text,
                       "%s%zu points have no place on a logarithmic axis",
                       text.len ? "; " : "", chart->unplaced);
    str_add(ret_text, str_text(&text));
    str_release(&text);
}
