/*
 * A document laid out, kept as a whole or handed out row by row.  What is
 * kept lives in one arena; text stays where the document has it.
 */
#include "doc/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "doc/layout.h"

struct rows {
    struct arena arena;
    struct row *items;
    size_t count;
    size_t cap;
};

static int
lay_out(struct layout *layout)
{
    if (layout->width < ROWS_MIN_WIDTH)
        layout->width = ROWS_MIN_WIDTH;
    layout_document(layout);
    layout_release(layout);
    return layout->result;
}

static int
keep_row(const struct row *row, void *context)
{
    struct rows *rows = context;
    size_t size = row->nspans * sizeof *row->spans;
    struct span *spans = NULL;

    if (size) {
        spans = arena_take(&rows->arena, size);
        memcpy(spans, row->spans, size);
    }
    MEM_GROW(rows->items, rows->count, rows->cap);
    rows->items[rows->count] = *row;
    rows->items[rows->count++].spans = spans;
    return 0;
}

struct rows *
rows_new(const struct doc *doc, int width)
{
    struct rows *rows = mem_new(sizeof *rows);

    lay_out(&(struct layout){
        .doc = doc,
        .width = width,
        .arena = &rows->arena,
        .visit = keep_row,
        .context = rows,
    });
    return rows;
}

void
rows_free(struct rows *rows)
{
    if (!rows)
        return;
    arena_release(&rows->arena);
    free(rows->items);
    free(rows);
}

size_t
rows_count(const struct rows *rows)
{
    return rows->count;
}

const struct row *
rows_at(const struct rows *rows, size_t index)
{
    return &rows->items[index];
}

size_t
rows_find(const struct rows *rows, size_t offset)
{
    size_t low = 0;
    size_t high = rows->count;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (rows->items[mid].offset <= offset)
            low = mid + 1;
        else
            high = mid;
    }
    return low ? low - 1 : 0;
}

int
rows_each(const struct doc *doc, int width, unsigned flags,
          int (*each)(const struct row *row, void *context), void *context)
{
    struct arena arena = ARENA_INIT;
    int result = lay_out(&(struct layout){
        .doc = doc,
        .width = width,
        .arena = &arena,
        .streaming = true,
        .clickable = flags & ROWS_CLICKABLE,
        .visit = each,
        .context = context,
    });

    arena_release(&arena);
    return result;
}
