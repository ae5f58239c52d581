/*
 * When a key matters, and the bottom line has to name it.  Of the exercise
 * in the pane, where nothing else is said.
 */
#ifndef UI_WHEN_H
#define UI_WHEN_H

#include "ui/app.h"

bool when_going(const struct app *app);
bool when_runnable(const struct app *app);
bool when_asking(const struct app *app);
bool when_searching(const struct app *app);
bool when_cut(const struct app *app);
bool when_exercise(const struct app *app);
bool when_knobs(const struct app *app);
bool when_several(const struct app *app);
bool when_checkable(const struct app *app);
bool when_solution(const struct app *app);
bool when_twin(const struct app *app);
bool when_hints(const struct app *app);

#endif
