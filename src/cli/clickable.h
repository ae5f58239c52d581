/* Links that the reader can click on, as far as the terminal knows them. */
#ifndef CLI_CLICKABLE_H
#define CLI_CLICKABLE_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Whether the terminal is known to open links: one that does not drops them
 * in silence, and the reader with it.  FORCE_HYPERLINK has the last word.
 */
bool clickable_here(void);

/*
 * Append what begins a link to `target`, the document's link number `id`, or
 * what ends one where target is NULL.  Whatever stands in the target cannot
 * end it.
 */
void clickable_add(struct str *str, const char *target, unsigned id);

#endif
