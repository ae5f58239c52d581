/* What many runs came to, as one JSON object. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>

#include "report/json_parts.h"
#include "report/spread.h"
#include "run/value.h"

#define BINS DISTRIBUTION_BINS

static json_t *
value_of(const struct series_value *value)
{
    struct result result = {
        .is_number = value->is_number,
        .number = value->number,
    };

    snprintf(result.value, sizeof result.value, "%s", value->text);
    return json_value(&result);
}

static json_t *
results_of(const struct series *series, const struct series_run *run)
{
    json_t *results = json_object();

    for (size_t i = 0; i < run->nvalues; i++)
        if (run->values[i].text)
            json_object_set_new(results, series->results[i].name,
                                value_of(&run->values[i]));
    return results;
}

static json_t *
run_of(const struct series *series, const struct series_run *run)
{
    bool exited = run->status == RUN_EXITED;
    bool signalled = run->status == RUN_SIGNALLED;
    json_t *json = json_object();

    json_object_set_new(json, "status",
                        json_string(run_status_name(run->status)));
    json_object_set_new(json, "exit_code",
                        exited ? json_integer(run->exit_code) : json_null());
    json_object_set_new(json, "signal",
                        signalled ? json_integer(run->signal) : json_null());
    json_object_set_new(json, "seconds", json_seconds(run->seconds));
    json_object_set_new(json, "cpu_seconds", json_seconds(run->cpu_seconds));
    json_object_set_new(json, "right",
                        run->verdict == SERIES_UNJUDGED
                            ? json_null()
                            : json_boolean(run->verdict == SERIES_RIGHT));
    json_object_set_new(json, "results", results_of(series, run));
    return json;
}

/* A whole number without a point; null where there is none. */
static json_t *
number_of(const struct distribution *of, double number)
{
    if (!of->count)
        return json_null();
    return of->whole && floor(number) == number
               ? json_integer((json_int_t)number)
               : json_real(number);
}

static json_t *
bin_of(const struct distribution *of, const struct bin *bin)
{
    json_t *json = json_object();

    json_object_set_new(json, "from", number_of(of, bin->from));
    json_object_set_new(json, "to", number_of(of, bin->to));
    json_object_set_new(json, "count", json_integer((json_int_t)bin->count));
    return json;
}

static json_t *
text_of(const char *text, size_t count)
{
    json_t *json = json_object();

    json_object_set_new(json, "text", json_text(text));
    json_object_set_new(json, "count", json_integer((json_int_t)count));
    return json;
}

static json_t *
spread_of(const struct spread *spread)
{
    const struct distribution *numbers = &spread->numbers;
    json_t *json = json_object();
    json_t *bins = json_array(), *texts = json_array();

    for (size_t i = 0; i < numbers->nbins; i++)
        json_array_append_new(bins, bin_of(numbers, &numbers->bins[i]));
    for (size_t i = 0; i < spread->ntexts; i++)
        json_array_append_new(texts, text_of(spread->texts[i].text,
                                             spread->texts[i].count));
    json_object_set_new(json, "name", json_text(spread->name));
    json_object_set_new(json, "count",
                        json_integer((json_int_t)numbers->count));
    json_object_set_new(json, "min", number_of(numbers, numbers->min));
    json_object_set_new(json, "median", number_of(numbers, numbers->median));
    json_object_set_new(json, "max", number_of(numbers, numbers->max));
    json_object_set_new(json, "distinct",
                        json_integer((json_int_t)numbers->distinct));
    json_object_set_new(json, "bins", bins);
    json_object_set_new(json, "texts", texts);
    json_object_set_new(json, "more_texts",
                        json_integer((json_int_t)spread->more_texts));
    json_object_set_new(json, "missing",
                        json_integer((json_int_t)spread->missing));
    return json;
}

static void
add_head(json_t *report, const struct series *series, const struct run *run,
         size_t repeat)
{
    json_int_t right = (json_int_t)series_count(series, SERIES_RIGHT);
    json_int_t wrong = (json_int_t)series_count(series, SERIES_WRONG);

    json_object_set_new(report, "version", json_integer(FORMAT_VERSION));
    json_object_set_new(report, "exercise", json_text(run->exercise));
    json_object_set_new(report, "program", json_text(run->program));
    json_object_set_new(report, "source",
                        json_string(run_source_name(run->source)));
    json_object_set_new(report, "knobs", json_knobs(run));
    json_object_set_new(report, "limit_seconds",
                        json_seconds(run->limit_seconds));
    json_object_set_new(report, "repeat", json_integer((json_int_t)repeat));
    json_object_set_new(report, "right", json_integer(right));
    json_object_set_new(report, "wrong", json_integer(wrong));
}

static size_t
digits_for(const struct series *series)
{
    size_t digits = JSON_DIGITS;

    for (size_t i = 0; i < series->nruns; i++)
        for (size_t n = 0; n < series->runs[i].nvalues; n++)
            if (series->runs[i].values[n].is_number)
                digits = json_digits(series->runs[i].values[n].number, digits);
    return digits;
}

void
spread_json(const struct series *series, const struct run *run, size_t repeat,
            struct str *ret_text)
{
    json_t *report = json_object();
    json_t *runs = json_array(), *distribution = json_array();
    json_t *expected = json_object();
    struct spread spread;

    add_head(report, series, run, repeat);
    for (size_t i = 0; i < series->nruns; i++)
        json_array_append_new(runs, run_of(series, &series->runs[i]));
    for (size_t i = 0; i < series->nresults; i++) {
        spread_of_result(series, i, BINS, &spread);
        json_array_append_new(distribution, spread_of(&spread));
        if (spread.expected)
            json_object_set_new(expected, spread.name,
                                json_value(spread.expected));
    }
    spread_of_seconds(series, BINS, &spread);
    json_object_set_new(report, "expected", expected);
    json_object_set_new(report, "runs", runs);
    json_object_set_new(report, "distribution", distribution);
    json_object_set_new(report, "seconds", spread_of(&spread));
    json_end(report, digits_for(series), ret_text);
}
