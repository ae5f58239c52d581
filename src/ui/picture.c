/*
 * What a run's results draw: bars or curves, and under them what they say.
 * What is drawn of a run that goes on is calm's to decide.
 */
#include "ui/pane.h"

#include <ncurses.h>

#include "base/str.h"
#include "report/graph.h"
#include "ui/draw.h"

#define LINES_AROUND 26         /* of the screen, of a pane that has its height:
                                 * what stands over and under a plot */
#define BELOW 5                 /* ... else the screen's lines for one of a
                                 * plot */
#define PLOT_LEAST 4
#define PLOT_MOST 14

static int
plot_lines(const struct app *app)
{
    bool high = app->lesson.beside || app->lesson.zoom == ZOOM_PANE;
    int lines = high ? LINES - LINES_AROUND : LINES / BELOW;

    return lines < PLOT_LEAST  ? PLOT_LEAST
           : lines > PLOT_MOST ? PLOT_MOST
                               : lines;
}

static enum look
look_of(unsigned part)
{
    switch (part) {
    case GRAPH_VALUE:
        return LOOK_STRONG;
    case GRAPH_BAR:
        return LOOK_VALUE;
    case GRAPH_AXIS:
    case GRAPH_MODEL:
        return LOOK_DIM;
    default:
        return part >= GRAPH_SERIES ? look_of_worker(part - GRAPH_SERIES)
                                    : LOOK_TEXT;
    }
}

/* Cells of one look are one piece, and blanks at the end are none. */
static void
add_row(struct sheet *sheet, const struct graph *graph, int row)
{
    const struct graph_cell *cells = &graph->cells[row * graph->width];
    int end = graph->width;
    struct str text = STR_INIT;

    while (end > 0 && cells[end - 1].part == GRAPH_BLANK)
        end--;
    for (int x = 0; x < end; x++) {
        str_add(&text, cells[x].sign);
        if (x + 1 < end && cells[x + 1].part == cells[x].part)
            continue;
        sheet_add_n(sheet, look_of(cells[x].part), str_text(&text), text.len);
        str_clear(&text);
    }
    sheet_line(sheet);
    str_release(&text);
}

static void
add_words(const struct live *live, struct sheet *sheet)
{
    const struct chart *chart = &live->calm.chart;
    struct str text = STR_INIT;

    chart_sentence(chart, &text);
    if (text.len)
        sheet_wrap(sheet, LOOK_TEXT, 1, str_text(&text));
    str_clear(&text);
    chart_missing(chart, &text);
    if (text.len)
        sheet_wrap(sheet, LOOK_DIM, 1, str_text(&text));
    str_clear(&text);
    chart_says(chart->picture, &live->run, &text);
    if (text.len)
        sheet_wrap_marked(sheet, LOOK_STRONG, 1, str_text(&text));
    str_release(&text);
}

static bool
add_graph(const struct app *app, const struct chart *chart,
          struct sheet *sheet)
{
    struct graph_spec spec = {
        .width = sheet->width,
        .height = plot_lines(app),
        .ascii = !draw_is_unicode(),
    };
    struct graph graph;
    bool drawn;

    graph_draw(chart, &spec, &graph);
    drawn = graph.height > 0;
    for (int row = 0; row < graph.height; row++)
        add_row(sheet, &graph, row);
    graph_release(&graph);
    return drawn;
}

/* Where there is little room, the words come before the picture. */
bool
pane_add_picture(const struct app *app, const struct live *live,
                 struct sheet *sheet)
{
    bool over = live->state == LIVE_OVER, beside = app->lesson.beside;
    bool drawn;

    if (!live->calm.chart.picture)
        return false;
    if (over && !beside)
        add_words(live, sheet);
    drawn = add_graph(app, &live->calm.chart, sheet);
    if (over && beside)
        add_words(live, sheet);
    if (drawn)
        sheet_gap(sheet);
    return drawn;
}
