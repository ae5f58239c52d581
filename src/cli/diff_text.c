/*
 * What a file says is for a terminal only without what would drive it; for a
 * pipe it is what it is.
 */
#include "cli/diff_text.h"

#include <string.h>

#include "base/utf8.h"

#define CONTEXT 3
#define TAB 8
#define GUTTER 3                /* columns between the two, with the sign */
#define REMOVED "31"
#define ADDED "32"

/* What drives a terminal, or is no text. */
static bool
is_odd(uint32_t code, size_t bytes)
{
    return utf8_is_control(code) || (code == UTF8_REPLACEMENT && bytes == 1);
}

/* ---- unified */

static void
add_shown(struct out *out, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t code;
        size_t bytes = utf8_decode(text + at, len - at, &code);

        if (is_odd(code, bytes) && code != '\t')
            out_add(out, "?");
        else
            out_add_n(out, text + at, bytes);
        at += bytes;
    }
}

static void
add_line(struct out *out, char sign, const struct diff_line *line)
{
    const char *style = sign == '-' ? REMOVED : sign == '+' ? ADDED : NULL;

    if (out->colours && style)
        out_style(out, style);
    out_add_n(out, &sign, 1);
    if (out->terminal)
        add_shown(out, line->text, line->len);
    else
        out_add_n(out, line->text, line->len);
    if (out->colours && style)
        out_style(out, "");
    out_add(out, "\n");
    if (!line->ended)
        out_add(out, "\\ No newline at end of file\n");
}

/* All that went in a row of changes, then all that came. */
static size_t
add_changes(struct out *out, const struct diff *diff, size_t first,
            size_t end)
{
    size_t stop = first;

    while (stop < end && diff->rows[stop].kind != DIFF_SAME)
        stop++;
    for (size_t i = first; i < stop; i++)
        if (diff->rows[i].kind != DIFF_RIGHT)
            add_line(out, '-', &diff->left.lines[diff->rows[i].left]);
    for (size_t i = first; i < stop; i++)
        if (diff->rows[i].kind != DIFF_LEFT)
            add_line(out, '+', &diff->right.lines[diff->rows[i].right]);
    return stop;
}

/* Where there are no lines, the number is that of the line before. */
static void
add_range(struct out *out, size_t first, size_t count)
{
    out_format(out, "%zu", count ? first + 1 : first);
    if (count != 1)
        out_format(out, ",%zu", count);
}

static void
add_hunk_head(struct out *out, const struct diff *diff, size_t first,
              size_t end)
{
    size_t left = 0, right = 0;

    for (size_t i = first; i < end; i++) {
        left += diff->rows[i].kind != DIFF_RIGHT;
        right += diff->rows[i].kind != DIFF_LEFT;
    }
    if (out->colours)
        out_style(out, "36");
    out_add(out, "@@ -");
    add_range(out, diff->rows[first].left, left);
    out_add(out, " +");
    add_range(out, diff->rows[first].right, right);
    out_add(out, " @@");
    if (out->colours)
        out_style(out, "");
    out_add(out, "\n");
}

void
diff_add_unified(struct out *out, const struct diff *diff, const char *left,
                 const char *right)
{
    size_t at = 0, end;

    out_style(out, "1");
    out_format(out, "--- %s", left);
    out_style(out, "");
    out_add(out, "\n");
    out_style(out, "1");
    out_format(out, "+++ %s", right);
    out_style(out, "");
    out_add(out, "\n");
    for (; diff_hunk(diff, CONTEXT, &at, &end); at = end) {
        add_hunk_head(out, diff, at, end);
        for (size_t i = at; i < end;) {
            if (diff->rows[i].kind != DIFF_SAME)
                i = add_changes(out, diff, i, end);
            else
                add_line(out, ' ', &diff->left.lines[diff->rows[i++].left]);
        }
    }
}

/* ---- columns */

/* One cluster of a line, in the columns that it takes. */
static size_t
add_cluster(struct out *out, const char *text, size_t len, int column,
            int *ret_columns)
{
    uint32_t code;
    size_t bytes = utf8_decode(text, len, &code);

    *ret_columns = 1;
    if (code == '\t') {
        *ret_columns = TAB - column % TAB;
        if (out)
            out_format(out, "%*s", *ret_columns, "");
    } else if (is_odd(code, bytes)) {
        if (out)
            out_add(out, "?");
    } else {
        bytes = utf8_cluster(text, len, ret_columns);
        if (out)
            out_add_n(out, text, bytes);
    }
    return bytes;
}

/* Exactly `width` columns; what does not fit is cut, and a sign says so. */
static void
add_cell(struct out *out, const char *text, size_t len, int width)
{
    int column = 0, columns;
    size_t at = 0;

    while (at < len) {
        bool last = at + add_cluster(NULL, text + at, len - at, column,
                                     &columns) == len;

        if (column + columns > width - !last)
            break;
        at += add_cluster(out, text + at, len - at, column, &columns);
        column += columns;
    }
    if (at < len) {
        out_add(out, "›");
        column++;
    }
    out_format(out, "%*s", width - column, "");
}

static void
add_side(struct out *out, const struct diff_line *line, const char *style,
         int width)
{
    if (out->colours && style)
        out_style(out, style);
    add_cell(out, line ? line->text : "", line ? line->len : 0, width);
    if (out->colours && style)
        out_style(out, "");
}

static void
add_row(struct out *out, const struct diff *diff, const struct diff_row *row,
        int width)
{
    static const char *const signs[] = {
        [DIFF_SAME] = "   ",
        [DIFF_CHANGED] = " | ",
        [DIFF_LEFT] = " < ",
        [DIFF_RIGHT] = " > ",
    };
    bool same = row->kind == DIFF_SAME;

    add_side(out, row->kind == DIFF_RIGHT ? NULL
                                          : &diff->left.lines[row->left],
             same ? NULL : REMOVED, width);
    out_add(out, signs[row->kind]);
    add_side(out, row->kind == DIFF_LEFT ? NULL
                                         : &diff->right.lines[row->right],
             same ? NULL : ADDED, width);
    out_add(out, "\n");
}

void
diff_add_columns(struct out *out, const struct diff *diff, const char *left,
                 const char *right)
{
    int width = (out->columns - GUTTER) / 2;
    size_t at = 0, end;

    out_style(out, "1");
    add_cell(out, left, strlen(left), width);
    out_add(out, "   ");
    add_cell(out, right, strlen(right), width);
    out_style(out, "");
    out_add(out, "\n");
    for (size_t last = 0; diff_hunk(diff, CONTEXT, &at, &end); at = end) {
        if (at > last)
            out_add(out, "...\n");
        last = end;
        for (size_t i = at; i < end; i++)
            add_row(out, diff, &diff->rows[i], width);
    }
}
