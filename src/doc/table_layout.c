/*
 * Tables.  Each column gets what its widest cell takes where that fits;
 * else the widest columns give way first, and their cells wrap.  Where a cell
 * would get too few columns for that, the table becomes records.
 */
#include "doc/table_layout.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "doc/inlines.h"
#include "doc/leaf.h"
#include "doc/table_records.h"

#define BETWEEN " │ "
#define CROSSING "─┼─"
#define BETWEEN_COLUMNS 3
#define COLUMN_MIN 8            /* that a cell which wraps may have */
#define WORD_MIN 12             /* of a word that is cut */

static const struct look decoration = {STYLE_DECORATION, 0};

struct column {
    int natural;                /* columns of its widest cell */
    int word;                   /* and of its widest word */
    int width;
    enum table_align align;
    struct spans *lines;        /* of the cell that is laid out */
    size_t nlines;
    size_t cap;
};

struct grid {
    struct layout *layout;
    const struct table *table;
    struct column *columns;
    int ncolumns;
    bool wraps;                 /* some cell takes several lines */
};

static void
measure_line(const struct wrap_line *line, void *context)
{
    struct column *column = context;

    if (line->spans->columns > column->natural)
        column->natural = line->spans->columns;
}

static void
keep_line(const struct wrap_line *line, void *context)
{
    struct column *column = context;

    if (column->nlines == column->cap) {
        column->cap = column->cap ? column->cap * 2 : 4;
        column->lines = mem_resize(column->lines, column->cap,
                                   sizeof *column->lines);
        memset(column->lines + column->nlines, 0,
               (column->cap - column->nlines) * sizeof *column->lines);
    }
    spans_clear(&column->lines[column->nlines]);
    spans_add_all(&column->lines[column->nlines++], line->spans);
}

void
table_add_cell(struct layout *layout, const struct table_cell *cell,
               unsigned style)
{
    struct wrap *wrap = &layout->wrap;
    struct inlines inlines = {
        .doc = layout->doc,
        .arena = layout->arena,
        .style = layout_style(layout) | style,
        .skip = TABLE_CELL_SKIP,
        .clickable = layout->clickable,
    };

    if (cell->node) {
        inlines_add(&inlines, cell->node, wrap);
    } else if (cell->text) {
        size_t len = strlen(cell->text);

        wrap_text(wrap, cell->text, len, (struct look){inlines.style, 0});
        wrap->offset += len;
    }
}

static void
add_cell(struct layout *layout, const struct table_cell *cell, bool header)
{
    table_add_cell(layout, cell, header ? STYLE_STRONG : 0);
    wrap_end(&layout->wrap);
}

static void
measure(struct grid *grid)
{
    struct wrap *wrap = &grid->layout->wrap;

    for (size_t i = 0; i < grid->table->nrows; i++) {
        const struct table_row *row = &grid->table->rows[i];

        for (int k = 0; k < row->ncells; k++) {
            struct column *column = &grid->columns[k];

            wrap_begin(wrap, INT_MAX / 2, measure_line, column);
            add_cell(grid->layout, &row->cells[k], i == 0);
            if (wrap->widest_word > column->word)
                column->word = wrap->widest_word;
        }
    }
}

/* The fewest columns for a cell: its widest word's, where not `whole` at most
 * WORD_MIN of them, and COLUMN_MIN where it needs as many. */
static int
least_width(const struct column *column, bool whole)
{
    int word = whole || column->word < WORD_MIN ? column->word : WORD_MIN;

    if (word >= COLUMN_MIN)
        return word;
    return column->natural < COLUMN_MIN ? column->natural : COLUMN_MIN;
}

/* Give no column more than `most` or than it needs.  Returns the sum. */
static int
share(struct grid *grid, int most, bool whole)
{
    long sum = 0;

    for (int i = 0; i < grid->ncolumns; i++) {
        struct column *column = &grid->columns[i];
        int least = least_width(column, whole);

        column->width = most < least ? least : most;
        if (column->width > column->natural)
            column->width = column->natural;
        if (column->width < 1)
            column->width = 1;
        sum += column->width;
    }
    return sum > INT_MAX ? INT_MAX : (int)sum;
}

/* Find the columns' widths; false where `room` is too little for them. */
static bool
find_widths(struct grid *grid, int room)
{
    bool whole = share(grid, 0, true) <= room;
    int low = 0;
    int high = room;

    if (share(grid, 0, whole) > room)
        return false;
    while (low < high) {
        int mid = (low + high + 1) / 2;

        if (share(grid, mid, whole) <= room)
            low = mid;
        else
            high = mid - 1;
    }
    room -= share(grid, low, whole);
    for (int i = 0; i < grid->ncolumns; i++) {
        struct column *column = &grid->columns[i];

        if (room && column->width < column->natural) {
            column->width++;
            room--;
        }
        grid->wraps |= column->width < column->natural;
    }
    return true;
}

