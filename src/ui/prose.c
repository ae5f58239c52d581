/* A window on the rows of a document. */
#include "ui/prose.h"

#include <limits.h>
#include <ncurses.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define MARGIN 2                /* columns before the text, for marks */
#define MOST_STRETCHES 32       /* matches marked in a row */

void
prose_open(struct prose *prose, const struct doc *doc, size_t offset)
{
    prose_close(prose);
    prose->doc = doc;
    prose->offset = offset;
}

void
prose_close(struct prose *prose)
{
    rows_free(prose->rows);
    *prose = (struct prose){0};
}

/* None where the terminal has been too small for prose so far. */
static size_t
row_count(const struct prose *prose)
{
    return prose->rows ? rows_count(prose->rows) : 0;
}

static size_t
last_top(const struct prose *prose)
{
    size_t count = row_count(prose);

    return count > (size_t)prose->height ? count - (size_t)prose->height : 0;
}

/* After the rows have become others. */
static void
find_match_again(struct prose *prose)
{
    struct place from = {rows_find(prose->rows, prose->match_offset), 0};

    if (prose->wanted[0] &&
        !search_from(prose->rows, prose->wanted, from, &prose->match))
        prose->match = from;
}

void
prose_fit(struct prose *prose, int width, int height)
{
    width -= MARGIN + 1;
    if (width > PROSE_MAX_WIDTH)
        width = PROSE_MAX_WIDTH;
    if (!prose->rows || width != prose->width) {
        rows_free(prose->rows);
        prose->rows = rows_new(prose->doc, width);
        prose->width = width;
        prose->top = prose->offset ? rows_find(prose->rows, prose->offset) : 0;
        find_match_again(prose);
    }
    prose->height = height;
    if (prose->seeking)
        prose_search(prose, prose->wanted);
}

/* The window begins at a row that exists; the last one may be at its end. */
static size_t
clamped_top(const struct prose *prose)
{
    size_t last = last_top(prose);

    return prose->top < last ? prose->top : last;
}

static void
go_to(struct prose *prose, size_t top)
{
    if (!prose->rows)
        return;
    prose->top = top;
    prose->top = clamped_top(prose);
    prose->offset = prose->top && prose->top < row_count(prose)
                        ? rows_at(prose->rows, prose->top)->offset
                        : 0;
}

/* A heading of several rows, or with a rule, is one place. */
void
prose_go_to(struct prose *prose, size_t offset)
{
    size_t at = 0;

    prose->offset = offset;
    if (!prose->rows)
        return;
    if (offset)
        at = rows_find(prose->rows, offset);
    while (at > 0 &&
           rows_at(prose->rows, at - 1)->offset ==
               rows_at(prose->rows, at)->offset &&
           rows_at(prose->rows, at - 1)->flags & ROW_HEADING)
        at--;
    go_to(prose, at);
}

void
prose_scroll(struct prose *prose, long rows)
{
    long top = (long)clamped_top(prose) + rows;

    go_to(prose, top > 0 ? (size_t)top : 0);
}

static int
widest_code(const struct prose *prose)
{
    int widest = 0;

    for (size_t i = 0; i < row_count(prose); i++) {
        const struct row *row = rows_at(prose->rows, i);

        if (row->flags & ROW_CODE && row->columns > widest)
            widest = row->columns;
    }
    return widest;
}

void
prose_scroll_code(struct prose *prose, int columns)
{
    int last = widest_code(prose) - prose->width + 1;

    prose->first += columns;
    if (prose->first > last)
        prose->first = last;
    if (prose->first < 0)
        prose->first = 0;
}

long
prose_fence_row(const struct prose *prose, size_t fence)
{
    for (size_t i = 0; i < row_count(prose); i++)
        if (rows_at(prose->rows, i)->fence == (int)fence)
            return (long)i - (long)clamped_top(prose);
    return LONG_MAX;
}

