/* Search in rows: a few of them are laid end to end, so that a match may
 * begin in one and end in another. */
#include "ui/search.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

#define MOST_ROWS 4             /* that a match may go on over */

/* What the layout added counts as blanks. */
static void
add_row(struct str *text, const struct row *row)
{
    for (unsigned i = 0; i < row->nspans; i++) {
        const struct span *span = &row->spans[i];

        if (!(span->style & STYLE_DECORATION)) {
            str_add_n(text, span->text, span->bytes);
            continue;
        }
        for (unsigned column = 0; column < span->columns; column++)
            str_add_char(text, ' ');
    }
}

/* The rows from first to last or to the end, each ended by a newline.
 * Returns where row `first` ends. */
static size_t
lay_out(const struct rows *rows, size_t first, size_t last, struct str *text)
{
    size_t end = 0;

    str_clear(text);
    for (size_t i = first; i <= last && i < rows_count(rows); i++) {
        add_row(text, rows_at(rows, i));
        if (i == first)
            end = text->len;
        str_add_char(text, '\n');
    }
    return end;
}

static bool
has_capitals(const char *text)
{
    for (; *text; text++)
        if (isupper((unsigned char)*text))
            return true;
    return false;
}

static bool
is_same(char a, char b, bool exact)
{
    return exact ? a == b
                 : tolower((unsigned char)a) == tolower((unsigned char)b);
}

static bool
is_white(char c)
{
    return c == ' ' || c == '\n';
}

/* The bytes at `at` that match, or 0. */
static size_t
match(const char *at, const char *wanted, bool exact)
{
    const char *begin = at;

    for (; *wanted; wanted++) {
        if (*wanted == ' ') {
            if (!is_white(*at))
                return 0;
            while (is_white(*at))
                at++;
        } else if (!is_same(*at++, *wanted, exact)) {
            return 0;
        }
    }
    return (size_t)(at - begin);
}

bool
search_from(const struct rows *rows, const char *wanted, struct place from,
            struct place *ret_place)
{
    struct str text = STR_INIT;
    bool exact = has_capitals(wanted), found = false;
    struct place at = from;

    for (; at.row < rows_count(rows) && !found; at.row++, at.byte = 0) {
        size_t end = lay_out(rows, at.row, at.row + MOST_ROWS, &text);

        for (; at.byte < end && !found; at.byte++) {
            found = match(str_text(&text) + at.byte, wanted, exact);
            if (found)
                *ret_place = at;
        }
    }
    str_release(&text);
    return found;
}

size_t
search_stretches(const struct rows *rows, const char *wanted, size_t row,
                 struct stretch *stretches, size_t max)
{
    struct str text = STR_INIT;
    bool exact = has_capitals(wanted);
    size_t first = row > MOST_ROWS ? row - MOST_ROWS : 0, count = 0;
    size_t begin = 0, end;

    for (size_t i = first; i < row; i++)
        begin += lay_out(rows, i, i, &text) + 1;
    end = begin + lay_out(rows, row, row, &text);
    lay_out(rows, first, row + MOST_ROWS, &text);
    for (size_t at = 0; at < end && count < max; at++) {
        const char *row_text = str_text(&text) + begin;
        size_t bytes = match(str_text(&text) + at, wanted, exact);
        size_t from = at > begin ? at : begin;
        size_t to = at + bytes < end ? at + bytes : end;

        if (from < to && bytes)
            stretches[count++] = (struct stretch){
                utf8_columns(row_text, from - begin),
                utf8_columns(row_text, to - begin),
            };
        at += bytes ? bytes - 1 : 0;
    }
    str_release(&text);
    return count;
}

int
search_column(const struct rows *rows, struct place place)
{
    struct str text = STR_INIT;
    size_t end = lay_out(rows, place.row, place.row, &text);
    int column = utf8_columns(str_text(&text),
                              place.byte < end ? place.byte : end);

    str_release(&text);
    return column;
}