static void
add_padded(struct spans *spans, const struct column *column, size_t line)
{
    static const struct spans none = SPANS_INIT;
    const struct spans *text = line < column->nlines ? &column->lines[line]
                                                     : &none;
    int free = column->width - text->columns;
    int before = column->align == ALIGN_RIGHT    ? free
                 : column->align == ALIGN_CENTER ? free / 2
                                                 : 0;

    spans_pad(spans, before, decoration);
    spans_add_all(spans, text);
    spans_pad(spans, free - before, decoration);
}

static void
give_lines(struct grid *grid, int source_line, size_t count)
{
    struct layout *layout = grid->layout;
    struct spans spans = SPANS_INIT;
    struct row_mark mark = {.offset = layout->place, .line = source_line};

    for (size_t i = 0; i < count; i++) {
        spans_clear(&spans);
        for (int k = 0; k < grid->ncolumns; k++) {
            if (k)
                spans_add(&spans, BETWEEN, strlen(BETWEEN), BETWEEN_COLUMNS,
                          decoration);
            add_padded(&spans, &grid->columns[k], i);
        }
        layout_row(layout, &spans, mark);
        mark.offset++;
    }
    spans_release(&spans);
}

static void
give_row(struct grid *grid, const struct table_row *row, bool header)
{
    struct wrap *wrap = &grid->layout->wrap;
    size_t count = 1;

    wrap->offset = grid->layout->place;
    wrap->line = row->line;
    for (int k = 0; k < grid->ncolumns; k++) {
        struct column *column = &grid->columns[k];

        column->nlines = 0;
        if (k >= row->ncells)
            continue;
        wrap_begin(wrap, column->width, keep_line, column);
        add_cell(grid->layout, &row->cells[k], header);
        if (column->nlines > count)
            count = column->nlines;
    }
    give_lines(grid, row->line, count);
    grid->layout->place = wrap->offset + 1;
}

/* The rule below the header and, where cells wrap, between rows. */
static void
give_rule(struct grid *grid, int source_line)
{
    struct spans spans = SPANS_INIT;

    for (int k = 0; k < grid->ncolumns; k++) {
        if (k)
            spans_add(&spans, CROSSING, strlen(CROSSING), BETWEEN_COLUMNS,
                      decoration);
        spans_rule(&spans, grid->columns[k].width, false);
    }
    layout_row(grid->layout, &spans,
               (struct row_mark){.offset = grid->layout->place - 1,
                                 .line = source_line});
    spans_release(&spans);
}

static void
give_grid(struct grid *grid)
{
    const struct table *table = grid->table;

    for (size_t i = 0; i < table->nrows && !grid->layout->result; i++) {
        if (i == 1 || (i && grid->wraps))
            give_rule(grid, table->rows[i].line);
        give_row(grid, &table->rows[i], i == 0);
    }
    if (table->nrows == 1)
        give_rule(grid, table->rows[0].line);
}

static void
release(struct grid *grid)
{
    for (int i = 0; i < grid->ncolumns; i++) {
        for (size_t k = 0; k < grid->columns[i].cap; k++)
            spans_release(&grid->columns[i].lines[k]);
        free(grid->columns[i].lines);
    }
    free(grid->columns);
}

/* Lay out in columns; false, without any row, where there is no room. */
static bool
try_grid(struct layout *layout, const struct table *table)
{
    int room = layout_columns(layout) -
               (table->ncolumns - 1) * BETWEEN_COLUMNS;
    struct grid grid = {layout, table, NULL, table->ncolumns, false};
    bool fits;

    if (table->ncolumns > layout_columns(layout) / BETWEEN_COLUMNS)
        return false;
    grid.columns = mem_new((size_t)grid.ncolumns * sizeof *grid.columns);
    for (int i = 0; i < grid.ncolumns; i++)
        grid.columns[i].align = table->aligns[i];
    measure(&grid);
    fits = find_widths(&grid, room);
    if (fits)
        give_grid(&grid);
    release(&grid);
    return fits;
}

void
table_layout(struct layout *layout, const struct table *table)
{
    if (table->intro) {
        leaf_paragraph(layout, table->intro, table->line, 0);
        layout_owe_gap(layout);
    }
    if (!try_grid(layout, table))
        table_records(layout, table);
    layout->place += ROOM_BLOCK;
}
