/*
 * A chart drawn into cells, in Unicode or in ASCII.  Each cell says what it
 * is part of, so that text and screen can both show it, the screen with
 * colours: what a colour tells, the cell's sign tells as well.
 */
#ifndef REPORT_GRAPH_H
#define REPORT_GRAPH_H

#include <stdbool.h>
#include <stddef.h>

#include "report/chart.h"

enum graph_part {
    GRAPH_BLANK,
    GRAPH_LABEL,
    GRAPH_AXIS,
    GRAPH_VALUE,                /* a number as the program printed it */
    GRAPH_BAR,
    GRAPH_MODEL,
    GRAPH_SERIES,               /* GRAPH_SERIES + n for curve n */
};

struct graph_cell {
    char sign[5];               /* one character, one column */
    unsigned char part;         /* enum graph_part */
};

struct graph {
    int width, height;
    struct graph_cell *cells;   /* row by row */
};

#define GRAPH_INIT {0}

struct graph_spec {
    int width;                  /* columns that there are */
    int height;                 /* lines of the plot of curves, without axis,
                                 * labels and legend; bars take a line each */
    bool ascii;
};

/* Lines around the plot of curves: legend, axis, labels. */
#define GRAPH_AROUND 3

/*
 * Draw it.  A graph without height is what comes of too little room, or of a
 * chart without a number.  graph_release() ends it.
 */
void graph_draw(const struct chart *chart, const struct graph_spec *spec,
                struct graph *ret_graph);
void graph_release(struct graph *graph);

/* What that run draws, and what there is to say of it, as plain text in
 * ASCII, `columns` wide; "" where it draws nothing.  Appends to ret_text. */
void graph_plain(const struct run *run, const struct picture *picture,
                 int columns, struct str *ret_text);

/* ---- for those who draw: */

/* Text from a cell on, as far as the row goes.  Returns the columns. */
int graph_put(struct graph *graph, int y, int x, enum graph_part part,
              const char *text);

/* The two kinds; the graph is blank, and as large as was asked for. */
void graph_draw_bars(const struct chart *chart,
                     const struct graph_spec *spec, struct graph *graph);
void graph_draw_curves(const struct chart *chart,
                       const struct graph_spec *spec, struct graph *graph);

#endif
