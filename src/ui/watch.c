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
#define SPARK_CELLS 10
#define SPARK_READINGS 5        /* in a cell */
#define FEWEST_READINGS 3       /* less make no picture */
#define OTHERS_WORTH_A_WORD 15  /* percent of a core */
#define LABEL_COLUMNS 10
#define FIGURES_COLUMNS 17      /* " run wait  core n" */

/* While a run goes on its picture changes in steps of so many readings, so
 * that a slow link can follow. */
#define LANES_STEP 2
#define FIGURES_STEP 10
#define CORE_READINGS 10        /* that its figure is about */
#define WORKER_READINGS 30

static const char *const levels[] = {" ", "▁", "▂", "▃", "▄",
                                     "▅", "▆", "▇", "█"};

/* The readings of which something that changes in steps shows the last. */
static unsigned long
readings_shown(const struct run *run, unsigned step)
{
    unsigned long readings = run->history.readings;

    return run->status != RUN_GOING || readings <= step
               ? readings
               : readings - (readings - 1) % step;
}

/* How many of the newest figures are not shown yet. */
static unsigned
figures_held(const struct run *run)
{
    return (unsigned)(run->history.readings -
                      readings_shown(run, FIGURES_STEP));
}

/* Of a core, in percent. */
struct load {
    int busy;                   /* -1: not known */
    int ours;
};

/* Over `count` readings before the newest `held`. */
static struct load
average_core(const struct core *core, unsigned held, unsigned count)
{
    unsigned end = core->nslots > held ? core->nslots - held : 0;
    unsigned first = end > count ? end - count : 0;
    int busy = 0, ours = 0, n = (int)(end - first);

    for (unsigned i = first; i < end; i++) {
        busy += core->slots[i].busy;
        ours += core->slots[i].ours;
    }
    return n ? (struct load){(busy + n / 2) / n, (ours + n / 2) / n}
             : (struct load){-1, 0};
}

static struct load
load_shown(const struct run *run, const struct core *core)
{
    return run->status == RUN_GOING
               ? average_core(core, figures_held(run), CORE_READINGS)
               : (struct load){core->busy, core->ours};
}

static void
average_worker(const struct worker *worker, unsigned held, int *ret_running,
               int *ret_waiting)
{
    unsigned end = worker->nslots > held ? worker->nslots - held : 0;
    unsigned first = end > WORKER_READINGS ? end - WORKER_READINGS : 0;
    int running = 0, waiting = 0, n = (int)(end - first);

    for (unsigned i = first; i < end; i++) {
        running += worker->slots[i].running;
        waiting += worker->slots[i].waiting;
    }
    *ret_running = n ? (running + n / 2) / n : 0;
    *ret_waiting = n ? (waiting + n / 2) / n : 0;
}

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
        const struct core *core, struct load load, int width)
{
    const struct worker *worker = worker_of_core(history, core);
    unsigned long number =
        worker ? (unsigned long)(worker - history->workers) : 0;
    int busy = load.busy > 0 ? (load.busy * width + 50) / 100 : 0;
    int ours = load.ours > 0 ? (load.ours * width + 50) / 100 : 0;

    if (ours > busy)
        busy = ours;
    sheet_repeat(sheet, worker ? look_of_worker(number) : LOOK_KEY,
                 look_pattern(number), ours);
    sheet_repeat(sheet, LOOK_DIM, "▒", busy - ours);
    sheet_repeat(sheet, LOOK_DIM, "·", width - busy);
}

/* The newest half seconds. */
static void
add_spark(struct sheet *sheet, const struct core *core, unsigned held)
{
    for (unsigned i = SPARK_CELLS; i-- > 0;) {
        struct load load = average_core(core, held + i * SPARK_READINGS,
                                        SPARK_READINGS);
        int level = (load.busy * 8 + 50) / 100;

        if (load.busy >= 0)
            sheet_add(sheet, LOOK_DIM, levels[level > 8 ? 8 : level]);
    }
}

