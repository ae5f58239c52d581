/*
 * What several workers did, side by side: each a few lines, the first of
 * which says who.  As many columns as there is room for, then the next ones
 * below.
 */
#ifndef UI_SIDES_H
#define UI_SIDES_H

#include <stddef.h>

#include "ui/sheet.h"

/* `texts` have lines that are ended, broken where a column is too narrow. */
void sides_add(struct sheet *sheet, const char *const *texts, size_t count);

#endif
