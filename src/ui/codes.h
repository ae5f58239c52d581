/*
 * Two programs beside each other: where they differ, with a few lines
 * around it.  One over the other where there is no room for two columns.
 */
#ifndef UI_CODES_H
#define UI_CODES_H

#include "ui/sheet.h"

/* What the two are called stands above them. */
struct codes {
    const char *left_name, *right_name;
    const char *left, *right;
};

void codes_add(struct sheet *sheet, const struct codes *codes);

#endif
