/*
 * Programs in two columns.  What both have is dim, what only one has is
 * bold, and a sign between them says which: of colours, those for right and
 * wrong would be lies here.
 */
#include "ui/codes.h"

#include <string.h>

#include "base/diff.h"
#include "base/utf8.h"

#define CONTEXT 2               /* lines around a change */
#define COLUMN 22               /* columns that are worth a column */
#define GUTTER 3                /* " | " */

/* Where lines go, and how far in they begin there. */
struct page {
    struct sheet *sheet;
    const struct diff *diff;
    int width;                  /* of a column */
    size_t cut;                 /* blanks that all lines begin with */
};

static const char *
sign_of(enum diff_kind kind)
{
    return kind == DIFF_CHANGED ? "|"
           : kind == DIFF_LEFT  ? "<"
           : kind == DIFF_RIGHT ? ">"
                                : "│";
}

static size_t
blanks_of(const struct diff_line *line)
{
    size_t blanks = 0;

    while (blanks < line->len && line->text[blanks] == ' ')
        blanks++;
    return blanks < line->len ? blanks : SIZE_MAX;
}

static bool
has_left(const struct diff_row *row)
{
    return row->kind != DIFF_RIGHT;
}

static bool
has_right(const struct diff_row *row)
{
    return row->kind != DIFF_LEFT;
}

/* Of the rows from `first` to `end`; empty lines do not count. */
static size_t
common_blanks(const struct diff *diff, size_t first, size_t end)
{
    size_t common = SIZE_MAX, blanks;

    for (size_t i = first; i < end; i++) {
        const struct diff_row *row = &diff->rows[i];

        if (has_left(row)) {
            blanks = blanks_of(&diff->left.lines[row->left]);
            common = blanks < common ? blanks : common;
        }
        if (has_right(row)) {
            blanks = blanks_of(&diff->right.lines[row->right]);
            common = blanks < common ? blanks : common;
        }
    }
    return common == SIZE_MAX ? 0 : common;
}

/* What is left of a line when `done` bytes of it were shown, as far as it
 * fits; the bytes that it took. */
static size_t
add_part(const struct page *page, const struct diff_line *line, size_t done,
         enum look look)
{
    size_t from = done ? done : page->cut < line->len ? page->cut : line->len;
    size_t fit = utf8_fit(line->text + from, line->len - from, page->width,
                          NULL);

    if (fit == 0 && from < line->len)
        fit = line->len - from;
    sheet_add_n(page->sheet, look, line->text + from, fit);
    return from + fit;
}

static const struct diff_line *
left_of(const struct page *page, const struct diff_row *row)
{
    return has_left(row) ? &page->diff->left.lines[row->left] : NULL;
}

static const struct diff_line *
right_of(const struct page *page, const struct diff_row *row)
{
    return has_right(row) ? &page->diff->right.lines[row->right] : NULL;
}

/* A row takes several lines where a column is too narrow for one. */
static void
add_row(const struct page *page, const struct diff_row *row)
{
    const struct diff_line *left = left_of(page, row);
    const struct diff_line *right = right_of(page, row);
    enum look look = row->kind == DIFF_SAME ? LOOK_DIM : LOOK_STRONG;
    size_t left_done = 0, right_done = 0;

    do {
        sheet_add(page->sheet, LOOK_TEXT, " ");
        if (left)
            left_done = add_part(page, left, left_done, look);
        sheet_tab(page->sheet, 1 + page->width);
        sheet_add_format(page->sheet,
                         row->kind == DIFF_SAME ? LOOK_DIM : LOOK_VALUE,
                         " %s ", sign_of(row->kind));
        if (right)
            right_done = add_part(page, right, right_done, look);
        sheet_line(page->sheet);
        left = left && left_done < left->len ? left : NULL;
        right = right && right_done < right->len ? right : NULL;
    } while (left || right);
}

static void
add_beside(struct page *page, size_t first, size_t end,
           const struct codes *codes)
{
    sheet_add_format(page->sheet, LOOK_HEADING, " %s", codes->left_name);
    sheet_tab(page->sheet, 1 + page->width + GUTTER);
    sheet_add(page->sheet, LOOK_HEADING, codes->right_name);
    sheet_line(page->sheet);
    for (size_t i = first; i < end; i++)
        add_row(page, &page->diff->rows[i]);
}

static void
add_lines(struct page *page, size_t first, size_t end, bool right)
{
    for (size_t i = first; i < end; i++) {
        const struct diff_row *row = &page->diff->rows[i];
        const struct diff_line *line = right ? right_of(page, row)
                                             : left_of(page, row);
        size_t done = 0;

        if (!line)
            continue;
        do {
            sheet_add(page->sheet, LOOK_VALUE,
                      row->kind == DIFF_SAME || done ? "  " : "| ");
            done = add_part(page, line, done,
                            row->kind == DIFF_SAME ? LOOK_DIM : LOOK_STRONG);
            sheet_line(page->sheet);
        } while (done < line->len);
    }
}

static void
add_stacked(struct page *page, size_t first, size_t end,
            const struct codes *codes)
{
    sheet_add_format(page->sheet, LOOK_HEADING, " %s", codes->left_name);
    sheet_line(page->sheet);
    add_lines(page, first, end, false);
    sheet_gap(page->sheet);
    sheet_add_format(page->sheet, LOOK_HEADING, " %s", codes->right_name);
    sheet_line(page->sheet);
    add_lines(page, first, end, true);
}

void
codes_add(struct sheet *sheet, const struct codes *codes)
{
    struct diff diff;
    struct page page = {.sheet = sheet, .diff = &diff};
    size_t at = 0, end;
    bool stacked;

    diff_init(&diff, codes->left, strlen(codes->left), codes->right,
              strlen(codes->right));
    page.width = (sheet->width - 1 - GUTTER) / 2;
    stacked = page.width < COLUMN;
    if (stacked)
        page.width = sheet->width > 12 ? sheet->width - 2 : 10;
    while (diff_hunk(&diff, CONTEXT, &at, &end)) {
        page.cut = common_blanks(&diff, at, end);
        sheet_gap(sheet);
        if (stacked)
            add_stacked(&page, at, end, codes);
        else
            add_beside(&page, at, end, codes);
        at = end;
    }
    if (!diff.nchanges) {
        sheet_gap(sheet);
        sheet_wrap(sheet, LOOK_TEXT, 1, "Both are the same.");
    }
    diff_release(&diff);
}
