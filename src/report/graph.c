/* Cells, and which of the two kinds of drawing is meant. */
#include "report/graph.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#define NARROWEST 20            /* columns: less has no picture */
#define WIDEST 120              /* more would only stretch it */
#define LOWEST 3

/* Blank cells. */
static void
graph_init(struct graph *graph, int width, int height)
{
    size_t count = (size_t)width * (size_t)height;

    *graph = (struct graph){
        .width = width,
        .height = height,
        .cells = mem_resize(NULL, count + 1, sizeof *graph->cells),
    };
    for (size_t i = 0; i < count; i++)
        graph->cells[i] = (struct graph_cell){" ", GRAPH_BLANK};
}

void
graph_release(struct graph *graph)
{
    free(graph->cells);
    *graph = (struct graph)GRAPH_INIT;
}

int
graph_put(struct graph *graph, int y, int x, enum graph_part part,
          const char *text)
{
    size_t len = strlen(text);
    int begin = x;

    for (size_t at = 0; at < len && x < graph->width;) {
        struct graph_cell *cell = &graph->cells[y * graph->width + x];
        int columns;
        size_t bytes = utf8_cluster(text + at, len - at, &columns);

        /* A cell has one column, and room for no more than a character. */
        if (x >= 0 && columns == 1 && bytes < sizeof cell->sign) {
            *cell = (struct graph_cell){.part = (unsigned char)part};
            memcpy(cell->sign, text + at, bytes);
        } else if (x >= 0 && columns) {
            *cell = (struct graph_cell){"?", (unsigned char)part};
        }
        x += columns > 0;
        at += bytes;
    }
    return x - begin;
}

/* A line each, and one between two groups. */
static int
bar_lines(const struct chart *chart)
{
    int lines = 0;

    for (size_t i = 0; i < chart->nbars; i++)
        lines += 1 + chart->bars[i].begins;
    return lines;
}

void
graph_draw(const struct chart *chart, const struct graph_spec *spec,
           struct graph *ret_graph)
{
    bool bars = chart->picture->kind == PICTURE_OF_BARS;
    int height = spec->height > LOWEST ? spec->height : LOWEST;

    *ret_graph = (struct graph)GRAPH_INIT;
    if (spec->width < NARROWEST || !chart->y.any)
        return;
    graph_init(ret_graph, spec->width < WIDEST ? spec->width : WIDEST,
               bars ? bar_lines(chart) : height + GRAPH_AROUND);
    if (bars)
        graph_draw_bars(chart, spec, ret_graph);
    else
        graph_draw_curves(chart, spec, ret_graph);
}
