/*
 * Cores and workers over time, and a sentence about them: the part of the
 * pane that draws a history.
 */
#include "ui/pane.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "report/workers.h"

#define CORES_SHOWN 8
#define WORKERS_SHOWN 32
#define SPARK_SLOTS 12
#define FEWEST_READINGS 3       /* less make no picture */
#define OTHERS_WORTH_A_WORD 15  /* percent of a core */
#define LABEL_COLUMNS 10
#define FIGURES_COLUMNS 17      /* " run wait  core n" */

static const char *const levels[] = {" ", "▁", "▂", "▃", "▄",
                                     "▅", "▆", "▇", "█"};

/* The worker that did most of those last seen on a core, whose colour or
 * pattern the core wears; NULL for none. */
static const struct worker *
worker_of_core(const struct history *history, const struct core *core)
{
    const struct worker *most = NULL;

    for (size_t i = 0; i < history->nworkers; i++) {
        const struct worker *worker = &history->workers[i];

        if (worker->last_core == (int)core->number &&
            (!most || worker->run_seconds > most->run_seconds))
            most = worker;
    }
    return most;
}

static void
add_bar(struct sheet *sheet, const struct history *history,
        const struct core *core, int width)
{
    const struct worker *worker = worker_of_core(history, core);
    unsigned long number =
        worker ? (unsigned long)(worker - history->workers) : 0;
    int busy = core->busy > 0 ? (core->busy * width + 50) / 100 : 0;
    int ours = core->ours > 0 ? (core->ours * width + 50) / 100 : 0;

    if (ours > busy)
        busy = ours;
    sheet_repeat(sheet, worker ? look_of_worker(number) : LOOK_KEY,
                 look_pattern(number), ours);
    sheet_repeat(sheet, LOOK_DIM, "▒", busy - ours);
    sheet_repeat(sheet, LOOK_DIM, "·", width - busy);
}

static void
add_spark(struct sheet *sheet, const struct core *core)
{
    unsigned first = core->nslots > SPARK_SLOTS ? core->nslots - SPARK_SLOTS
                                                : 0;

    for (unsigned i = first; i < core->nslots; i++) {
        int level = (core->slots[i].busy * 8 + 50) / 100;

        sheet_add(sheet, LOOK_DIM, levels[level > 8 ? 8 : level]);
    }
}

static void
add_core(struct sheet *sheet, const struct history *history,
         const struct core *core)
{
    int width = sheet->width - LABEL_COLUMNS - SPARK_SLOTS - 9;

    sheet_add_format(sheet, LOOK_DIM, "core %u", core->number);
    sheet_tab(sheet, LABEL_COLUMNS);
    add_bar(sheet, history, core, width > 30 ? 30 : width < 4 ? 4 : width);
    if (core->busy >= 0)
        sheet_add_format(sheet, LOOK_TEXT, " %3d %%  ", core->busy);
    else
        sheet_add(sheet, LOOK_TEXT, "        ");
    if (sheet_column(sheet) + SPARK_SLOTS <= sheet->width)
        add_spark(sheet, core);
    sheet_line(sheet);
}

static const struct core *
next_busiest(const struct history *history, const struct core *after)
{
    const struct core *best = NULL;

    for (size_t i = 0; i < history->ncores; i++) {
        const struct core *core = &history->cores[i];

        if (after && (core->busy > after->busy ||
                      (core->busy == after->busy && core <= after)))
            continue;
        if (!best || core->busy > best->busy)
            best = core;
    }
    return best;
}

static void
add_cores(struct sheet *sheet, const struct history *history)
{
    const struct core *core = NULL;

    if (history->ncores <= CORES_SHOWN) {
        for (size_t i = 0; i < history->ncores; i++)
            add_core(sheet, history, &history->cores[i]);
        return;
    }
    for (int i = 0; i < CORES_SHOWN; i++) {
        core = next_busiest(history, core);
        add_core(sheet, history, core);
    }
    sheet_add_format(sheet, LOOK_DIM, "and %zu cores less busy",
                     history->ncores - CORES_SHOWN);
    sheet_line(sheet);
}

/* The worker's share at a reading of the run, or NULL outside its life. */
static const struct worker_slot *
slot_at(const struct history *history, const struct worker *worker,
        unsigned long reading)
{
    unsigned long oldest = history->readings - worker->nslots;

    if (reading < oldest || reading >= history->readings ||
        reading < worker->first_reading || reading > worker->last_reading)
        return NULL;
    return &worker->slots[reading - oldest];
}

static void
add_lane_cell(struct sheet *sheet, const struct worker_slot *slot,
              unsigned long number)
{
    if (!slot)
        sheet_add(sheet, LOOK_TEXT, " ");
    else if (slot->running >= 50 && slot->running >= slot->waiting)
        sheet_add(sheet, look_of_worker(number), look_pattern(number));
    else if (slot->waiting >= 33)
        sheet_add(sheet, LOOK_DIM, "▒");
    else if (slot->running >= 10)
        sheet_add(sheet, look_of_worker(number), "▄");
    else
        sheet_add(sheet, LOOK_DIM, "·");
}

