/* A picture as plain text in ASCII. */
#include "report/graph.h"

#include "report/text.h"

#define PLOT_LINES 9

static void
add_row(struct str *text, const struct graph *graph, int row)
{
    const struct graph_cell *cells = &graph->cells[row * graph->width];
    int end = graph->width;

    while (end > 0 && cells[end - 1].part == GRAPH_BLANK)
        end--;
    for (int x = 0; x < end; x++)
        str_add(text, cells[x].sign);
    str_add_char(text, '\n');
}

/* With an empty line, which may be all that there is. */
static bool
ends_blank(const struct str *text)
{
    const char *last = str_text(text) + text->len;

    return text->len && last[-1] == '\n' &&
           (text->len == 1 || last[-2] == '\n');
}

void
graph_plain(const struct run *run, const struct picture *picture,
            int columns, struct str *ret_text)
{
    struct graph_spec spec = {
        .width = columns,
        .height = PLOT_LINES,
        .ascii = true,
    };
    struct str line = STR_INIT;
    struct chart chart;
    struct graph graph;

    chart_make(picture, &run->output, &chart);
    graph_draw(&chart, &spec, &graph);
    if (chart.values && !ends_blank(ret_text))
        str_add_char(ret_text, '\n');
    for (int row = 0; row < graph.height; row++)
        add_row(ret_text, &graph, row);
    chart_sentence(&chart, &line);
    if (line.len)
        text_wrap(ret_text, str_text(&line), columns);
    str_clear(&line);
    chart_missing(&chart, &line);
    if (line.len)
        text_wrap(ret_text, str_text(&line), columns);
    str_clear(&line);
    chart_says(picture, run, &line);
    if (line.len)
        text_wrap(ret_text, str_text(&line), columns);
    str_release(&line);
    graph_release(&graph);
    chart_release(&chart);
}
