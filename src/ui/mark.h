/* How far an exercise is, as a sign with its colour and its words. */
#ifndef UI_MARK_H
#define UI_MARK_H

#include "course/standing.h"
#include "ui/app.h"

enum look mark_look(enum standing_kind kind);

/* The sign, the name, and behind a colon what is worth saying in short. */
void mark_add(const struct standing *standing, const char *name,
              struct sheet *sheet);

/* How many columns that takes. */
int mark_columns(const struct standing *standing, const char *name);

/* What the signs mean that stand for an exercise of the course, or often
 * do; each line begins at `indent`. */
void mark_add_legend(const struct app *app, int indent, struct sheet *sheet);

#endif