long
prose_line_row(const struct prose *prose, int line)
{
    size_t after = 0;

    for (size_t i = 0; i < row_count(prose); i++) {
        const struct row *row = rows_at(prose->rows, i);

        if (row->fence < 0 && row->nspans && row->line < line)
            after = i + 1;
    }
    return (long)after - (long)clamped_top(prose);
}

void
prose_show_fence(struct prose *prose, size_t fence)
{
    size_t count = row_count(prose), first = count, end = 0;
    size_t top = clamped_top(prose);

    for (size_t i = 0; i < count; i++) {
        if (rows_at(prose->rows, i)->fence != (int)fence)
            continue;
        if (first == count)
            first = i;
        end = i + 1;
    }
    if (first == count)
        return;
    if (first < top || end > top + (size_t)prose->height)
        go_to(prose, first > 1 ? first - 2 : 0);
}

/* The rows of the block below a line; none where first is not less. */
static void
passage_rows(const struct prose *prose, size_t *ret_first, size_t *ret_end)
{
    size_t count = row_count(prose), first = 0, end;

    while (first < count) {
        const struct row *row = rows_at(prose->rows, first);

        if (row->nspans && row->line > prose->passage)
            break;
        first++;
    }
    for (end = first; end < count && rows_at(prose->rows, end)->nspans; end++)
        continue;
    *ret_first = first;
    *ret_end = prose->passage ? end : first;
}

void
prose_show_passage(struct prose *prose, int line)
{
    size_t top = clamped_top(prose), height = (size_t)prose->height;
    size_t first, end, above;

    prose->passage = line;
    passage_rows(prose, &first, &end);
    if (first >= end || (first >= top && end <= top + height))
        return;
    above = end - first < height ? (height - (end - first)) / 3 : 0;
    go_to(prose, first > above ? first - above : 0);
}

void
prose_heading(struct prose *prose, int direction)
{
    size_t count = row_count(prose);
    size_t at = clamped_top(prose);

    while (direction > 0 ? at + 1 < count : at > 0) {
        at += direction > 0 ? 1 : (size_t)-1;
        if (rows_at(prose->rows, at)->flags & ROW_HEADING)
            break;
    }
    go_to(prose, at);
}

/* Wide code is scrolled, too. */
static void
show_match(struct prose *prose)
{
    const struct row *row = rows_at(prose->rows, prose->match.row);
    int column = search_column(prose->rows, prose->match);
    int end = column + (int)strlen(prose->wanted);
    size_t top = clamped_top(prose), at = prose->match.row;

    prose->match_offset = row->offset;
    if (at < top || at >= top + (size_t)prose->height)
        go_to(prose, at > (size_t)prose->height / 3
                         ? at - (size_t)prose->height / 3
                         : 0);
    if (!(row->flags & ROW_CODE))
        return;
    if (column < prose->first || end >= prose->first + prose->width)
        prose->first = end >= prose->width ? end - prose->width + 1 : 0;
}

bool
prose_search(struct prose *prose, const char *text)
{
    struct place top = {clamped_top(prose), 0}, start = {0, 0};

    if (text != prose->wanted)
        snprintf(prose->wanted, sizeof prose->wanted, "%s", text);
    prose->seeking = !prose->rows;
    if (prose->seeking)
        return true;
    if (!search_from(prose->rows, text, top, &prose->match) &&
        !search_from(prose->rows, text, start, &prose->match)) {
        prose_search_end(prose);
        return false;
    }
    show_match(prose);
    return true;
}

void
prose_search_next(struct prose *prose, bool *ret_again)
{
    struct place from = {prose->match.row, prose->match.byte + 1};
    struct place start = {0, 0};

    *ret_again = false;
    if (!prose->rows)
        return;
    if (!search_from(prose->rows, prose->wanted, from, &prose->match))
        *ret_again = search_from(prose->rows, prose->wanted, start,
                                 &prose->match);
    show_match(prose);
}

void
prose_search_end(struct prose *prose)
{
    prose->wanted[0] = '\0';
    prose->seeking = false;
}

