/*
 * Tables as records.  The header's text is the labels of the first one, so
 * that each text of the table is there once; the labels of the others are
 * added, plain, and short enough to leave room beside them.
 */
#include "doc/table_records.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "doc/table_layout.h"

static const struct look decoration = {STYLE_DECORATION, 0};
static const struct look label_look = {STYLE_DECORATION | STYLE_STRONG, 0};

static bool
is_empty(const struct table_cell *cell)
{
    return !cell->node && !cell->text;
}

static const struct table_cell *
cell_of(const struct table_row *row, int column)
{
    static const struct table_cell none = {0};

    return column < row->ncells ? &row->cells[column] : &none;
}

static bool
is_row_empty(const struct table_row *row)
{
    for (int i = 0; i < row->ncells; i++) {
        if (!is_empty(&row->cells[i]))
            return false;
    }
    return true;
}

static size_t
room_of(const struct table_row *row)
{
    size_t room = 0;

    for (int i = 0; i < row->ncells; i++) {
        const struct table_cell *cell = &row->cells[i];

        if (cell->node)
            room += tree_room_inside(cell->node);
        else if (cell->text)
            room += strlen(cell->text);
    }
    return room;
}

/* The header's text, cut where it takes more than half a line; or NULL. */
static const char *
make_label(struct layout *layout, const struct table_cell *cell)
{
    const char *text = cell->text;
    int most = layout_columns(layout) / 2;
    size_t fit;
    char *cut;

    if (cell->node)
        text = tree_plain_text(layout->arena, cell->node) + TABLE_CELL_SKIP;
    if (!text || !*text || utf8_columns(text, strlen(text)) <= most)
        return text && *text ? text : NULL;
    fit = utf8_fit(text, strlen(text), most - 1, NULL);
    while (fit && text[fit - 1] == ' ')
        fit--;
    cut = arena_take(layout->arena, fit + sizeof "…");
    memcpy(cut, text, fit);
    memcpy(cut + fit, "…", sizeof "…");
    return cut;
}

static const char **
make_labels(struct layout *layout, const struct table *table)
{
    const char **labels =
        mem_new((size_t)table->ncolumns * sizeof *labels);

    for (int i = 0; i < table->ncolumns; i++)
        labels[i] = make_label(layout, cell_of(&table->rows[0], i));
    return labels;
}

static void
give_line(const struct wrap_line *line, void *context)
{
    struct layout *layout = context;

    layout_row(layout, line->spans,
               (struct row_mark){.offset = line->offset, .line = line->line});
}

/* Begin the lines of a cell. */
static struct wrap *
begin(struct layout *layout)
{
    struct wrap *wrap = &layout->wrap;

    wrap_begin(wrap, layout_columns(layout), give_line, layout);
    return wrap;
}

static void
add_colon(struct wrap *wrap, const struct table_cell *value)
{
    wrap_text(wrap, ":", 1, decoration);
    if (!is_empty(value))
        wrap_space(wrap, decoration);
}

/* The first record, or, without a row, the header alone. */
static void
give_first(struct layout *layout, const struct table_row *header,
           const struct table_row *row)
{
    for (int i = 0; i < header->ncells && !layout->result; i++) {
        const struct table_cell *label = &header->cells[i];
        struct wrap *wrap = begin(layout);
        size_t offset = wrap->offset;

        table_add_cell(layout, label, STYLE_STRONG);
        if (row)
            wrap->offset = offset;
        if (row && !is_empty(label))
            add_colon(wrap, cell_of(row, i));
        if (row)
            table_add_cell(layout, cell_of(row, i), 0);
        wrap_end(wrap);
    }
}

static void
give_next(struct layout *layout, const struct table_row *row,
          const char *const *labels)
{
    for (int i = 0; i < row->ncells && !layout->result; i++) {
        const struct table_cell *cell = &row->cells[i];
        struct wrap *wrap = begin(layout);

        if (is_empty(cell))
            continue;
        if (labels[i]) {
            wrap_text(wrap, labels[i], strlen(labels[i]), label_look);
            add_colon(wrap, cell);
        }
        table_add_cell(layout, cell, 0);
        wrap_end(wrap);
    }
}

static void
give_rule(struct layout *layout, const struct spans *rule, int line)
{
    layout_row(layout, rule,
               (struct row_mark){.offset = layout->place - 1, .line = line});
}

static void
begin_row(struct layout *layout, const struct table_row *row)
{
    layout->wrap.offset = layout->place;
    layout->wrap.line = row->line;
}

static void
end_row(struct layout *layout)
{
    layout->place = layout->wrap.offset + 1;
}

static void
give_others(struct layout *layout, const struct table *table)
{
    const char **labels = make_labels(layout, table);
    struct spans rule = SPANS_INIT;

    spans_rule(&rule, layout_columns(layout), false);
    for (size_t i = 2; i < table->nrows && !layout->result; i++) {
        const struct table_row *row = &table->rows[i];

        if (!is_row_empty(row))
            give_rule(layout, &rule, row->line);
        begin_row(layout, row);
        give_next(layout, row, labels);
        end_row(layout);
    }
    spans_release(&rule);
    free(labels);
}

void
table_records(struct layout *layout, const struct table *table)
{
    const struct table_row *header = &table->rows[0];

    if (table->nrows == 1) {
        begin_row(layout, header);
        give_first(layout, header, NULL);
        end_row(layout);
        return;
    }
    layout->place += room_of(header) + 1;
    begin_row(layout, &table->rows[1]);
    give_first(layout, header, &table->rows[1]);
    end_row(layout);
    if (table->nrows > 2)
        give_others(layout, table);
}
