/* Two runs in two columns, with the names of what they did in front. */
#ifndef UI_COLUMNS_H
#define UI_COLUMNS_H

#include "report/comparison.h"
#include "ui/sheet.h"

/* All rows under those heads. */
void columns_add(struct sheet *sheet, const struct comparison *comparison,
                 const char *left, const char *right);

#endif
