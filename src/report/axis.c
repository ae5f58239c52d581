/* Where the ends of an axis are, and its marks between them. */
#include "report/axis.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/step.h"

#define LEAST_POWER (-307)      /* of ten, that a normal double holds */
#define PLAIN_LEAST 1e-3        /* numbers written without a power of ten */
#define PLAIN_MOST 1e5
#define NEARLY 1e-9             /* of a step: rounding, not distance */

void
range_add(struct range *range, double value)
{
    if (!range->any || value < range->min)
        range->min = value;
    if (!range->any || value > range->max)
        range->max = value;
    range->any = true;
}

/* The smallest step of which `most` marks reach from before min to behind
 * max; false where there is none. */
static bool
find_step(const struct range *range, size_t most, struct step *ret_step)
{
    struct step step;

    if (!step_begin(range->min, range->max, (double)most, &step))
        return false;
    /* Zero is a multiple of all steps, so it lies between two others. */
    if (range->min < 0 && range->max > 0 && most < 3)
        most = 3;
    for (; step.power <= STEP_POWERS; step_widen(&step)) {
        double first = floor(step_count(&step, range->min) + NEARLY);
        double last = ceil(step_count(&step, range->max) - NEARLY);

        if (fabs(first) < STEP_COUNT && fabs(last) < STEP_COUNT &&
            last - first < (double)most) {
            *ret_step = step;
            return true;
        }
    }
    return false;
}

/* Marks at the ends alone, where no step leads from one to the other. */
static void
mark_ends(struct axis *axis)
{
    axis->marks[axis->nmarks++] = axis->from;
    if (axis->to > axis->from)
        axis->marks[axis->nmarks++] = axis->to;
}

static void
make_linear(const struct range *range, size_t most, struct axis *axis)
{
    struct step step;
    double first, last;

    axis->from = range->min;
    axis->to = range->max;
    if (!find_step(range, most, &step)) {
        mark_ends(axis);
        return;
    }
    first = floor(step_count(&step, range->min) + NEARLY);
    last = ceil(step_count(&step, range->max) - NEARLY);
    for (double i = first; i <= last; i++)
        axis->marks[axis->nmarks++] = step_value(&step, i) + 0.0;
    axis->from = axis->marks[0];
    axis->to = axis->marks[axis->nmarks - 1];
}

static double
power_of(double power)
{
    return pow(10, fmax(fmin(power, STEP_POWERS), LEAST_POWER));
}

static void
make_log(const struct range *range, size_t most, struct axis *axis)
{
    double first = floor(log10(range->min) + NEARLY);
    double last = ceil(log10(range->max) - NEARLY);
    double step = 1;

    if (last <= first)
        last = first + 1;
    if (last > STEP_POWERS)
        first = fmin(first, STEP_POWERS - 1);
    while (ceil((last - first) / step) + 1 > (double)most)
        step++;
    last = first + step * ceil((last - first) / step);
    for (double power = first; power <= last; power += step)
        if (power >= LEAST_POWER && power <= STEP_POWERS)
            axis->marks[axis->nmarks++] = power_of(power);
    axis->from = power_of(first);
    axis->to = power_of(last);
}

void
axis_around(const struct range *range, bool log, size_t most,
            struct axis *ret_axis)
{
    struct range wanted = *range;

    *ret_axis = (struct axis){.log = log};
    most = most < 2 ? 2 : most > AXIS_MARKS ? AXIS_MARKS : most;
    if (!wanted.any)
        wanted = log ? (struct range){1, 10, true}
                     : (struct range){0, 1, true};
    if (log)
        make_log(&wanted, most, ret_axis);
    else
        make_linear(&wanted, most, ret_axis);
}

void
axis_within(const struct range *range, bool log, size_t most,
            struct axis *ret_axis)
{
    struct axis axis;
    size_t kept = 0;

    axis_around(range, log, most, &axis);
    if (range->any) {
        axis.from = range->min;
        axis.to = range->max;
    }
    for (size_t i = 0; i < axis.nmarks; i++)
        if (axis.marks[i] >= axis.from && axis.marks[i] <= axis.to)
            axis.marks[kept++] = axis.marks[i];
    axis.nmarks = kept;
    *ret_axis = axis;
}

double
axis_place(const struct axis *axis, double value)
{
    double from = axis->from / 2, to = axis->to / 2, at = value / 2;

    if (axis->log) {
        from = log10(axis->from);
        to = log10(axis->to);
        at = log10(value);
    }
    if (!(to > from))
        return 0.5;
    return fmax(fmin((at - from) / (to - from), 1), 0);
}

/* "1.5e+06" as people write it: "1.5e6". */
static void
add_with_power(struct str *text, const char *number)
{
    const char *power = strchr(number, 'e');

    if (!power) {
        str_add(text, number);
        return;
    }
    str_add_n(text, number, (size_t)(power + 1 - number));
    str_add_format(text, "%d", atoi(power + 1));
}

void
axis_number(double value, struct str *ret_text)
{
    double size = fabs(value);
    bool whole = floor(value) == value && size < STEP_COUNT;
    bool plain = value == 0 || (size >= PLAIN_LEAST && size < PLAIN_MOST);
    char number[40];

    snprintf(number, sizeof number, "%.2e", value);
    if (whole && !plain && strtod(number, NULL) != value)
        plain = true;
    if (plain)
        snprintf(number, sizeof number,
                 whole || size >= 1000 ? "%.0f" : "%.3g", value);
    else
        snprintf(number, sizeof number, "%.3g", value);
    add_with_power(ret_text, number);
}
