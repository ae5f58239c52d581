/* A run as one JSON object.  What other people's programs printed becomes
 * valid UTF-8 before it gets there. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "report/comparison.h"
#include "report/json_parts.h"
#include "report/report.h"

#define SHORTEST 0.1 /* seconds of readings */

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
        json_object_set_new(results, result->name, json_value(result));
        expected = output_expected(output, result->name);
        if (expected)
            json_object_set_new(wanted, result->name, json_value(expected));
    }
    json_object_set_new(report, "results", results);
    json_object_set_new(report, "expected", wanted);
}

static void
add_output(json_t *report, const struct output *output)
{
    size_t len;
    char *text = output_text(output, &len);

    json_object_set_new(report, "output", json_text_n(text, len));
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
    json_object_set_new(json, "pid_inside", json_integer(worker->pid_inside));
    json_object_set_new(json, "tid", json_integer(worker->tid));
    json_object_set_new(json, "tid_inside", json_integer(worker->tid_inside));
    json_object_set_new(json, "name", json_text(worker->name));
    json_object_set_new(json, "run_seconds", json_seconds(worker->run_seconds));
    json_object_set_new(json, "wait_seconds",
                        json_seconds(worker->wait_seconds));
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

static json_t *
limits_of(const struct limits *limits)
{
    json_t *json = json_object();

    json_object_set_new(json, "memory",
                        json_integer((json_int_t)limits->memory));
    json_object_set_new(json, "files",
                        json_integer((json_int_t)limits->files));
    json_object_set_new(json, "output",
                        json_integer((json_int_t)limits->output));
    json_object_set_new(json, "processes", json_integer(limits->processes));
    json_object_set_new(json, "tasks", json_integer(limits->tasks));
    return json;
}

static json_t *
leftovers_of(const struct leftovers *leftovers)
{
    json_t *items = json_array();

    for (size_t i = 0; i < leftovers->count; i++) {
        const struct leftover *leftover = &leftovers->items[i];
        json_t *json = json_object();

        json_object_set_new(
            json, "kind", json_string(leftover_kind_name(leftover->kind)));
        json_object_set_new(json, "name", json_text_or_null(leftover->name));
        json_object_set_new(json, "count", json_integer(leftover->count));
        json_array_append_new(items, json);
    }
    return items;
}

static void
add_head(json_t *report, const struct run *run)
{
    bool exited = run->status == RUN_EXITED;
    bool signalled = run->status == RUN_SIGNALLED;

    json_object_set_new(report, "version", json_integer(FORMAT_VERSION));
    json_object_set_new(report, "exercise", json_text(run->exercise));
    json_object_set_new(report, "program", json_text(run->program));
    json_object_set_new(report, "source",
                        json_string(run_source_name(run->source)));
    json_object_set_new(report, "knobs", json_knobs(run));
    json_object_set_new(report, "status",
                        json_string(run_status_name(run->status)));
    json_object_set_new(report, "contained", json_boolean(run->contained));
    json_object_set_new(report, "exit_code",
                        exited ? json_integer(run->exit_code) : json_null());
    json_object_set_new(report, "signal",
                        signalled ? json_integer(run->signal) : json_null());
    json_object_set_new(report, "limit_seconds",
                        json_seconds(run->limit_seconds));
    json_object_set_new(report, "limits", limits_of(&run->limits));
    json_object_set_new(report, "seconds", json_seconds(run->seconds));
    json_object_set_new(report, "cpu_seconds", json_seconds(run->cpu_seconds));
    json_object_set_new(report, "cores_busy",
                        json_seconds(run_cores_busy(run)));
    json_object_set_new(report, "peak_rss_kib",
                        json_integer(run->peak_rss_kib));
}

static size_t
digits_for(const struct output *output)
{
    size_t digits = JSON_DIGITS;

    for (size_t i = 0; i < output->nresults; i++)
        if (output->results[i].is_number)
            digits = json_digits(output->results[i].number, digits);
    return digits;
}

/* All fields of a run. */
static json_t *
report_of(const struct run *run)
{
    json_t *report = json_object();

    add_head(report, run);
    json_object_set_new(report, "left_behind",
                        leftovers_of(&run->leftovers));
    json_object_set_new(report, "hang", json_hang(&run->hang));
    add_results(report, &run->output);
    add_output(report, &run->output);
    json_object_set_new(report, "cores", cores_of(&run->history));
    json_object_set_new(report, "workers", workers_of(&run->history));
    json_object_set_new(report, "unseen_workers",
                        json_integer((json_int_t)run->history.unseen_workers));
    return report;
}

void
report_json(const struct run *run, struct str *ret_text)
{
    json_end(report_of(run), digits_for(&run->output), ret_text);
}

/* What one of them did; null for the time of what it did none of. */
static json_t *
side_of(const struct comparison_side *side)
{
    json_t *json = json_object();

    json_object_set_new(json, "work", json_real(side->work));
    json_object_set_new(json, "seconds_each",
                        side->work > 0 ? json_real(side->seconds)
                                       : json_null());
    return json;
}

static json_t *
comparison_of(const struct comparison *comparison)
{
    json_t *json = json_object();
    struct str sentence = STR_INIT;

    comparison_sentence(comparison, &sentence);
    json_object_set_new(json, "unit", json_text_or_null(comparison->unit));
    json_object_set_new(json, "c", side_of(&comparison->left));
    json_object_set_new(json, "python", side_of(&comparison->right));
    json_object_set_new(json, "times_faster",
                        comparison->times ? json_real(comparison->times)
                                          : json_null());
    json_object_set_new(json, "sentence", json_text(str_text(&sentence)));
    str_release(&sentence);
    return json;
}

void
comparison_json(const struct comparison *comparison, struct str *ret_text)
{
    const struct run *c = comparison->left.run;
    const struct run *twin = comparison->right.run;
    size_t digits = digits_for(&c->output);
    json_t *report = report_of(c);

    if (digits_for(&twin->output) > digits)
        digits = digits_for(&twin->output);
    json_object_set_new(report, "twin", report_of(twin));
    json_object_set_new(report, "comparison", comparison_of(comparison));
    json_end(report, digits, ret_text);
}