static void
add_core(struct sheet *sheet, const struct run *run, const struct core *core)
{
    int width = sheet->width - LABEL_COLUMNS - SPARK_CELLS - 9;
    struct load load = load_shown(run, core);

    sheet_add_format(sheet, LOOK_DIM, "core %u", core->number);
    sheet_tab(sheet, LABEL_COLUMNS);
    add_bar(sheet, &run->history, core, load,
            width > 30 ? 30 : width < 4 ? 4 : width);
    if (load.busy >= 0)
        sheet_add_format(sheet, LOOK_TEXT, " %3d %%  ", load.busy);
    else
        sheet_add(sheet, LOOK_TEXT, "        ");
    if (sheet_column(sheet) + SPARK_CELLS <= sheet->width)
        add_spark(sheet, core, figures_held(run));
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
add_cores(struct sheet *sheet, const struct run *run)
{
    const struct history *history = &run->history;
    const struct core *core = NULL;

    if (history->ncores <= CORES_SHOWN) {
        for (size_t i = 0; i < history->ncores; i++)
            add_core(sheet, run, &history->cores[i]);
        return;
    }
    for (int i = 0; i < CORES_SHOWN; i++) {
        core = next_busiest(history, core);
        add_core(sheet, run, core);
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

/* Which readings the cells of the lanes show: that in front of cell i is
 * first + i * count / width, up to the one before `end`. */
struct scope {
    int width;
    unsigned long first, count, end;
};

/* All of them that are still known. */
static struct scope
scope_of_past(const struct history *history, int width)
{
    unsigned long first = history->readings > HISTORY_SLOTS
                              ? history->readings - HISTORY_SLOTS
                              : history->readings > 1; /* has no interval */

    return (struct scope){width, first, history->readings - first,
                          history->readings};
}

/* They fill the lanes from the left; when these are full a quarter stays. */
static struct scope
scope_of_run(const struct run *run, int width)
{
    unsigned long room = (HISTORY_SLOTS - LANES_STEP) / (unsigned)width;
    struct scope scope = {.width = width, .first = 1};

    scope.count = (room ? room : 1) * (unsigned)width;
    scope.end = readings_shown(run, LANES_STEP);
    while (scope.end > scope.first + scope.count)
        scope.first += scope.count - scope.count / 4;
    return scope;
}

static struct scope
scope_of(const struct run *run, int width)
{
    int most = HISTORY_SLOTS - LANES_STEP;

    width = width < 4 ? 4 : width > most ? most : width;
    return run->status == RUN_GOING ? scope_of_run(run, width)
                                    : scope_of_past(&run->history, width);
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
    int running = percent(worker->run_seconds, run->seconds);
    int waiting = percent(worker->wait_seconds, run->seconds);

    if (run->status == RUN_GOING)
        average_worker(worker, figures_held(run), &running, &waiting);
    sheet_add_format(sheet, LOOK_TEXT, " %3d", running);
    sheet_add_format(sheet, LOOK_DIM, "  %3d", waiting);
    if (worker->last_core >= 0)
        sheet_add_format(sheet, LOOK_DIM, "   %3d", worker->last_core);
}

static void
add_lane(struct sheet *sheet, const struct run *run, size_t index,
         const struct scope *scope)
{
    const struct history *history = &run->history;
    const struct worker *worker = &history->workers[index];
    char label[24];

    workers_label(history, index, label, sizeof label);
    sheet_add(sheet, look_of_worker(index), label);
    sheet_add(sheet, LOOK_TEXT, " ");
    sheet_tab(sheet, LABEL_COLUMNS);
    for (int i = 0; i < scope->width; i++) {
        unsigned long reading = scope->first + (unsigned long)i *
                                                   scope->count /
                                                   (unsigned)scope->width;

        if (reading >= scope->end)
            break;
        add_lane_cell(sheet, slot_at(history, worker, reading), index);
    }
    sheet_tab(sheet, LABEL_COLUMNS + scope->width);
    add_shares(sheet, run, worker);
    sheet_line(sheet);
}

static void
add_time_axis(struct sheet *sheet, const struct run *run,
              const struct scope *scope)
{
    const struct history *history = &run->history;
    double latest = (double)(history->latest - history->began) /
                    (double)CLOCK_SECOND;
    double step = history->readings > 1
                      ? latest / (double)(history->readings - 1)
                      : 0;
    double first = scope->first > 1 ? (double)(scope->first - 1) * step : 0;
    bool going = run->status == RUN_GOING;
    int width = scope->width;
    char to[24];

    if (going)
        snprintf(to, sizeof to, " %.1f s ",
                 first + (double)scope->count * step);
    else
        snprintf(to, sizeof to, " %.2f s ", run->seconds);
    sheet_tab(sheet, LABEL_COLUMNS);
    sheet_add_format(sheet, LOOK_DIM, "%.*f s ", going ? 1 : 2, first);
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
    struct scope scope =
        scope_of(run, sheet->width - LABEL_COLUMNS - FIGURES_COLUMNS);
    size_t shown = history->nworkers < WORKERS_SHOWN ? history->nworkers
                                                     : WORKERS_SHOWN;

    add_time_axis(sheet, run, &scope);
    for (size_t i = 0; i < shown; i++)
        add_lane(sheet, run, i, &scope);
    if (history->nworkers + history->unseen_workers > shown) {
        sheet_add_format(sheet, LOOK_DIM, "and %zu more",
                         history->nworkers + history->unseen_workers - shown);
        sheet_line(sheet);
    }
}

/* What else keeps the cores busy, where that is worth a word. */
static void
add_others(struct sheet *sheet, const struct run *run)
{
    const struct history *history = &run->history;
    int others = 0;

    for (size_t i = 0; i < history->ncores; i++) {
        struct load load = load_shown(run, &history->cores[i]);

        others += load.busy > 0 ? load.busy - load.ours : 0;
    }
    if (others >= OTHERS_WORTH_A_WORD)
        sheet_add_format(sheet, LOOK_DIM,
                         "▒ other programs keep %d.%d cores busy",
                         others / 100, others / 10 % 10);
    else if (run->status == RUN_GOING)
        sheet_add(sheet, LOOK_TEXT, " "); /* so that nothing moves later */
    else
        return;
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
    add_cores(sheet, run);
    add_others(sheet, run);
    sheet_gap(sheet);
    add_lanes(sheet, run);
    workers_sentence(run, &sentence);
    if (sentence.len) {
        sheet_gap(sheet);
        sheet_wrap(sheet, LOOK_TEXT, 0, str_text(&sentence));
    }
    str_release(&sentence);
}
