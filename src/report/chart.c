/* From results to bars and points. */
#include "report/chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "check/outcome.h"

#define DIGITS_MOST 15          /* of x, so that a double has it exactly */
#define LEAP 100                /* times further on a logarithmic axis */

bool
chart_is_time(const struct picture *picture)
{
    static const char *const units[] = {
        "s", "ms", "us", "µs", "μs", "ns", "min", "h", "seconds", "minutes",
    };

    for (size_t i = 0; picture->unit && i < sizeof units / sizeof *units; i++)
        if (!strcmp(picture->unit, units[i]))
            return true;
    return false;
}

/* "serial_ms" without "_ms", where that is the unit. */
static size_t
label_len(const char *name, const char *unit)
{
    size_t len = strlen(name), end = unit ? strlen(unit) : 0;

    if (end && len > end + 1 && name[len - end - 1] == '_' &&
        !strcmp(name + len - end, unit))
        return len - end - 1;
    return len;
}

static void
add_bar(struct chart *chart, const char *name, const struct output *output)
{
    const struct result *result = output_result(output, name);
    struct chart_bar *bar = &chart->bars[chart->nbars++];

    *bar = (struct chart_bar){
        .name = name,
        .name_len = label_len(name, chart->picture->unit),
        .begins = chart->picture->begins[chart->nbars - 1],
    };
    if (!result)
        return;
    memcpy(bar->value, result->value, sizeof bar->value);
    bar->is_number = result->is_number;
    bar->number = result->number;
    chart->values++;
    if (bar->is_number)
        range_add(&chart->y, bar->number);
    else
        chart->wordy++;
}

/* The number at the end of "error_10", where "error" is the curve. */
static bool
is_point_of(const char *curve, const char *result, double *ret_x)
{
    size_t len = strlen(curve), digits;

    if (strncmp(result, curve, len) != 0 || result[len] != '_')
        return false;
    digits = strspn(result + len + 1, "0123456789");
    if (!digits || digits > DIGITS_MOST || result[len + 1 + digits])
        return false;
    *ret_x = strtod(result + len + 1, NULL);
    return true;
}

static void
add_point(struct chart *chart, struct chart_series *series,
          struct chart_point point)
{
    const struct picture *picture = chart->picture;
    size_t at = series->npoints;

    if ((picture->log_x && point.x <= 0) || (picture->log_y && point.y <= 0)) {
        chart->unplaced++;
        series->left_out++;
        return;
    }
    series->points = mem_resize(series->points, series->npoints + 1,
                                sizeof *series->points);
    for (; at > 0 && series->points[at - 1].x > point.x; at--)
        series->points[at] = series->points[at - 1];
    series->points[at] = point;
    series->npoints++;
    chart->values++;
    range_add(&chart->x, point.x);
    range_add(&chart->y, point.y);
}

static void
add_series(struct chart *chart, const char *name, bool model,
           const struct output *output)
{
    struct chart_series *series = &chart->series[chart->nseries++];

    *series = (struct chart_series){.name = name, .model = model};
    for (size_t i = 0; i < output->nresults; i++) {
        const struct result *result = &output->results[i];
        struct chart_point point = {.y = result->number};

        if (!is_point_of(name, result->name, &point.x))
            continue;
        if (result->is_number) {
            add_point(chart, series, point);
        } else {
            chart->wordy++;
            series->left_out++;
        }
    }
}

void
chart_make(const struct picture *picture, const struct output *output,
           struct chart *ret_chart)
{
    struct chart chart = {.picture = picture};

    for (size_t i = 0; i < picture->nnames; i++) {
        if (picture->kind == PICTURE_OF_BARS)
            add_bar(&chart, picture->names[i], output);
        else
            add_series(&chart, picture->names[i], false, output);
    }
    for (size_t i = 0; picture->kind == PICTURE_OF_CURVES &&
                       i < picture->nmodels; i++)
        add_series(&chart, picture->models[i], true, output);
    /* A length says how much only where it begins at zero. */
    if (chart.y.any && !picture->log_y)
        range_add(&chart.y, 0);
    *ret_chart = chart;
}

void
chart_release(struct chart *chart)
{
    for (size_t i = 0; i < chart->nseries; i++)
        free(chart->series[i].points);
    *chart = (struct chart)CHART_INIT;
}

/* As far again from the other end, or powers of ten further. */
static double
further(double value, double other, bool log)
{
    double far = !log            ? value + (value - other)
                 : value > other ? value * LEAP
                                 : value / LEAP;

    return isfinite(far) && (!log || far > 0) ? far : value;
}

static void
grow(struct range *range, const struct range *before, bool log)
{
    struct range grown = *range;

    if (!range->any || !before->any)
        return;
    if (range->max > before->max)
        grown.max = further(range->max, before->min, log);
    else
        grown.max = before->max;
    if (range->min < before->min)
        grown.min = further(range->min, before->max, log);
    else
        grown.min = before->min;
    *range = grown;
}

void
chart_grow(struct chart *chart, const struct chart *before)
{
    const struct picture *picture = chart->picture;

    if (before->picture != picture)
        return;
    grow(&chart->x, &before->x, picture->log_x);
    grow(&chart->y, &before->y, picture->log_y);
}

bool
chart_draws(const struct picture *picture, const char *result)
{
    double x;

    for (size_t i = 0; i < picture->nnames; i++)
        if (picture->kind == PICTURE_OF_BARS
                ? !strcmp(picture->names[i], result)
                : is_point_of(picture->names[i], result, &x))
            return true;
    for (size_t i = 0; i < picture->nmodels; i++)
        if (is_point_of(picture->models[i], result, &x))
            return true;
    return false;
}

void
chart_says(const struct picture *picture, const struct run *run,
           struct str *ret_text)
{
    size_t said = 0;

    if (!run_is_fine(run))
        return;
    for (size_t i = 0; i < picture->nsays; i++) {
        struct diag diag = DIAG_INIT;

        if (outcome_holds(picture->says[i].condition, run, &diag) == 1)
            str_add_format(ret_text, "%s%s", said++ ? " " : "",
                           picture->says[i].text);
    }
}
