/* Workers over time: a lane for each, or one for many together. */
#include "ui/pane.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "report/workers.h"

#define FIGURES_COLUMNS 17      /* " run wait  core n" */
#define WORKER_READINGS 30      /* that its figures are about */
#define MANY 10000              /* that a label cannot hold */

/* While a run goes on its lanes grow by so many readings at once, so that a
 * slow link can follow. */
#define LANES_STEP 2

static void
average_worker(const struct run *run, const struct worker *worker,
               int *ret_running, int *ret_waiting)
{
    unsigned held = (unsigned)(run->history.readings -
                               calm_readings(run, CALM_SECOND));
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
add_cell(struct sheet *sheet, const struct worker_slot *slot,
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
    int labels, width;          /* columns of what stands before, and theirs */
    unsigned long first, count, end;
};

static unsigned long
scope_reading(const struct scope *scope, int cell)
{
    return scope->first +
           (unsigned long)cell * scope->count / (unsigned)scope->width;
}

/* All of them that are still known. */
static void
look_back(const struct history *history, struct scope *scope)
{
    scope->first = history->readings > HISTORY_SLOTS
                       ? history->readings - HISTORY_SLOTS
                       : history->readings > 1; /* has no interval */
    scope->count = history->readings - scope->first;
    scope->end = history->readings;
}

/* They fill the lanes from the left; when these are full a quarter stays. */
static void
look_on(const struct run *run, struct scope *scope)
{
    unsigned long width = (unsigned long)scope->width;
    unsigned long room = (HISTORY_SLOTS - LANES_STEP) / width;

    scope->first = 1;
    scope->count = (room ? room : 1) * width;
    scope->end = calm_readings(run, LANES_STEP);
    while (scope->end > scope->first + scope->count)
        scope->first += scope->count - scope->count / 4;
}

static struct scope
scope_of(const struct run *run, int columns)
{
    struct scope scope = {.labels = calm_label_columns(run)};
    int width = columns - scope.labels - FIGURES_COLUMNS;
    int most = HISTORY_SLOTS - LANES_STEP;

    scope.width = width < 4 ? 4 : width > most ? most : width;
    if (run->status == RUN_GOING)
        look_on(run, &scope);
    else
        look_back(&run->history, &scope);
    return scope;
}

static int
percent(double part, double whole)
{
    return whole > 0 ? (int)(100 * part / whole + 0.5) : 0;
}

static void
add_figures(struct sheet *sheet, int running, int waiting)
{
    sheet_add_format(sheet, LOOK_TEXT, " %3d", running);
    sheet_add_format(sheet, LOOK_DIM, "  %3d", waiting);
}

/* While the run goes on, what the worker does; when it is over, what it did
 * all in all. */
static void
add_shares(struct sheet *sheet, const struct run *run,
           const struct calm_worker *row)
{
    const struct worker *worker = &run->history.workers[row->index];
    int running = percent(worker->run_seconds, run->seconds);
    int waiting = percent(worker->wait_seconds, run->seconds);

    if (run->status == RUN_GOING)
        average_worker(run, worker, &running, &waiting);
    add_figures(sheet, running, waiting);
    if (row->core >= 0)
        sheet_add_format(sheet, LOOK_DIM, "   %3d", row->core);
}

static void
add_lane(struct sheet *sheet, const struct run *run,
         const struct calm_worker *row, const struct scope *scope)
{
    const struct history *history = &run->history;
    const struct worker *worker = &history->workers[row->index];
    char label[24];

    history_label(history, row->index, label, sizeof label);
    sheet_add(sheet, look_of_worker(row->index), label);
    sheet_add(sheet, LOOK_TEXT, " ");
    sheet_tab(sheet, scope->labels);
    for (int i = 0; i < scope->width; i++) {
        unsigned long reading = scope_reading(scope, i);

        if (reading >= scope->end)
            break;
        add_cell(sheet, slot_at(history, worker, reading), row->index);
    }
    sheet_tab(sheet, scope->labels + scope->width);
    add_shares(sheet, run, row);
    sheet_line(sheet);
}

/* Percent of a core that the workers without a row took at a reading. */
static unsigned
others_at(const struct run *run, const struct calm *calm,
          unsigned long reading)
{
    unsigned all = calm->running[reading % HISTORY_SLOTS], rows = 0;

    for (size_t i = 0; i < calm->nworkers; i++) {
        const struct worker *worker =
            &run->history.workers[calm->workers[i].index];
        const struct worker_slot *slot =
            slot_at(&run->history, worker, reading);

        rows += slot ? slot->running : 0;
    }
    return all > rows ? all - rows : 0;
}

/* Many workers as one lane, as high as the share of the cores that they
 * have. */
static void
add_crowd(struct sheet *sheet, const struct run *run, const struct calm *calm,
          const struct scope *scope)
{
    const struct history *history = &run->history;
    size_t count = history->nworkers + history->unseen_workers -
                   calm->nworkers;
    double cores = history->ncores ? (double)history->ncores : 1;

    if (count < MANY)
        sheet_add_format(sheet, LOOK_DIM, "%zu more ", count);
    else
        sheet_add_format(sheet, LOOK_DIM, "%zuk more ", count / 1000);
    sheet_tab(sheet, scope->labels);
    for (int i = 0; i < scope->width; i++) {
        unsigned long reading = scope_reading(scope, i);
        unsigned running;

        if (reading >= scope->end)
            break;
        running = others_at(run, calm, reading);
        sheet_add(sheet, LOOK_DIM,
                  running ? look_level(running / cores) : "·");
    }
    sheet_tab(sheet, scope->labels + scope->width);
    if (run->status == RUN_GOING)
        add_figures(sheet, calm->others_running, calm->others_waiting);
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
    sheet_tab(sheet, scope->labels);
    sheet_add_format(sheet, LOOK_DIM, "%.*f s ", going ? 1 : 2, first);
    sheet_repeat(sheet, LOOK_DIM, "─",
                 scope->labels + width - sheet_column(sheet) -
                     (int)strlen(to));
    sheet_add(sheet, LOOK_DIM, to);
    sheet_tab(sheet, scope->labels + width);
    sheet_add(sheet, LOOK_DIM, " run wait  core");
    sheet_line(sheet);
}

void
pane_add_lanes(const struct run *run, const struct calm *calm,
               struct sheet *sheet)
{
    const struct history *history = &run->history;
    struct scope scope = scope_of(run, sheet->width);
    struct str rest = STR_INIT;

    add_time_axis(sheet, run, &scope);
    for (size_t i = 0; i < calm->nworkers; i++)
        add_lane(sheet, run, &calm->workers[i], &scope);
    if (history->nworkers + history->unseen_workers == calm->nworkers)
        return;
    add_crowd(sheet, run, calm, &scope);
    busiest_say_workers(&calm->other_workers, &rest);
    sheet_wrap(sheet, LOOK_DIM, scope.labels, str_text(&rest));
    str_release(&rest);
}
