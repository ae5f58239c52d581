/*
 * Bars from zero, a line each, behind their names; the values stand in a
 * column.  A bar is as exact as an eighth of a cell, and anything but zero
 * has at least that.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "report/graph.h"

#define BAR_MOST 50             /* columns */
#define BAR_LEAST 4
#define VALUE_MOST 12           /* columns that a value takes as it is */

struct frame {
    const struct chart *chart;
    const struct graph_spec *spec;
    int columns;
    int label, bar, value;      /* columns */
    int zero;                   /* eighths of the bar's columns, below zero */
    double eighths;             /* for one of the range */
};

/* As printed, where that is short. */
static void
add_value(const struct chart_bar *bar, const struct picture *picture,
          struct str *text)
{
    if (bar->is_number && utf8_columns(bar->value, strlen(bar->value)) >
                              VALUE_MOST)
        axis_number(bar->number, text);
    else
        str_add(text, bar->value);
    if (picture->unit && text->len)
        str_add_format(text, " %s", picture->unit);
}

static int
columns_of(const struct str *text)
{
    return utf8_columns(str_text(text), text->len);
}

static void
measure(struct frame *frame)
{
    const struct chart *chart = frame->chart;
    double span = chart->y.max / 2 - chart->y.min / 2;
    int width = frame->columns;

    for (size_t i = 0; i < chart->nbars; i++) {
        struct str text = STR_INIT;

        add_value(&chart->bars[i], chart->picture, &text);
        if (columns_of(&text) > frame->value)
            frame->value = columns_of(&text);
        if ((int)chart->bars[i].name_len > frame->label)
            frame->label = (int)chart->bars[i].name_len;
        str_release(&text);
    }
    if (frame->label > width / 3)
        frame->label = width / 3;
    frame->bar = width - frame->label - frame->value - 4;
    if (frame->bar > BAR_MOST)
        frame->bar = BAR_MOST;
    if (frame->bar < BAR_LEAST)
        frame->bar = BAR_LEAST;
    frame->eighths = frame->bar * 8 / span;
    if (!isfinite(frame->eighths)) /* no span, or hardly one */
        frame->eighths = 0;
    /* Whole columns, as there is no block that is filled from the right. */
    frame->zero =
        (int)ceil(-chart->y.min / 2 * frame->eighths / 8 - 1e-9) * 8;
}

static void
put_name(const struct frame *frame, const struct chart_bar *bar, int y,
         struct graph *graph)
{
    struct str text = STR_INIT;
    int len = (int)bar->name_len;

    if (len <= frame->label)
        str_add_n(&text, bar->name, bar->name_len);
    else
        str_add_format(&text, "%.*s%s", frame->label - 1, bar->name,
                       frame->spec->ascii ? "~" : "…");
    graph_put(graph, y, 1, GRAPH_LABEL, str_text(&text));
    str_release(&text);
}

/* `eighths` from the bar's column `from` on; in ASCII a half is whole. */
static void
put_blocks(const struct frame *frame, int y, int from, int eighths,
           struct graph *graph)
{
    static const char *const parts[] = {"",  "▏", "▎", "▍", "▌",
                                        "▋", "▊", "▉", "█"};
    int x = frame->label + 2 + from;

    for (; eighths > 0; eighths -= 8, x++) {
        bool first = x == frame->label + 2 + from;

        if (!frame->spec->ascii)
            graph_put(graph, y, x, GRAPH_BAR,
                      parts[eighths < 8 ? eighths : 8]);
        else if (first || eighths >= 4)
            graph_put(graph, y, x, GRAPH_BAR, "#");
    }
}

static void
put_bar(const struct frame *frame, const struct chart_bar *bar, int y,
        struct graph *graph)
{
    double size = fabs(bar->number) / 2 * frame->eighths;
    int eighths = (int)fmin(floor(size + 0.5), frame->bar * 8);

    if (!bar->is_number || bar->number == 0)
        return;
    if (eighths == 0)
        eighths = 1;
    if (bar->number > 0) {
        int room = frame->bar * 8 - frame->zero;

        put_blocks(frame, y, frame->zero / 8,
                   eighths < room || room <= 0 ? eighths : room, graph);
    } else {
        int whole = (eighths + 7) / 8 * 8;

        whole = whole < frame->zero ? whole : frame->zero;
        put_blocks(frame, y, (frame->zero - whole) / 8, whole, graph);
    }
}

void
graph_draw_bars(const struct chart *chart, const struct graph_spec *spec,
                struct graph *graph)
{
    struct frame frame = {
        .chart = chart,
        .spec = spec,
        .columns = graph->width,
    };
    int y = 0;

    measure(&frame);
    for (size_t i = 0; i < chart->nbars; i++, y++) {
        const struct chart_bar *bar = &chart->bars[i];
        struct str value = STR_INIT;

        y += bar->begins;
        add_value(bar, chart->picture, &value);
        put_name(&frame, bar, y, graph);
        put_bar(&frame, bar, y, graph);
        graph_put(graph, y,
                  frame.label + frame.bar + 3 + frame.value -
                      columns_of(&value),
                  GRAPH_VALUE, str_text(&value));
        str_release(&value);
    }
}
