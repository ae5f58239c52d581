/* A run as one JSON object.  What other people's programs printed becomes
 * valid UTF-8 before it gets there. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "report/report.h"
#include "report/value.h"

#define FORMAT_VERSION 1
#define SHORTEST 0.1 /* seconds of readings */

/* Any bytes as a JSON text; broken ones become U+FFFD. */
static json_t *
text_of(const char *text, size_t len)
{
    struct str valid = STR_INIT;
    json_t *json;

    for (size_t at = 0; at < len;) {
        uint32_t code;
        char bytes[4];

        at += utf8_decode(text + at, len - at, &code);
        str_add_n(&valid, bytes, utf8_put(code, bytes));
    }
    json = json_stringn(str_text(&valid), valid.len);
    str_release(&valid);
    return json;
}

static json_t *
string_of(const char *text)
{
    return text_of(text ? text : "", text ? strlen(text) : 0);
}

/* A time; beyond the microsecond there is only noise. */
static json_t *
seconds_of(double seconds)
{
    return json_real(round(seconds * 1e6) / 1e6);
}

static json_t *
value_of(const struct result *result)
{
    int64_t whole;

    if (value_whole(result, &whole))
        return json_integer(whole);
    if (result->is_number && !value_digits(result))
        return json_real(result->number);
    return string_of(result->value);
}

static json_t *
knobs_of(const struct run *run)
{
    json_t *knobs = json_object();

    for (size_t i = 0; i < run->nknobs; i++)
        json_object_set_new(knobs, run->knobs[i].name,
                            json_integer(run->knobs[i].value));
    return knobs;
}

static void
add_results(json_t *report, const struct output *output)
{
    json_t *results = json_object();
    json_t *wanted = json_object();

    for (size_t i = 0; i < output->nresults; i++) {
        const struct result *result = &output->results[i];
        const struct result *expected;

        if (result_is_expected(result))
            continue;
        json_object_set_new(results, result->name, value_of(result));
        expected = output_expected(output, result->name);
        if (expected)
            json_object_set_new(wanted, result->name, value_of(expected));
    }
    json_object_set_new(report, "results", results);
    json_object_set_new(report, "expected", wanted);
}

static void
add_output(json_t *report, const struct output *output)
{
    size_t len;
    char *text = output_text(output, &len);

    json_object_set_new(report, "output", text_of(text, len));
    json_object_set_new(report, "dropped_bytes",
                        json_integer((json_int_t)output->dropped));
    free(text);
}

/* A share of the time that was watched, in percent; null for a time too
 * short to say.  The kernel's ticks may add up to more than the time. */
static json_t *
share_of(double part, double seconds)
{
    if (seconds < SHORTEST)
        return json_null();
    return json_real(fmin(round(1000 * part / seconds) / 10, 100));
}

static json_t *
cores_of(const struct history *history)
{
    json_t *cores = json_array();
    double seconds =
        (double)(history->latest - history->began) / (double)CLOCK_SECOND;

    for (size_t i = 0; i < history->ncores; i++) {
        const struct core *core = &history->cores[i];
        json_t *json = json_object();

        json_object_set_new(json, "core", json_integer(core->number));
        json_object_set_new(json, "busy",
                            share_of(core->busy_seconds, seconds));
        json_object_set_new(json, "ours",
                            share_of(core->ours_seconds, seconds));
        json_array_append_new(cores, json);
    }
    return cores;
}

static json_t *
worker_of(const struct worker *worker)
{
    json_t *json = json_object();

    json_object_set_new(
        json, "kind",
        json_string(worker->kind == WORKER_PROCESS ? "process" : "thread"));
    json_object_set_new(json, "pid", json_integer(worker->pid));
    json_object_set_new(json, "tid", json_integer(worker->tid));
    json_object_set_new(json, "name", string_of(worker->name));
    json_object_set_new(json, "run_seconds", seconds_of(worker->run_seconds));
    json_object_set_new(json, "wait_seconds", seconds_of(worker->wait_seconds));
    json_object_set_new(
        json, "last_core",
        worker->last_core < 0 ? json_null() : json_integer(worker->last_core));
    return json;
}

static json_t *
workers_of(const struct history *history)
{
    json_t *workers = json_array();

    for (size_t i = 0; i < history->nworkers; i++)
        json_array_append_new(workers, worker_of(&history->workers[i]));
    return workers;
}

static void
add_head(json_t *report, const struct run *run)
{
    bool exited = run->status == RUN_EXITED;
    bool signalled = run->status == RUN_SIGNALLED;

    json_object_set_new(report, "version", json_integer(FORMAT_VERSION));
    json_object_set_new(report, "exercise", string_of(run->exercise));
    json_object_set_new(report, "program", string_of(run->program));
    json_object_set_new(report, "source",
                        json_string(run_source_name(run->source)));
    json_object_set_new(report, "knobs", knobs_of(run));
    json_object_set_new(report, "status",
                        json_string(run_status_name(run->status)));
    json_object_set_new(report, "exit_code",
                        exited ? json_integer(run->exit_code) : json_null());
    json_object_set_new(report, "signal",
                        signalled ? json_integer(run->signal) : json_null());
    json_object_set_new(report, "limit_seconds",
                        seconds_of(run->limit_seconds));
    json_object_set_new(report, "seconds", seconds_of(run->seconds));
    json_object_set_new(report, "cpu_seconds", seconds_of(run->cpu_seconds));
    json_object_set_new(report, "cores_busy", seconds_of(run_cores_busy(run)));
    json_object_set_new(report, "peak_rss_kib",
                        json_integer(run->peak_rss_kib));
}

/* Enough digits for each result, and no noise behind the others. */
static size_t
digits_for(const struct output *output)
{
    size_t digits = 15;
    char text[64];

    for (size_t i = 0; i < output->nresults; i++) {
        const struct result *result = &output->results[i];

        while (result->is_number && digits < 17) {
            snprintf(text, sizeof text, "%.*g", (int)digits, result->number);
            if (strtod(text, NULL) == result->number)
                break;
            digits++;
        }
    }
    return digits;
}

void
report_json(const struct run *run, struct str *ret_text)
{
    json_t *report = json_object();
    char *text;

    add_head(report, run);
    add_results(report, &run->output);
    add_output(report, &run->output);
    json_object_set_new(report, "cores", cores_of(&run->history));
    json_object_set_new(report, "workers", workers_of(&run->history));
    json_object_set_new(report, "unseen_workers",
                        json_integer((json_int_t)run->history.unseen_workers));
    text = json_dumps(
        report, JSON_INDENT(2) | JSON_REAL_PRECISION(digits_for(&run->output)));
    if (text)
        str_add_format(ret_text, "%s\n", text);
    free(text);
    json_decref(report);
}
