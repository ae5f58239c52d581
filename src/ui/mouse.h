/*
 * The mouse: what is clicked or turned means what was drawn there, see
 * ui/hits.h.
 */
#ifndef UI_MOUSE_H
#define UI_MOUSE_H

#include "ui/app.h"
#include "ui/input.h"

/* Do what a click or a turn of the wheel means. */
void mouse_act(struct app *app, const struct mouse *mouse);

#endif
