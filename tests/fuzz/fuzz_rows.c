/*
 * Markdown to rows.  Bytes: flags, what fences show, two of the width, two
 * of a window; then the text.
 */
#include <stdlib.h>
#include <string.h>

#include "doc/doc.h"
#include "doc/rows.h"
#include "fuzz.h"

#define WIDTHS 600
#define SPANS 64

static void
replace_fences(struct doc *doc, unsigned choices)
{
    for (size_t i = 0; i < doc_fence_count(doc); i++) {
        const struct doc_fence *fence = doc_fence(doc, i);
        unsigned choice = (choices >> (i % 4 * 2)) & 3;

        must(!memchr(fence->info, '\n', strlen(fence->info)));
        must(!fence->body_len || fence->body[fence->body_len - 1] == '\n');
        if (choice == 1)
            doc_fence_hide(doc, i);
        else if (choice == 2)
            doc_fence_show_code(doc, i, fence->info, fence->body);
        else if (choice == 3)
            doc_fence_show_markdown(doc, i, fence->body);
    }
}

static void
check_window(const struct row *row, struct window window)
{
    struct span spans[SPANS];
    bool left = false, right = false;
    size_t count = row_window(row, &window, spans, &left, &right);
    int columns = 0;

    must(count <= window.max);
    for (size_t i = 0; i < count; i++) {
        must_be_clean(spans[i].text, spans[i].bytes, false);
        columns += spans[i].columns;
    }
    must(!count || columns <= window.width - left - right);
}

static void
check_row(const struct doc *doc, const struct row *row, int width)
{
    long columns = 0;

    for (unsigned i = 0; i < row->nspans; i++) {
        must_be_clean(row->spans[i].text, row->spans[i].bytes, false);
        must(row->spans[i].link <= doc_link_count(doc));
        columns += row->spans[i].columns;
    }
    must(columns == row->columns);
    must(columns <= width || columns <= ROWS_MIN_WIDTH ||
         (row->flags & ROW_CODE));
    must(row->line >= 1);
    must(row->fence < (int)doc_fence_count(doc));
}

static int
count_row(const struct row *row, void *context)
{
    size_t *count = context;

    (void)row;
    ++*count;
    return 0;
}

/* What rows are checked for, where they are handed out. */
struct wanted {
    const struct doc *doc;
    int width;
};

static int
check_given_row(const struct row *row, void *context)
{
    const struct wanted *wanted = context;

    check_row(wanted->doc, row, wanted->width);
    return 0;
}

static void
check_rows(const struct doc *doc, int width, struct window window)
{
    struct rows *rows = rows_new(doc, width);
    size_t count = 0, offset = 0;

    for (size_t i = 0; i < rows_count(rows); i++) {
        const struct row *row = rows_at(rows, i);

        must(row->offset >= offset);
        offset = row->offset;
        check_row(doc, row, width);
        check_window(row, window);
    }
    rows_each(doc, width, 0, count_row, &count);
    must(count == rows_count(rows));
    rows_each(doc, width, ROWS_CLICKABLE, check_given_row,
              &(struct wanted){doc, width});
    if (count)
        must(rows_at(rows, rows_find(rows, offset))->offset == offset);
    rows_free(rows);
}

static void
check_parts(const struct doc *doc)
{
    const char *summary = doc_summary(doc);

    must_be_clean(summary, strlen(summary), false);
    for (size_t i = 0; i < doc_heading_count(doc); i++) {
        const struct doc_heading *heading = doc_heading(doc, i);

        must(heading->level >= 1 && heading->level <= 6);
        must_be_clean(heading->text, strlen(heading->text), false);
    }
    for (size_t i = 0; i < doc_comment_count(doc); i++)
        must(doc_comment(doc, i)->text != NULL);
    for (size_t i = 0; i < doc_link_count(doc); i++)
        must(doc_link(doc, i) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};
    unsigned flags = input_byte(&input);
    unsigned choices = input_byte(&input);
    int width = input_byte(&input) << 8;
    struct window window;
    struct doc *doc;

    width = (width | input_byte(&input)) % WIDTHS;
    window.first = input_byte(&input) * ((flags & 4) ? 100 : 1);
    window.width = input_byte(&input);
    window.max = 1 + flags / 8;
    doc_use_ascii(flags & 64);
    doc = doc_new((const char *)input.data, input.size,
                  flags & (DOC_GITHUB | DOC_LESSON));
    replace_fences(doc, choices);
    check_parts(doc);
    check_rows(doc, width, window);
    doc_free(doc);
    return 0;
}
