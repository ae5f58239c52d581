/*
 * The screens without a frame, which would only take room: a talk, and the
 * notes to one.  They change by themselves, since they have a clock.
 */
#ifndef UI_BARE_H
#define UI_BARE_H

#include "ui/app.h"

/* Give the talk of ui_spec, or show the notes to it, and nothing else. */
void bare_open(struct app *app);
void bare_close(struct app *app);

/* Whether such a screen is shown. */
bool bare_is(const struct app *app);
/* Draw all of it but help and messages. */
void bare_draw(struct app *app);

/* Milliseconds until it shows something else, or -1. */
int bare_tick(const struct app *app);
/* A descriptor that becomes readable when it does so before, or -1. */
int bare_fd(const struct app *app);
/* What to do then. */
void bare_look(struct app *app);

#endif
