/*
 * All keys, in one table: what they do, what the bottom line calls them,
 * and how the page of keys explains them.
 */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include "ui/app.h"
#include "ui/sheet.h"

/* Do what that key means on the screen that is shown.  Returns false for a
 * key that means nothing there. */
bool keys_act(struct app *app, int key);

/* What a person calls that key; buf holds it where it has to be made. */
const char *keys_name(int key, char *buf, size_t size);

/* The bottom line: the keys that matter here and now, as far as they fit. */
void keys_footer(const struct app *app, struct sheet *sheet);

/* The keys of the screen that is shown, then those of all. */
void keys_help(const struct app *app, struct sheet *sheet);

#endif
