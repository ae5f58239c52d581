/* Lines of styled text, written piece by piece. */
#include "ui/sheet.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "doc/doc.h"

void
sheet_release(struct sheet *sheet)
{
    arena_release(&sheet->texts);
    free(sheet->pieces);
    free(sheet->lines);
    *sheet = (struct sheet)SHEET_INIT;
}

static struct line *
last_line(const struct sheet *sheet)
{
    return &sheet->lines[sheet->nlines - 1];
}

void
sheet_line(struct sheet *sheet)
{
    MEM_GROW(sheet->lines, sheet->nlines, sheet->lines_cap);
    sheet->lines[sheet->nlines++] = (struct line){.first = sheet->npieces};
}

void
sheet_clear(struct sheet *sheet, int width)
{
    arena_clear(&sheet->texts);
    sheet->npieces = 0;
    sheet->nlines = 0;
    sheet->width = width;
    sheet->cursor_line = -1;
    sheet->anchor_line = -1;
    sheet->foot_line = -1;
    sheet->hit = (struct hit){.kind = HIT_NONE};
    sheet_line(sheet);
}

void
sheet_add_n(struct sheet *sheet, enum look look, const char *text,
            size_t bytes)
{
    struct line *line = last_line(sheet);
    struct piece *piece;

    if (bytes == 0)
        return;
    MEM_GROW(sheet->pieces, sheet->npieces, sheet->pieces_cap);
    piece = &sheet->pieces[sheet->npieces++];
    piece->text = arena_copy(&sheet->texts, text, bytes);
    piece->bytes = bytes;
    piece->column = line->columns;
    piece->look = look;
    piece->hit = sheet->hit;
    line->npieces++;
    line->columns += utf8_columns(text, bytes);
}

void
sheet_add(struct sheet *sheet, enum look look, const char *text)
{
    sheet_add_n(sheet, look, text, strlen(text));
}

void
sheet_add_format(struct sheet *sheet, enum look look, const char *format, ...)
{
    struct str text = STR_INIT;
    va_list args;

    va_start(args, format);
    str_add_va(&text, format, args);
    va_end(args);
    sheet_add_n(sheet, look, str_text(&text), text.len);
    str_release(&text);
}

void
sheet_repeat(struct sheet *sheet, enum look look, const char *text, int count)
{
    struct str repeated = STR_INIT;

    for (int i = 0; i < count; i++)
        str_add(&repeated, text);
    sheet_add_n(sheet, look, str_text(&repeated), repeated.len);
    str_release(&repeated);
}

void
sheet_tab(struct sheet *sheet, int column)
{
    sheet_repeat(sheet, LOOK_TEXT, " ", column - sheet_column(sheet));
}

void
sheet_right(struct sheet *sheet, int columns)
{
    sheet_tab(sheet, sheet->width - columns);
}

void
sheet_cursor(struct sheet *sheet)
{
    sheet->cursor_line = (int)sheet->nlines - 1;
    sheet->cursor_column = sheet_column(sheet);
}

void
sheet_hit(struct sheet *sheet, struct hit hit)
{
    sheet->hit = hit;
}

void
sheet_key(struct sheet *sheet, const char *label, int key)
{
    struct hit before = sheet->hit;

    sheet->hit = (struct hit){.kind = HIT_KEY, .value = key};
    sheet_add(sheet, LOOK_KEY, label);
    sheet->hit = before;
}

void
sheet_anchor(struct sheet *sheet)
{
    sheet->anchor_line = (int)sheet->nlines - 1;
}

void
sheet_foot(struct sheet *sheet)
{
    sheet->foot_line = (int)sheet->nlines - 2;
}

void
sheet_gap(struct sheet *sheet)
{
    if (last_line(sheet)->npieces)
        sheet_line(sheet);
    if (sheet->nlines > 1 && sheet->lines[sheet->nlines - 2].npieces)
        sheet_line(sheet);
}

void
sheet_rule(struct sheet *sheet, const char *word)
{
    if (word[0])
        sheet_add_format(sheet, LOOK_DIM, "─ %s ", word);
    sheet_repeat(sheet, LOOK_DIM, "─", sheet->width - sheet_column(sheet));
    sheet_line(sheet);
}

