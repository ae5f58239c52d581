/*
 * A run as plain text.  Everything but what the program itself printed is
 * ASCII and fits into the width; a run of thousands of workers is cut, and
 * says so.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "report/busiest.h"
#include "report/graph.h"
#include "report/report.h"
#include "report/text.h"
#include "report/workers.h"

#define WORKERS_SHOWN 32
#define CORES_SHOWN 16
#define RESULTS_SHOWN 64
#define SHORTEST 0.1 /* seconds: readings say nothing before */
#define NARROW 66    /* below this, workers have no names */

void
report_output(const struct run *run, struct str *ret_text)
{
    size_t len;
    char *shown = output_text(&run->output, &len);

    if (run->output.dropped)
        str_add_format(ret_text, "(%llu bytes before this were not kept)\n",
                       (unsigned long long)run->output.dropped);
    str_add_n(ret_text, shown, len);
    if (len && shown[len - 1] != '\n')
        str_add_char(ret_text, '\n');
    if (len)
        str_add_char(ret_text, '\n');
    free(shown);
}

static void
add_excess(struct str *text, const struct run *run)
{
    str_add_format(text, "ended after %.2f s: more than ", run->seconds);
}

static void
add_size(struct str *text, uint64_t bytes)
{
    static const char *const units[] = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    double size = (double)bytes;
    size_t unit = 0;

    for (; size >= 1024 && unit < 4; unit++)
        size /= 1024;
    str_add_format(text, "%.4g %s", size, units[unit]);
}

void
report_ending(const struct run *run, struct str *ret_text)
{
    switch (run->status) {
    case RUN_GOING:
        str_add(ret_text, "still running");
        break;
    case RUN_EXITED:
        if (run->exit_code != 0)
            str_add_format(ret_text, "exited with status %d", run->exit_code);
        break;
    case RUN_SIGNALLED:
        str_add_format(ret_text, "crashed: signal %d, %s", run->signal,
                       strsignal(run->signal));
        break;
    case RUN_STOPPED:
        str_add_format(ret_text, "stopped after %.2f s", run->seconds);
        break;
    case RUN_TIME_LIMIT:
        str_add_format(ret_text, "ended at its time limit of %g s",
                       run->limit_seconds);
        break;
    case RUN_PROCESS_LIMIT:
        add_excess(ret_text, run);
        str_add_format(ret_text, "%u processes or %u threads",
                       run->limits.processes, run->limits.tasks);
        break;
    case RUN_MEMORY_LIMIT:
        add_excess(ret_text, run);
        add_size(ret_text, run->limits.memory);
        str_add(ret_text, " of memory");
        break;
    case RUN_OUTPUT_LIMIT:
        add_excess(ret_text, run);
        add_size(ret_text, run->limits.output);
        str_add(ret_text, " of output");
        break;
    case RUN_FILE_LIMIT:
        add_excess(ret_text, run);
        add_size(ret_text, run->limits.files);
        str_add(ret_text, " written to files");
        break;
    }
}

void
report_leftovers(const struct run *run, struct str *ret_text)
{
    if (run->leftovers.count == 0)
        return;
    str_add(ret_text, "left behind: ");
    leftovers_say(&run->leftovers, ret_text);
}

/* What is drawn and not compared with anything has its place there. */
static bool
is_listed(const struct output *output, const struct result *result,
          const struct exercise *exercise)
{
    if (result_is_expected(result))
        return false;
    return !exercise || !result->is_number ||
           !chart_draws(&exercise->picture, result->name) ||
           output_expected(output, result->name);
}

static int
name_width(const struct output *output, const struct exercise *exercise)
{
    size_t width = 0;

    for (size_t i = 0; i < output->nresults; i++)
        if (is_listed(output, &output->results[i], exercise) &&
            strlen(output->results[i].name) > width)
            width = strlen(output->results[i].name);
    return (int)width;
}

static void
add_results(struct str *text, const struct run *run,
            const struct exercise *exercise)
{
    const struct output *output = &run->output;
    int width = name_width(output, exercise);
    size_t shown = 0;

    for (size_t i = 0; i < output->nresults; i++) {
        const struct result *result = &output->results[i];
        const struct result *expected;

        if (!is_listed(output, result, exercise))
            continue;
        if (shown++ >= RESULTS_SHOWN)
            continue;
        expected = output_expected(output, result->name);
        str_add_format(text, "%-*s = %s", width, result->name, result->value);
        if (expected)
            str_add_format(text, "   expected %s", expected->value);
        str_add_char(text, '\n');
    }
    if (shown > RESULTS_SHOWN)
        str_add_format(text, "and %zu more results\n", shown - RESULTS_SHOWN);
}

/* A time in a column, ten wide, after a blank. */
static void
add_time_cell(struct str *text, double seconds)
{
    struct str cell = STR_INIT;

    text_time(&cell, seconds);
    str_add_format(text, " %10s", str_text(&cell));
    str_release(&cell);
}

static void
add_worker(struct str *text, const struct history *history, size_t index,
           bool narrow)
{
    const struct worker *worker = &history->workers[index];
    char label[32], core[16] = "-";

    history_label(history, index, label, sizeof label);
    if (worker->last_core >= 0)
        snprintf(core, sizeof core, "%d", worker->last_core);
    str_add_format(text, "%-12s", label);
    if (!narrow) {
        int width = utf8_columns(worker->name, strlen(worker->name));

        str_add_format(text, " %8d  %s%*s", (int)worker->tid_inside,
                       worker->name,
                       width < 15 ? 15 - width : 0, "");
    }
    str_add_format(text, " %4s", core);
    add_time_cell(text, worker->run_seconds);
    add_time_cell(text, worker->wait_seconds);
    str_add_char(text, '\n');
}