/* The readings of which the lanes show a part. */
static unsigned long
first_reading_shown(const struct history *history)
{
    return history->readings > HISTORY_SLOTS
               ? history->readings - HISTORY_SLOTS
               : history->readings > 1; /* the very first has no interval */
}

static int
percent(double part, double whole)
{
    return whole > 0 ? (int)(100 * part / whole + 0.5) : 0;
}

/* While the run goes on, what the worker does; when it is over, what it did
 * all in all. */
static void
add_shares(struct sheet *sheet, const struct run *run,
           const struct worker *worker)
{
    bool going = run->status == RUN_GOING;

    sheet_add_format(sheet, LOOK_TEXT, " %3d",
                     going ? worker->running
                           : percent(worker->run_seconds, run->seconds));
    sheet_add_format(sheet, LOOK_DIM, "  %3d",
                     going ? worker->waiting
                           : percent(worker->wait_seconds, run->seconds));
    if (worker->last_core >= 0)
        sheet_add_format(sheet, LOOK_DIM, "   %3d", worker->last_core);
}

static void
add_lane(struct sheet *sheet, const struct run *run, size_t index, int width)
{
    const struct history *history = &run->history;
    const struct worker *worker = &history->workers[index];
    unsigned long first = first_reading_shown(history);
    unsigned long count = history->readings - first;
    char label[24];

    workers_label(history, index, label, sizeof label);
    sheet_add(sheet, look_of_worker(index), label);
    sheet_add(sheet, LOOK_TEXT, " ");
    sheet_tab(sheet, LABEL_COLUMNS);
    for (int i = 0; i < width && count; i++)
        add_lane_cell(sheet,
                      slot_at(history, worker,
                              first + (unsigned long)i * count /
                                          (unsigned long)width),
                      index);
    sheet_tab(sheet, LABEL_COLUMNS + width);
    add_shares(sheet, run, worker);
    sheet_line(sheet);
}

static void
add_time_axis(struct sheet *sheet, const struct run *run, int width)
{
    const struct history *history = &run->history;
    double latest = (double)(history->latest - history->began) /
                    (double)CLOCK_SECOND;
    double first = (double)first_reading_shown(history) * latest /
                   (double)(history->readings ? history->readings : 1);
    char to[24];

    if (history->readings <= HISTORY_SLOTS)
        first = 0;
    snprintf(to, sizeof to, " %.2f s ", run->seconds);
    sheet_tab(sheet, LABEL_COLUMNS);
    sheet_add_format(sheet, LOOK_DIM, "%.2f s ", first);
    sheet_repeat(sheet, LOOK_DIM, "─",
                 LABEL_COLUMNS + width - sheet_column(sheet) -
                     (int)strlen(to));
    sheet_add(sheet, LOOK_DIM, to);
    sheet_tab(sheet, LABEL_COLUMNS + width);
    sheet_add(sheet, LOOK_DIM, " run wait  core");
    sheet_line(sheet);
}

static void
add_lanes(struct sheet *sheet, const struct run *run)
{
    const struct history *history = &run->history;
    int width = sheet->width - LABEL_COLUMNS - FIGURES_COLUMNS;
    size_t shown = history->nworkers < WORKERS_SHOWN ? history->nworkers
                                                     : WORKERS_SHOWN;

    width = width < 4 ? 4 : width > HISTORY_SLOTS ? HISTORY_SLOTS : width;
    add_time_axis(sheet, run, width);
    for (size_t i = 0; i < shown; i++)
        add_lane(sheet, run, i, width);
    if (history->nworkers + history->unseen_workers > shown) {
        sheet_add_format(sheet, LOOK_DIM, "and %zu more",
                         history->nworkers + history->unseen_workers - shown);
        sheet_line(sheet);
    }
}

/* What else keeps the cores busy, where that is worth a word. */
static void
add_others(struct sheet *sheet, const struct history *history)
{
    int others = 0;

    for (size_t i = 0; i < history->ncores; i++)
        if (history->cores[i].busy > 0)
            others += history->cores[i].busy - history->cores[i].ours;
    if (others < OTHERS_WORTH_A_WORD)
        return;
    sheet_add_format(sheet, LOOK_DIM,
                     "▒ other programs keep %d.%d cores busy", others / 100,
                     others / 10 % 10);
    sheet_line(sheet);
}

void
pane_add_watch(const struct run *run, struct sheet *sheet)
{
    struct str sentence = STR_INIT;

    sheet_gap(sheet);
    if (run->status != RUN_GOING && run->history.readings < FEWEST_READINGS) {
        sheet_add(sheet, LOOK_DIM, "Over too soon for a picture.");
        sheet_line(sheet);
        return;
    }
    if (run->status == RUN_GOING)
        sheet_anchor(sheet);
    add_cores(sheet, &run->history);
    add_others(sheet, &run->history);
    sheet_gap(sheet);
    add_lanes(sheet, run);
    workers_sentence(run, &sentence);
    if (sentence.len) {
        sheet_gap(sheet);
        sheet_wrap(sheet, LOOK_TEXT, 0, str_text(&sentence));
    }
    str_release(&sentence);
}
