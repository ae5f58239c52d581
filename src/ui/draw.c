/* Text onto the screen, cluster by cluster where it is not plain ASCII. */
#include "ui/draw.h"

#include <langinfo.h>
#include <ncurses.h>
#include <string.h>
#include <wchar.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "ui/hits.h"

#define ROW_SPANS 256

static bool unicode;

void
draw_init(void)
{
    unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool
draw_is_unicode(void)
{
    return unicode;
}

static void
put_wide(int y, int x, const char *text, size_t bytes, attr_t attributes)
{
    wchar_t wide[CCHARW_MAX + 1];
    size_t count = 0, at = 0;
    cchar_t cell;

    while (at < bytes && count < CCHARW_MAX) {
        uint32_t code;

        at += utf8_decode(text + at, bytes - at, &code);
        wide[count++] = (wchar_t)code;
    }
    wide[count] = L'\0';
    if (setcchar(&cell, wide, attributes & ~(attr_t)A_COLOR,
                 (short)PAIR_NUMBER(attributes), NULL) == OK)
        mvadd_wch(y, x, &cell);
}

static void
put_cluster(int y, int x, const char *text, size_t bytes, attr_t attributes)
{
    char ascii[3];

    if (unicode) {
        put_wide(y, x, text, bytes, attributes);
        return;
    }
    ascii_cluster(text, bytes, ascii);
    mvaddstr(y, x, ascii);
}

static int
draw_text_n(struct area area, enum look look, const char *text, size_t bytes)
{
    attr_t attributes = look_attributes(look);
    int width = area.width < COLS - area.x ? area.width : COLS - area.x;
    size_t at = 0;
    int drawn = 0;

    if (area.y < 0 || area.y >= LINES || area.x < 0)
        return 0;
    attrset((int)attributes);
    while (at < bytes) {
        int columns;
        size_t taken = utf8_cluster(text + at, bytes - at, &columns);

        if (drawn + columns > width)
            break;
        if (taken == 1 && columns == 1)
            mvaddch(area.y, area.x + drawn,
                    (unsigned char)text[at] | attributes);
        else if (columns > 0)
            put_cluster(area.y, area.x + drawn, text + at, taken, attributes);
        drawn += columns;
        at += taken;
    }
    return drawn;
}

int
draw_text(struct area area, enum look look, const char *text)
{
    return draw_text_n(area, look, text, strlen(text));
}

/* A sign of the frame. */
static void
draw_cell(int y, int x, const char *sign)
{
    draw_text((struct area){y, x, 1, 1}, LOOK_DIM, sign);
}

void
draw_over(struct area area, enum look look)
{
    attr_t attributes = look_attributes(look);

    mvchgat(area.y, area.x, area.width, attributes & ~(attr_t)A_COLOR,
            (short)PAIR_NUMBER(attributes), NULL);
}

void
draw_blank(struct area area)
{
    attrset(A_NORMAL);
    for (int y = 0; y < area.height; y++)
        mvhline(area.y + y, area.x, ' ', area.width);
}

/* What a click on a piece means; what lines list is as wide as its line. */
static void
add_hit(struct area area, const struct piece *piece)
{
    if (piece->hit.kind == HIT_NONE || area.width <= 0)
        return;
    if (piece->hit.kind != HIT_LESSON && piece->hit.kind != HIT_ENTRY) {
        int columns = utf8_columns(piece->text, piece->bytes);

        area.width = columns < area.width ? columns : area.width;
    }
    hits_add(area, piece->hit);
}

void
draw_sheet(struct area area, const struct sheet *sheet, size_t top)
{
    size_t height = sheet_height(sheet);

    draw_blank(area);
    for (int y = 0; y < area.height && top + (size_t)y < height; y++) {
        const struct line *line = &sheet->lines[top + (size_t)y];

        for (size_t i = 0; i < line->npieces; i++) {
            const struct piece *piece = &sheet->pieces[line->first + i];

            struct area rest = {area.y + y, area.x + piece->column, 1,
                                area.width - piece->column};

            draw_text_n(rest, piece->look, piece->text, piece->bytes);
            add_hit(rest, piece);
        }
        if (line->columns > area.width)
            draw_cell(area.y + y, area.x + area.width - 1, "›");
    }
}

void
draw_row(struct area area, const struct row *row, int first)
{
    struct span spans[ROW_SPANS];
    bool left, right;
    struct window window = {row->flags & ROW_CODE ? first : 0, area.width,
                            ROW_SPANS};
    size_t count = row_window(row, &window, spans, &left, &right);
    int x = area.x;

    draw_blank((struct area){area.y, area.x, 1, area.width});
    if (left)
        draw_cell(area.y, x++, "‹");
    for (size_t i = 0; i < count; i++)
        x += draw_text_n((struct area){area.y, x, 1,
                                       area.x + area.width - x},
                         look_of_span(&spans[i], row->flags), spans[i].text,
                         spans[i].bytes);
    if (right)
        draw_cell(area.y, area.x + area.width - 1, "›");
}

static bool
is_rule(int y, int x)
{
    cchar_t cell;
    wchar_t wide[CCHARW_MAX + 1];
    attr_t attributes;
    short pair;

    return mvin_wch(y, x, &cell) == OK &&
           getcchar(&cell, wide, &attributes, &pair, NULL) == OK &&
           wide[0] == L'─';
}

void
draw_vertical(int x, struct area area)
{
    int below = area.y + area.height;

    for (int y = area.y; y < below; y++)
        draw_cell(y, x, "│");
    if (is_rule(area.y - 1, x))
        draw_cell(area.y - 1, x, "┬");
    if (is_rule(below, x))
        draw_cell(below, x, "┴");
}

void
draw_horizontal(int y, int x, int width)
{
    for (int i = 0; i < width; i++)
        draw_cell(y, x + i, "─");
}

void
draw_cursor(struct area area, const struct sheet *sheet, size_t top)
{
    int y = sheet->cursor_line - (int)top;

    if (sheet->cursor_line >= 0 && y >= 0 && y < area.height &&
        sheet->cursor_column < area.width)
        move(area.y + y, area.x + sheet->cursor_column);
    else
        move(area.y, area.x);
}
