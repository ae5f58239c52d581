/* The contents: where am I, what is done, what is next. */
#ifndef UI_CONTENTS_H
#define UI_CONTENTS_H

#include "ui/app.h"
#include "ui/draw.h"

void contents_draw(struct app *app, struct area area);

/* Choose the lesson `steps` further down. */
void contents_move(struct app *app, long steps);
void contents_open(struct app *app);
/* Open the first lesson that has that text, at it, or the first from that
 * one on, and round; ret_again says whether that was round. */
void contents_search(struct app *app, const char *text);
bool contents_search_from(struct app *app, const char *text, size_t index,
                          bool *ret_again);
void contents_filter(struct app *app);

#endif