bool
prose_is_searching(const struct prose *prose)
{
    return prose->wanted[0];
}

/* Where a column of a row is in an area that shows it. */
static int
screen_column(const struct prose *prose, struct area area,
              const struct row *row, int column)
{
    int x = column - (row->flags & ROW_CODE ? prose->first : 0);
    int last = area.width - MARGIN - 1;

    return area.x + MARGIN + (x < 0 ? 0 : x > last ? last : x);
}

void
prose_cursor(const struct prose *prose, struct area area)
{
    long y = (long)prose->match.row - (long)clamped_top(prose);
    int column;

    move(area.y, area.x + MARGIN);
    if (!prose->wanted[0] || prose->match.row >= row_count(prose) ||
        y < 0 || y >= area.height)
        return;
    column = search_column(prose->rows, prose->match);
    move(area.y + (int)y,
         screen_column(prose, area, rows_at(prose->rows, prose->match.row),
                       column));
}

static void
mark_matches(const struct prose *prose, struct area line, size_t index)
{
    struct stretch stretches[MOST_STRETCHES];
    const struct row *row = rows_at(prose->rows, index);
    size_t count = search_stretches(prose->rows, prose->wanted, index,
                                    stretches, MOST_STRETCHES);

    for (size_t i = 0; i < count; i++) {
        int x = screen_column(prose, line, row, stretches[i].begin);
        int end = screen_column(prose, line, row, stretches[i].end);

        if (end > x)
            draw_over((struct area){line.y, x, 1, end - x}, LOOK_MATCH);
    }
}

int
prose_percent(const struct prose *prose)
{
    size_t last = last_top(prose);

    return last ? (int)(clamped_top(prose) * 100 / last) : 100;
}

static void
draw_marked(struct area area, const struct row *row, int first,
            struct prose_mark mark)
{
    struct area text = {area.y, area.x + MARGIN, 1, area.width - MARGIN - 1};
    int after = utf8_columns(mark.after, strlen(mark.after));

    draw_blank(area);
    draw_row(text, row, first);
    draw_text((struct area){area.y, area.x + MARGIN - 1, 1, 1}, mark.look,
              mark.before);
    if (after && row->columns + after + 2 <= text.width)
        draw_text((struct area){area.y, text.x + text.width - after, 1, after},
                  mark.look, mark.after);
}

/* An answer of several rows is marked at its first. */
static bool
continues_item(const struct rows *rows, size_t index)
{
    const struct row *row = rows_at(rows, index), *before;

    if (index == 0 || row->item == 0)
        return false;
    before = rows_at(rows, index - 1);
    return before->fence == row->fence && before->item == row->item;
}

void
prose_draw_row(const struct rows *rows, size_t index, struct area line,
               const struct prose_pen *pen)
{
    const struct row *row = rows_at(rows, index);
    struct prose_mark mark = {.before = "", .after = ""};

    pen->marker(pen->context, row, &mark);
    if (continues_item(rows, index))
        mark.before = mark.after = "";
    draw_marked(line, row, pen->first, mark);
    if (mark.hit.kind != HIT_NONE)
        hits_add(line, mark.hit);
}

void
prose_draw(const struct prose *prose, struct area area, prose_marker marker,
           void *context)
{
    const struct prose_pen pen = {prose->first, marker, context};
    size_t top = clamped_top(prose), first, end;

    draw_blank(area);
    hits_add_wheel(area, KEY_UP, KEY_DOWN);
    passage_rows(prose, &first, &end);
    for (int y = 0; y < area.height; y++) {
        size_t index = top + (size_t)y;
        struct area line = {area.y + y, area.x, 1, area.width};

        if (index >= row_count(prose))
            break;
        prose_draw_row(prose->rows, index, line, &pen);
        if (index >= first && index < end)
            draw_text((struct area){line.y, line.x, 1, 1}, LOOK_VALUE, "┃");
        if (prose->wanted[0])
            mark_matches(prose, line, index);
    }
}
