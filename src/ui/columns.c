/* A comparison as a table that fits into the pane. */
#include "ui/columns.h"

#include <string.h>

#include "base/utf8.h"
#include "run/value.h"

#define NAME_COLUMNS 12         /* at least, and at most: */
#define NAME_MOST 20
#define COLUMN_MOST 24

struct table {
    struct sheet *sheet;
    int name, column;           /* how wide they are */
};

static const struct {
    enum look look;
    const char *sign;
} marks[] = {
    [MARK_NONE] = {LOOK_TEXT, ""},
    [MARK_RIGHT] = {LOOK_RIGHT_STRONG, " ✓"},
    [MARK_WRONG] = {LOOK_WRONG_STRONG, " ✗"},
    [MARK_MISSING] = {LOOK_DIM, ""},
};

static void
add_cell(const struct table *table, int column, enum look look,
         const char *text, const char *sign)
{
    int most = table->column - (*sign ? 3 : 1), columns;
    char shown[OUTPUT_VALUE];
    size_t fit;

    value_shorten(text, most, shown, sizeof shown);
    columns = utf8_columns(shown, strlen(shown));
    fit = utf8_fit(shown, strlen(shown), columns > most ? most - 1 : most,
                   NULL);
    sheet_tab(table->sheet, table->name + column * table->column);
    sheet_add_n(table->sheet, look, shown, fit);
    if (fit < strlen(shown))
        sheet_add(table->sheet, look, "…");
    sheet_add(table->sheet, look, sign);
}

static void
add_name(const struct table *table, enum look look, const char *name)
{
    size_t fit = utf8_fit(name, strlen(name), table->name - 2, NULL);

    sheet_add(table->sheet, look, " ");
    sheet_add_n(table->sheet, look, name, fit);
}

static void
add_row(const struct table *table, const struct comparison_row *row)
{
    add_name(table, row->figure ? LOOK_DIM : LOOK_TEXT, row->name);
    for (int i = 0; i < 2; i++) {
        const struct comparison_cell *cell = i ? &row->right : &row->left;

        add_cell(table, i, marks[cell->mark].look, cell->text,
                 marks[cell->mark].sign);
    }
    sheet_line(table->sheet);
}

static int
name_columns(const struct comparison *comparison)
{
    int widest = NAME_COLUMNS;

    for (size_t i = 0; i < comparison->nrows; i++) {
        int columns = (int)strlen(comparison->rows[i].name) + 2;

        if (columns > widest)
            widest = columns;
    }
    return widest < NAME_MOST ? widest : NAME_MOST;
}

void
columns_add(struct sheet *sheet, const struct comparison *comparison,
            const char *left, const char *right)
{
    struct table table = {.sheet = sheet, .name = name_columns(comparison)};

    table.column = (sheet->width - table.name) / 2;
    if (table.column > COLUMN_MOST)
        table.column = COLUMN_MOST;
    add_cell(&table, 0, LOOK_STRONG, left, "");
    add_cell(&table, 1, LOOK_STRONG, right, "");
    sheet_line(sheet);
    for (size_t i = 0; i < comparison->nrows; i++)
        add_row(&table, &comparison->rows[i]);
    if (comparison->more) {
        sheet_add_format(sheet, LOOK_DIM, " and %zu more", comparison->more);
        sheet_line(sheet);
    }
}
