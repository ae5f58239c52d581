/*
 * Curves between axes.  Lines are drawn in braille, which has two by four
 * dots a cell, points as signs of their own over them, and a model as single
 * dots where nothing else is.
 *
 *      * error   . ideal   over steps
 *    1e-2 |*
 *         | :
 *         |  :*
 *    1e-6 |    .*
 *         +-+--+--+
 *          10 100 1000
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "report/graph.h"

#define DOTS_X 2                /* of a cell */
#define DOTS_Y 4
#define ROWS_A_MARK 3           /* of the upright axis, at least */
#define COLUMNS_A_POINT 3       /* less, and not every point has a sign */
#define LABELLED 12             /* points, of which each may have a label */
#define PLOT_LEAST 8            /* columns */

struct plot {
    const struct chart *chart;
    const struct graph_spec *spec;
    struct graph *graph;
    struct axis x, y;
    int left, width, height;    /* of the cells between the axes; they begin
                                 * in row 1 */
    unsigned char *dots;        /* of each cell, as braille has them */
};

struct dot {
    int x, y;                   /* dots, from the upper left */
};

static const char *
sign_of(const struct plot *plot, size_t series)
{
    static const char *const signs[2][PICTURE_CURVES] = {
        {"●", "■", "○", "▲"}, {"*", "#", "o", "^"},
    };

    return signs[plot->spec->ascii][series];
}

static const char *
model_sign(const struct plot *plot, size_t model)
{
    static const char *const signs[2][PICTURE_MODELS] = {
        {"·", "×"}, {".", "x"},
    };

    return signs[plot->spec->ascii][model];
}

static struct dot
dot_of(const struct plot *plot, const struct chart_point *point)
{
    double width = plot->width * DOTS_X - 1;
    double height = plot->height * DOTS_Y - 1;

    return (struct dot){
        (int)(axis_place(&plot->x, point->x) * width + 0.5),
        (int)((1 - axis_place(&plot->y, point->y)) * height + 0.5),
    };
}

static struct graph_cell *
cell_at(const struct plot *plot, struct dot dot)
{
    int x = plot->left + dot.x / DOTS_X, y = 1 + dot.y / DOTS_Y;

    return &plot->graph->cells[y * plot->graph->width + x];
}

/* ---- axes */

/* The marks, and how wide their labels are. */
static void
make_y(struct plot *plot)
{
    size_t most = (size_t)(plot->height + ROWS_A_MARK - 2) / ROWS_A_MARK + 1;
    int widest = 1;

    axis_around(&plot->chart->y, plot->chart->picture->log_y, most, &plot->y);
    for (size_t i = 0; i < plot->y.nmarks; i++) {
        struct str text = STR_INIT;

        axis_number(plot->y.marks[i], &text);
        if ((int)text.len > widest)
            widest = (int)text.len;
        str_release(&text);
    }
    plot->left = widest + 3;
    plot->width = plot->graph->width - plot->left - 1;
}

static void
draw_y(const struct plot *plot)
{
    const char *rule = plot->spec->ascii ? "|" : "│";
    const char *mark = plot->spec->ascii ? "+" : "┤";

    for (int row = 0; row < plot->height; row++)
        graph_put(plot->graph, 1 + row, plot->left - 1, GRAPH_AXIS, rule);
    for (size_t i = 0; i < plot->y.nmarks; i++) {
        struct chart_point point = {plot->x.from, plot->y.marks[i]};
        int row = dot_of(plot, &point).y / DOTS_Y;
        struct str text = STR_INIT;

        axis_number(plot->y.marks[i], &text);
        graph_put(plot->graph, 1 + row, plot->left - 2 - (int)text.len,
                  GRAPH_LABEL, str_text(&text));
        graph_put(plot->graph, 1 + row, plot->left - 1, GRAPH_AXIS, mark);
        str_release(&text);
    }
}

