/*
 * Cores and workers over time, and a sentence about them: the part of the
 * pane that draws a history.
 */
#include "ui/pane.h"

#include <string.h>

#include "base/clock.h"

#define SPARK_CELLS 10
#define SPARK_READINGS 5        /* in a cell */
#define FEWEST_READINGS 3       /* less make no picture */
#define OTHERS_WORTH_A_WORD 15  /* percent of a core */
#define CORE_READINGS 10        /* that its figure is about */
#define BAR_COLUMNS 30          /* at most */

/* How many of the newest figures are not shown yet. */
static unsigned
figures_held(const struct run *run)
{
    return (unsigned)(run->history.readings -
                      calm_readings(run, CALM_SECOND));
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

/* In the colour or pattern of the worker whose time it was, if it was one's
 * alone. */
static void
add_bar(struct sheet *sheet, long wears, struct load load, int width)
{
    int busy = load.busy > 0 ? (load.busy * width + 50) / 100 : 0;
    int ours = load.ours > 0 ? (load.ours * width + 50) / 100 : 0;

    if (ours > busy)
        busy = ours;
    if (wears >= 0)
        sheet_repeat(sheet, look_of_worker((unsigned long)wears),
                     look_pattern((unsigned long)wears), ours);
    else
        sheet_repeat(sheet, LOOK_STRONG, look_pattern(0), ours);
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

        if (load.busy >= 0)
            sheet_add(sheet, LOOK_DIM,
                      look_level(load.busy < BUSIEST_IDLE ? 0 : load.busy));
    }
}

static int
bar_columns(const struct sheet *sheet, int labels)
{
    int width = sheet->width - labels - SPARK_CELLS - 9;

    return width > BAR_COLUMNS ? BAR_COLUMNS : width < 4 ? 4 : width;
}

static void
add_core(struct sheet *sheet, const struct run *run,
         const struct calm_core *row)
{
    const struct core *core = &run->history.cores[row->index];
    struct load load = load_shown(run, core);
    int labels = calm_label_columns(run);

    sheet_add_format(sheet, LOOK_DIM, "core %u", core->number);
    sheet_tab(sheet, labels);
    add_bar(sheet, row->wears, load, bar_columns(sheet, labels));
    if (load.busy >= 0)
        sheet_add_format(sheet, LOOK_TEXT, " %3d %%  ", load.busy);
    else
        sheet_add(sheet, LOOK_TEXT, "        ");
    if (sheet_column(sheet) + SPARK_CELLS <= sheet->width)
        add_spark(sheet, core, figures_held(run));
    sheet_line(sheet);
}

/* All cores in one line, a cell for each, or for as many as have to share
 * one. */
static void
add_map(struct sheet *sheet, const struct run *run)
{
    const struct history *history = &run->history;
    int labels = calm_label_columns(run);
    size_t cells = (size_t)bar_columns(sheet, labels) + SPARK_CELLS + 8;

    if (cells > history->ncores)
        cells = history->ncores;
    sheet_add_format(sheet, LOOK_DIM, "all %zu ", history->ncores);
    sheet_tab(sheet, labels);
    for (size_t i = 0; i < cells; i++) {
        size_t first = i * history->ncores / cells;
        size_t end = (i + 1) * history->ncores / cells;
        int busy = 0;

        for (size_t k = first; k < end; k++) {
            struct load load = load_shown(run, &history->cores[k]);

            busy += load.busy >= BUSIEST_IDLE ? load.busy : 0;
        }
        sheet_add(sheet, LOOK_DIM,
                  busy ? look_level((double)busy / (double)(end - first))
                       : "·");
    }
    sheet_line(sheet);
}

static void
add_cores(struct sheet *sheet, const struct run *run,
          const struct calm *calm)
{
    struct str rest = STR_INIT;

    for (size_t i = 0; i < calm->ncores; i++)
        add_core(sheet, run, &calm->cores[i]);
    if (run->history.ncores <= CALM_CORES)
        return;
    add_map(sheet, run);
    busiest_say_cores(&calm->other_cores, &rest);
    sheet_wrap(sheet, LOOK_DIM, calm_label_columns(run), str_text(&rest));
    str_release(&rest);
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
pane_add_watch(const struct run *run, const struct calm *calm,
               struct sheet *sheet)
{
    sheet_gap(sheet);
    if (run->status != RUN_GOING && run->history.readings < FEWEST_READINGS) {
        sheet_add(sheet, LOOK_DIM, "Over too soon to watch the cores.");
        sheet_line(sheet);
        return;
    }
    if (run->status == RUN_GOING)
        sheet_anchor(sheet);
    add_cores(sheet, run, calm);
    add_others(sheet, run);
    sheet_gap(sheet);
    pane_add_lanes(run, calm, sheet);
    if (calm->sentence.len) {
        sheet_gap(sheet);
        sheet_wrap(sheet, LOOK_TEXT, 0, str_text(&calm->sentence));
    }
}
