/*
 * All of the screen: a line above and the keys below what the screen itself
 * draws, the page of keys, and over them a message or what is being typed.
 */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include "ui/app.h"

/* Draw it; the caller flushes. */
void frame_draw(struct app *app);

#endif