/* Label a value under the axis unless it would touch another one. */
static void
label_x(const struct plot *plot, double value)
{
    struct graph *graph = plot->graph;
    struct chart_point point = {value, plot->y.from};
    int column = plot->left + dot_of(plot, &point).x / DOTS_X;
    int row = plot->height + 1;
    struct str text = STR_INIT;
    int len, begin;
    bool free = true;

    axis_number(value, &text);
    len = (int)text.len;
    begin = column - len / 2;
    if (begin + len > graph->width)
        begin = graph->width - len;
    if (begin < 0)
        begin = 0;
    for (int x = begin - 1; x <= begin + len; x++)
        free &= x < 0 || x >= graph->width ||
                graph->cells[(row + 1) * graph->width + x].part ==
                    GRAPH_BLANK;
    if (free) {
        graph_put(graph, row + 1, begin, GRAPH_LABEL, str_text(&text));
        graph_put(graph, row, column, GRAPH_AXIS,
                  plot->spec->ascii ? "+" : "┬");
    }
    str_release(&text);
}

/* The longest curve has the points that are worth a label. */
static const struct chart_series *
longest(const struct chart *chart)
{
    const struct chart_series *found = &chart->series[0];

    for (size_t i = 1; i < chart->nseries; i++)
        if (chart->series[i].npoints > found->npoints)
            found = &chart->series[i];
    return found;
}

/* Both ends first, so that they are never without one. */
static void
draw_x(const struct plot *plot)
{
    const struct chart_series *series = longest(plot->chart);
    bool ascii = plot->spec->ascii;
    int row = plot->height + 1;

    graph_put(plot->graph, row, plot->left - 1, GRAPH_AXIS,
              ascii ? "+" : "└");
    for (int x = 0; x < plot->width; x++)
        graph_put(plot->graph, row, plot->left + x, GRAPH_AXIS,
                  ascii ? "-" : "─");
    label_x(plot, plot->x.from);
    label_x(plot, plot->x.to);
    if (series->npoints <= LABELLED)
        for (size_t i = 0; i < series->npoints; i++)
            label_x(plot, series->points[i].x);
    else
        for (size_t i = 0; i < plot->x.nmarks; i++)
            label_x(plot, plot->x.marks[i]);
}

/* ---- lines */

static void
add_dot(const struct plot *plot, struct dot dot)
{
    static const unsigned char bits[DOTS_Y][DOTS_X] = {
        {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80},
    };
    struct graph_cell *cell = cell_at(plot, dot);

    plot->dots[cell - plot->graph->cells] |=
        bits[dot.y % DOTS_Y][dot.x % DOTS_X];
}

/* U+2800 and the dots; in ASCII whether they are high, low or both. */
static void
put_dots(const struct plot *plot, struct graph_cell *cell, size_t series)
{
    unsigned char dots = plot->dots[cell - plot->graph->cells];
    bool high = dots & 0x1b, low = dots & 0xe4;

    memset(cell->sign, 0, sizeof cell->sign);
    if (plot->spec->ascii)
        cell->sign[0] = high && low ? ':' : high ? '\'' : '-';
    else
        utf8_put(0x2800u + dots, cell->sign);
    cell->part = (unsigned char)(GRAPH_SERIES + series);
}

typedef void visit_dot(const struct plot *plot, struct dot dot, size_t series);

static void
visit_line(const struct plot *plot, struct dot dot, size_t series)
{
    add_dot(plot, dot);
    put_dots(plot, cell_at(plot, dot), series);
}

/* One a cell: a line of dots. */
static void
visit_model(const struct plot *plot, struct dot dot, size_t series)
{
    struct graph_cell *cell = cell_at(plot, dot);

    if (cell->part != GRAPH_BLANK)
        return;
    memset(cell->sign, 0, sizeof cell->sign);
    strcpy(cell->sign, model_sign(plot, series));
    cell->part = GRAPH_MODEL;
}

