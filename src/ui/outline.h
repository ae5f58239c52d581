/*
 * The outline of a lesson: its headings, its exercises between them and how
 * far these are, to see what there is and to go there.
 */
#ifndef UI_OUTLINE_H
#define UI_OUTLINE_H

#include "ui/app.h"
#include "ui/draw.h"

/* In place of the lesson that is shown, at what is read there. */
void outline_open(struct app *app);
void outline_close(struct app *app);
void outline_draw(struct app *app, struct area area);

void outline_move(struct app *app, long steps);
/* Go to what is chosen, or to the entry of that number. */
void outline_go(struct app *app);
void outline_go_to(struct app *app, size_t index);

#endif
