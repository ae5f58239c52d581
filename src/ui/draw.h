/*
 * Text onto the screen.  Each cluster is put at the column that base/utf8.h
 * gives it, so that a terminal that disagrees about one sign is wrong about
 * this sign alone.  What a terminal cannot show becomes ASCII.
 */
#ifndef UI_DRAW_H
#define UI_DRAW_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/area.h"
#include "ui/look.h"
#include "ui/sheet.h"

/* Whether the locale's character set is UTF-8; ask once, at the start. */
void draw_init(void);
bool draw_is_unicode(void);

/* Text in the first line of an area, cut where that ends.  Returns the
 * columns drawn. */
int draw_text(struct area area, enum look look, const char *text);

/* The lines of a sheet from `top` on, and what a click on them means; the
 * rest of the area becomes blank. */
void draw_sheet(struct area area, const struct sheet *sheet, size_t top);

/* Put the real cursor where the sheet wants it, or at the beginning of the
 * area where that is not seen. */
void draw_cursor(struct area area, const struct sheet *sheet, size_t top);

/* One row of a document through a window that begins at column `first`. */
void draw_row(struct area area, const struct row *row, int first);

/* Give what stands in the first line of an area another look. */
void draw_over(struct area area, enum look look);

void draw_blank(struct area area);
/* A rule down an area, joined to the rules above and below it, if any. */
void draw_vertical(int x, struct area area);
void draw_horizontal(int y, int x, int width);

#endif