/* All dots of the straight line between two. */
static void
follow(const struct plot *plot, struct dot from, struct dot to,
       visit_dot *visit, size_t series)
{
    int dx = to.x - from.x, dy = to.y - from.y;
    int steps = abs(dx) > abs(dy) ? abs(dx) : abs(dy);

    for (int i = 0; i <= steps; i++) {
        double part = steps ? (double)i / steps : 0;
        struct dot dot = {from.x + (int)lround(dx * part),
                            from.y + (int)lround(dy * part)};

        visit(plot, dot, series);
    }
}

static void
draw_line(const struct plot *plot, const struct chart_series *series,
          visit_dot *visit, size_t number)
{
    for (size_t i = 0; i < series->npoints; i++) {
        struct dot to = dot_of(plot, &series->points[i]);
        struct dot from =
            i ? dot_of(plot, &series->points[i - 1]) : to;

        follow(plot, from, to, visit, number);
    }
}

/* The last one always, since it is where the curve has got to. */
static void
draw_signs(const struct plot *plot, const struct chart_series *series,
           size_t number)
{
    size_t room = (size_t)(plot->width / COLUMNS_A_POINT) + 1;
    size_t each = (series->npoints + room - 1) / room;

    for (size_t i = series->npoints; i > 0; i -= i > each ? each : i) {
        struct graph_cell *cell =
            cell_at(plot, dot_of(plot, &series->points[i - 1]));

        memset(cell->sign, 0, sizeof cell->sign);
        strcpy(cell->sign, sign_of(plot, number));
        cell->part = (unsigned char)(GRAPH_SERIES + number);
    }
}

/* A model last, as it only fills what is blank; the first curve's signs
 * over all others. */
static void
draw_all(const struct plot *plot)
{
    const struct chart *chart = plot->chart;
    size_t curves = chart->picture->nnames;

    for (size_t i = curves; i > 0; i--)
        draw_line(plot, &chart->series[i - 1], visit_line, i - 1);
    for (size_t i = curves; i > 0; i--)
        draw_signs(plot, &chart->series[i - 1], i - 1);
    for (size_t i = curves; i < chart->nseries; i++)
        draw_line(plot, &chart->series[i], visit_model, i - curves);
}

/* "* error   . ideal   ms over steps" */
static void
draw_legend(const struct plot *plot)
{
    const struct chart *chart = plot->chart;
    const struct picture *picture = chart->picture;
    struct graph *graph = plot->graph;
    size_t curves = picture->nnames;
    int x = 1;

    for (size_t i = 0; i < chart->nseries; i++) {
        bool model = i >= curves;
        enum graph_part part = model ? GRAPH_MODEL : GRAPH_SERIES + (int)i;

        if (chart->series[i].npoints == 0)
            continue;
        x += graph_put(graph, 0, x, part,
                       model ? model_sign(plot, i - curves)
                             : sign_of(plot, i)) + 1;
        x += graph_put(graph, 0, x, GRAPH_VALUE, chart->series[i].name) + 3;
    }
    if (picture->unit)
        x += graph_put(graph, 0, x, GRAPH_LABEL, picture->unit) + 1;
    if (picture->x) {
        x += graph_put(graph, 0, x, GRAPH_LABEL, "over") + 1;
        graph_put(graph, 0, x, GRAPH_LABEL, picture->x);
    }
}

void
graph_draw_curves(const struct chart *chart, const struct graph_spec *spec,
                  struct graph *graph)
{
    struct plot plot = {
        .chart = chart,
        .spec = spec,
        .graph = graph,
        .height = graph->height - GRAPH_AROUND,
    };

    make_y(&plot);
    if (plot.width < PLOT_LEAST) {
        graph_release(graph);
        return;
    }
    axis_within(&chart->x, chart->picture->log_x, AXIS_MARKS, &plot.x);
    plot.dots = mem_resize(NULL, (size_t)(graph->width * graph->height), 1);
    memset(plot.dots, 0, (size_t)(graph->width * graph->height));
    draw_y(&plot);
    draw_x(&plot);
    draw_all(&plot);
    draw_legend(&plot);
    free(plot.dots);
}