/* A word of which parts may stand between backquotes. */
static void
add_marked(struct sheet *sheet, enum look look, const char *word, size_t len,
           bool *code)
{
    while (len) {
        const char *tick = memchr(word, '`', len);
        size_t part = tick ? (size_t)(tick - word) : len;

        sheet_add_n(sheet, *code ? LOOK_CODE : look, word, part);
        if (!tick)
            return;
        *code = !*code;
        word += part + 1;
        len -= part + 1;
    }
}

static int
columns_of(const char *word, size_t len)
{
    int columns = utf8_columns(word, len);

    for (size_t i = 0; i < len; i++)
        columns -= word[i] == '`';
    return columns;
}

/* In a sheet too narrow for any text lines are a little wider. */
static void
wrap(struct sheet *sheet, enum look look, int indent, const char *text,
     bool marked)
{
    int width = sheet->width - indent > 8 ? sheet->width : indent + 8;
    bool code = false;

    while (text[strspn(text, " \n")]) {
        const char *word = text + strspn(text, " \n");
        size_t len = strcspn(word, " \n");
        int columns = marked ? columns_of(word, len) : utf8_columns(word, len);
        bool begun = sheet_column(sheet) > indent;

        if (begun && sheet_column(sheet) + 1 + columns > width) {
            sheet_line(sheet);
            begun = false;
        }
        if (begun)
            sheet_add(sheet, code ? LOOK_CODE : look, " ");
        else
            sheet_tab(sheet, indent);
        if (marked)
            add_marked(sheet, look, word, len, &code);
        else
            sheet_add_n(sheet, look, word, len);
        text = word + len;
    }
    sheet_line(sheet);
}

void
sheet_wrap(struct sheet *sheet, enum look look, int indent, const char *text)
{
    wrap(sheet, look, indent, text, false);
}

void
sheet_wrap_marked(struct sheet *sheet, enum look look, int indent,
                  const char *text)
{
    wrap(sheet, look, indent, text, true);
}

void
sheet_wrap_lines(struct sheet *sheet, enum look look, int indent,
                 const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        struct str line = STR_INIT;

        str_add_n(&line, text, len);
        wrap(sheet, look, indent, str_text(&line), false);
        str_release(&line);
        text += len + (text[len] == '\n');
    }
}

void
sheet_break(struct sheet *sheet, enum look look, const char *text)
{
    size_t len = strlen(text);

    while (len) {
        size_t fits = utf8_fit(text, len, sheet->width, NULL);

        if (fits == 0)
            break;
        sheet_add_n(sheet, look, text, fits);
        sheet_line(sheet);
        text += fits;
        len -= fits;
    }
}

void
sheet_row(struct sheet *sheet, int indent, const struct row *row)
{
    sheet_tab(sheet, row->nspans ? indent : 0);
    for (unsigned s = 0; s < row->nspans; s++)
        sheet_add_n(sheet, look_of_span(&row->spans[s], row->flags),
                    row->spans[s].text, row->spans[s].bytes);
    sheet_line(sheet);
}

void
sheet_markdown(struct sheet *sheet, const char *markdown)
{
    struct doc *doc = doc_new(markdown, strlen(markdown),
                              DOC_GITHUB | DOC_LESSON);
    struct rows *rows = rows_new(doc, sheet->width - 1);

    for (size_t i = 0; i < rows_count(rows); i++)
        sheet_row(sheet, 1, rows_at(rows, i));
    rows_free(rows);
    doc_free(doc);
}

size_t
sheet_height(const struct sheet *sheet)
{
    if (sheet->nlines == 0)
        return 0;
    return last_line(sheet)->npieces ? sheet->nlines : sheet->nlines - 1;
}

int
sheet_column(const struct sheet *sheet)
{
    return last_line(sheet)->columns;
}

size_t
sheet_top(const struct sheet *sheet, size_t top, int height)
{
    size_t all = sheet_height(sheet);
    size_t last = all > (size_t)height ? all - (size_t)height : 0;

    return top < last ? top : last;
}

size_t
sheet_top_around_cursor(const struct sheet *sheet, size_t top, int height,
                        size_t below)
{
    size_t line = sheet->cursor_line > 0 ? (size_t)sheet->cursor_line : 0;

    if (line < top + 1)
        top = line > 1 ? line - 1 : 0;
    else if (line + 1 + below > top + (size_t)height)
        top = line + 1 + below - (size_t)height;
    return sheet_top(sheet, top, height);
}