/* Main, and those that ran and waited most. */
static size_t
choose_workers(const struct history *history, size_t *ret_chosen)
{
    double *scores = mem_resize(NULL, history->nworkers, sizeof *scores);
    size_t count;

    for (size_t i = 0; i < history->nworkers; i++)
        scores[i] = history->workers[i].run_seconds +
                    history->workers[i].wait_seconds;
    scores[0] = HUGE_VAL;
    count = busiest_choose(scores, history->nworkers, WORKERS_SHOWN,
                           ret_chosen);
    free(scores);
    return count;
}

/* What those did that are not among the chosen. */
static void
add_other_workers(struct str *line, const struct history *history,
                  const size_t *chosen, size_t nchosen)
{
    double run = 0, wait = 0;
    size_t next = 0;

    for (size_t i = 0; i < history->nworkers; i++) {
        if (next < nchosen && chosen[next] == i) {
            next++;
            continue;
        }
        run += history->workers[i].run_seconds;
        wait += history->workers[i].wait_seconds;
    }
    str_add_format(line, "and %zu more: ",
                   history->nworkers + history->unseen_workers - nchosen);
    text_time(line, run);
    str_add(line, " running, ");
    text_time(line, wait);
    str_add(line, " waiting");
}

static void
add_workers(struct str *text, const struct history *history, int columns)
{
    bool narrow = columns < NARROW;
    size_t chosen[WORKERS_SHOWN], count;
    struct str rest = STR_INIT;

    if (history->nworkers == 0)
        return;
    count = choose_workers(history, chosen);
    str_add_format(text, "\n%-12s%s core    running    waiting\n", "worker",
                   narrow ? "" : "        id  name           ");
    for (size_t i = 0; i < count; i++)
        add_worker(text, history, chosen[i], narrow);
    if (history->nworkers + history->unseen_workers > count) {
        add_other_workers(&rest, history, chosen, count);
        text_wrap(text, str_text(&rest), columns);
    }
    str_release(&rest);
}

/* In percent.  The kernel's ticks may add up to more than the time. */
static double
share(double part, double seconds)
{
    return part < seconds ? 100 * part / seconds : 100;
}

/* Those that this run was on most, where there are many; all where there
 * are few. */
static size_t
choose_cores(const struct history *history, double seconds,
             size_t *ret_chosen)
{
    double *scores = mem_resize(NULL, history->ncores, sizeof *scores);
    size_t count;

    for (size_t i = 0; i < history->ncores; i++) {
        double ours = share(history->cores[i].ours_seconds, seconds);

        scores[i] = ours >= 1 || history->ncores <= CORES_SHOWN / 2 ? ours
                                                                    : -1;
    }
    count = busiest_choose(scores, history->ncores, CORES_SHOWN, ret_chosen);
    free(scores);
    return count;
}

static void
add_cores(struct str *text, const struct history *history, int columns)
{
    double seconds =
        (double)(history->latest - history->began) / (double)CLOCK_SECOND;
    size_t chosen[CORES_SHOWN], count, next = 0;
    struct busiest_cores rest = {0};
    struct str line = STR_INIT;

    if (seconds < SHORTEST || history->ncores == 0)
        return;
    count = choose_cores(history, seconds, chosen);
    for (size_t i = 0; i < history->ncores; i++) {
        const struct core *core = &history->cores[i];
        double busy = share(core->busy_seconds, seconds);

        if (next == count || chosen[next] != i) {
            busiest_count_core(&rest, busy);
            continue;
        }
        str_add_format(text,
                       "%score %-3u %3.0f %% busy, %3.0f %% with this "
                       "run\n",
                       next++ ? "" : "\n", core->number, busy,
                       share(core->ours_seconds, seconds));
    }
    busiest_say_cores(&rest, &line);
    if (line.len && count)
        text_wrap(text, str_text(&line), columns);
    str_release(&line);
}

static void
add_totals(struct str *text, const struct run *run, int columns)
{
    struct str line = STR_INIT;

    text_time(&line, run->seconds);
    str_add(&line, " on the clock, ");
    text_time(&line, run->cpu_seconds);
    str_add_format(&line, " of processor time, %.1f cores busy",
                   run_cores_busy(run));
    if (run->peak_rss_kib > 0)
        str_add_format(&line, ", %.1f MiB", (double)run->peak_rss_kib / 1024);
    str_add_char(text, '\n');
    text_wrap(text, str_text(&line), columns);
    str_release(&line);
}

void
report_summary(const struct run *run, const struct exercise *exercise,
               int columns, struct str *ret_text)
{
    struct str line = STR_INIT;

    report_ending(run, &line);
    if (line.len)
        text_wrap(ret_text, str_text(&line), columns);
    str_clear(&line);
    report_hang(run, &line);
    if (line.len)
        text_wrap(ret_text, str_text(&line), columns);
    str_clear(&line);
    report_leftovers(run, &line);
    if (line.len)
        text_wrap(ret_text, str_text(&line), columns);
    add_results(ret_text, run, exercise);
    str_clear(&line);
    report_sentence(run, exercise, &line);
    if (line.len)
        text_wrap(ret_text, str_text(&line), columns);
    str_release(&line);
    if (exercise && exercise->picture.kind != PICTURE_NONE)
        graph_plain(run, &exercise->picture, columns, ret_text);
    add_workers(ret_text, &run->history, columns);
    add_cores(ret_text, &run->history, columns);
    add_totals(ret_text, run, columns);
}

void
report_plain(const struct run *run, const struct exercise *exercise,
             int columns, struct str *ret_text)
{
    text_title(ret_text, run, columns);
    str_add_char(ret_text, '\n');
    report_output(run, ret_text);
    report_summary(run, exercise, columns, ret_text);
}
