/* From values to bins. */
#include "report/distribution.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/step.h"

#define MOST_WHOLE 9007199254740992.0 /* 2^53: beyond, doubles have gaps */

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static size_t
count_distinct(const double *sorted, size_t count)
{
    size_t distinct = 0;

    for (size_t i = 0; i < count; i++)
        distinct += i == 0 || sorted[i] > sorted[i - 1];
    return distinct;
}

static bool
are_whole(const double *sorted, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fabs(sorted[i]) > MOST_WHOLE || floor(sorted[i]) != sorted[i])
            return false;
    return true;
}

static double
median_of(const double *sorted, size_t count)
{
    double high = sorted[count / 2];

    /* Halved first, since the sum of two may be more than a double holds. */
    return count % 2 ? high : sorted[count / 2 - 1] / 2 + high / 2;
}

static void
add_single_bins(struct distribution *distribution, const double *sorted)
{
    distribution->single = true;
    for (size_t i = 0; i < distribution->count; i++) {
        if (i == 0 || sorted[i] > sorted[i - 1])
            distribution->bins[distribution->nbins++] =
                (struct bin){sorted[i], sorted[i], 0};
        distribution->bins[distribution->nbins - 1].count++;
    }
}

/* One for each whole number from the smallest to the largest. */
static void
add_whole_bins(struct distribution *distribution, const double *sorted)
{
    double min = distribution->min;

    distribution->single = true;
    distribution->nbins = (size_t)(distribution->max - min) + 1;
    for (size_t i = 0; i < distribution->nbins; i++)
        distribution->bins[i].from = distribution->bins[i].to =
            min + (double)i;
    for (size_t i = 0; i < distribution->count; i++)
        distribution->bins[(size_t)(sorted[i] - min)].count++;
}

/* Where no edges can be told apart. */
static void
add_only_bin(struct distribution *distribution)
{
    double behind = nextafter(distribution->max, HUGE_VAL);

    distribution->nbins = 1;
    distribution->decimals = -1;
    distribution->bins[0] =
        (struct bin){distribution->min, fmin(behind, DBL_MAX),
                     distribution->count};
}

/* How many steps from zero the bin of a value begins; beyond STEP_COUNT it
 * is only about that many. */
static double
steps_to(const struct step *step, double value)
{
    double steps = floor(step_count(step, value));

    if (!(fabs(steps) < STEP_COUNT))
        return steps;
    if (step_value(step, steps) > value)
        steps--;
    else if (step_value(step, steps + 1) <= value)
        steps++;
    return steps;
}

/* The smallest step that needs no more than `most` bins; false where there
 * is none. */
static bool
find_step(const struct distribution *distribution, size_t most,
          struct step *ret_step)
{
    double min = distribution->min, max = distribution->max;
    struct step step;

    if (!step_begin(min, max, (double)most, &step))
        return false;
    if (distribution->whole && step.power < 0)
        step.power = 0;
    for (; step.power <= STEP_POWERS; step_widen(&step)) {
        double first = steps_to(&step, min), last = steps_to(&step, max);

        if (!(fabs(first) < STEP_COUNT && fabs(last) < STEP_COUNT))
            continue;
        if (last - first < (double)most) {
            *ret_step = step;
            return true;
        }
    }
    return false;
}

static void
add_equal_bins(struct distribution *distribution, const double *sorted,
               const struct step *step)
{
    double first = steps_to(step, distribution->min);

    distribution->decimals = step->power < 0 ? -step->power : 0;
    distribution->nbins =
        (size_t)(steps_to(step, distribution->max) - first) + 1;
    for (size_t i = 0; i < distribution->nbins; i++) {
        distribution->bins[i].from = step_value(step, first + (double)i);
        distribution->bins[i].to = step_value(step, first + (double)i + 1);
    }
    for (size_t i = 0; i < distribution->count; i++)
        distribution->bins[(size_t)(steps_to(step, sorted[i]) - first)]
            .count++;
}

/* As many bins as the rule of Rice University wants. */
static size_t
bins_wanted(size_t count, size_t most)
{
    size_t wanted = (size_t)ceil(2 * cbrt((double)count));

    return wanted < most ? wanted : most;
}

static void
add_bins(struct distribution *distribution, const double *sorted, size_t most)
{
    size_t distinct = distribution->distinct;
    struct step step;

    if (distribution->whole &&
        distribution->max - distribution->min < (double)most)
        add_whole_bins(distribution, sorted);
    else if (distinct <= most &&
             (distinct <= 2 || distinct <= distribution->count / 4))
        add_single_bins(distribution, sorted);
    else if (find_step(distribution, bins_wanted(distribution->count, most),
                       &step))
        add_equal_bins(distribution, sorted, &step);
    else
        add_only_bin(distribution);
}

void
distribution_make(const double *values, size_t count, size_t most,
                  struct distribution *ret_distribution)
{
    struct distribution made = {.count = count};
    double *sorted;

    *ret_distribution = made;
    if (count == 0)
        return;
    sorted = mem_resize(NULL, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = values[i] + 0.0; /* so that -0 is 0 */
    qsort(sorted, count, sizeof *sorted, compare);
    made.min = sorted[0];
    made.max = sorted[count - 1];
    made.median = median_of(sorted, count);
    made.distinct = count_distinct(sorted, count);
    made.whole = are_whole(sorted, count);
    most = most < 2 ? 2 : most > DISTRIBUTION_BINS ? DISTRIBUTION_BINS : most;
    add_bins(&made, sorted, most);
    *ret_distribution = made;
    free(sorted);
}

size_t
distribution_bin(const struct distribution *distribution, double value)
{
    for (size_t i = 0; i < distribution->nbins; i++) {
        const struct bin *bin = &distribution->bins[i];

        if (value == bin->from || (value > bin->from && value < bin->to))
            return i;
    }
    return distribution->nbins;
}

static void
add_number(const struct distribution *distribution, double number,
           struct str *text)
{
    if (distribution->whole)
        str_add_format(text, "%.0f", number);
    else if (distribution->single || distribution->decimals < 0 ||
             distribution->decimals > 9 || fabs(number) >= 1e15)
        str_add_format(text, "%.9g", number);
    else
        str_add_format(text, "%.*f", distribution->decimals, number);
}

void
distribution_label(const struct distribution *distribution, size_t bin,
                   bool brief, struct str *ret_text)
{
    const struct bin *of = &distribution->bins[bin];

    add_number(distribution, of->from, ret_text);
    if (distribution->single ||
        (distribution->whole && of->to - of->from <= 1))
        return;
    str_add(ret_text, "..");
    if (!brief)
        add_number(distribution, of->to - (distribution->whole ? 1 : 0),
                   ret_text);
}
