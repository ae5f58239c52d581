/* What many runs of one program came to. */
#include "report/spread.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/report.h"

static void
count_text(struct spread *spread, const char *text)
{
    for (size_t i = 0; i < spread->ntexts; i++) {
        if (strcmp(spread->texts[i].text, text) == 0) {
            spread->texts[i].count++;
            return;
        }
    }
    if (spread->ntexts < SPREAD_TEXTS)
        spread->texts[spread->ntexts++] = (struct spread_text){text, 1};
    else
        spread->more_texts++;
}

void
spread_of_result(const struct series *series, size_t result, size_t most,
                 struct spread *ret_spread)
{
    double *numbers = mem_resize(NULL, series->nruns + 1, sizeof *numbers);
    size_t count = 0;
    const struct series_result *of = &series->results[result];
    struct spread spread = {
        .name = of->name,
        .expected = of->expected.name[0] ? &of->expected : NULL,
    };

    for (size_t i = 0; i < series->nruns; i++) {
        const struct series_value *value =
            series_value(&series->runs[i], result);

        if (!series_is_fine(&series->runs[i]))
            continue;
        if (!value->text)
            spread.missing++;
        else if (value->is_number)
            numbers[count++] = value->number;
        else
            count_text(&spread, value->text);
    }
    distribution_make(numbers, count, most, &spread.numbers);
    *ret_spread = spread;
    free(numbers);
}

void
spread_of_seconds(const struct series *series, size_t most,
                  struct spread *ret_spread)
{
    double *numbers = mem_resize(NULL, series->nruns + 1, sizeof *numbers);
    size_t count = 0;

    *ret_spread = (struct spread){.name = "seconds", .seconds = true};
    for (size_t i = 0; i < series->nruns; i++)
        if (series_is_fine(&series->runs[i]))
            numbers[count++] = series->runs[i].seconds;
    distribution_make(numbers, count, most, &ret_spread->numbers);
    free(numbers);
}

static bool
is_name_char(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Whether a name stands in a condition, not as a part of another one. */
static bool
mentions(const char *condition, const char *name)
{
    size_t len = strlen(name);

    for (const char *at = condition; (at = strstr(at, name)); at++)
        if ((at == condition || !is_name_char(at[-1])) &&
            !is_name_char(at[len]))
            return true;
    return false;
}

static bool
is_about(const struct exercise *exercise, const char *name)
{
    for (size_t i = 0; i < exercise->nunits; i++)
        if (strcmp(exercise->units[i].result, name) == 0)
            return true;
    return exercise->hold && mentions(exercise->hold, name);
}

bool
spread_is_main(const struct series *series, size_t result,
               const struct exercise *exercise)
{
    if (!exercise || is_about(exercise, series->results[result].name))
        return true;
    for (size_t i = 0; i < series->nresults; i++)
        if (is_about(exercise, series->results[i].name))
            return false;
    return true;
}

static void
add_seconds(const struct distribution *numbers, struct str *text)
{
    str_add_format(text, "median %.3g s", numbers->median);
    if (numbers->distinct > 1)
        str_add_format(text, ", from %.3g s to %.3g s", numbers->min,
                       numbers->max);
}

static void
add_values(const struct distribution *numbers, struct str *text)
{
    int digits = numbers->whole ? 15 : 6;

    if (numbers->distinct == 1)
        str_add_format(text, "%.*g %s", digits, numbers->min,
                       numbers->count == 1 ? "once" : "each time");
    else
        str_add_format(text,
                       "smallest %.*g, median %.*g, largest %.*g, "
                       "%zu different values",
                       digits, numbers->min, digits, numbers->median, digits,
                       numbers->max, numbers->distinct);
}

void
spread_sentence(const struct spread *spread, struct str *ret_text)
{
    if (spread->seconds && spread->numbers.count)
        add_seconds(&spread->numbers, ret_text);
    else if (spread->numbers.count)
        add_values(&spread->numbers, ret_text);
}

size_t
spread_expected_bin(const struct spread *spread)
{
    if (!spread->expected || !spread->expected->is_number)
        return spread->numbers.nbins;
    return distribution_bin(&spread->numbers, spread->expected->number);
}

static bool
ended_alike(const struct series_run *a, const struct series_run *b)
{
    return a->status == b->status && a->exit_code == b->exit_code &&
           a->signal == b->signal;
}

static void
add_ending(const struct series *series, size_t first, double limit_seconds,
           struct str *text)
{
    const struct series_run *of = &series->runs[first];
    struct run run = {
        .status = of->status,
        .exit_code = of->exit_code,
        .signal = of->signal,
        .seconds = of->seconds,
        .limit_seconds = limit_seconds,
    };
    size_t count = 0;

    for (size_t i = first; i < series->nruns; i++)
        count += ended_alike(of, &series->runs[i]);
    str_add_format(text, "%zu %s ", count, count == 1 ? "run" : "runs");
    report_ending(&run, text);
    str_add_char(text, '\n');
}

static bool
is_first_of_its_kind(const struct series *series, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (ended_alike(&series->runs[i], &series->runs[index]))
            return false;
    return true;
}

void
spread_endings(const struct series *series, double limit_seconds,
               struct str *ret_text)
{
    size_t right = series_count(series, SERIES_RIGHT);

    if (series->judged)
        str_add_format(ret_text, "%zu of %zu %s right\n", right,
                       series->nruns, series->nruns == 1 ? "run is"
                                                         : "runs are");
    for (size_t i = 0; i < series->nruns; i++)
        if (!series_is_fine(&series->runs[i]) &&
            is_first_of_its_kind(series, i))
            add_ending(series, i, limit_seconds, ret_text);
}
