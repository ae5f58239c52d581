/* The learner's editor, in place of the workbook while it is open. */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include "base/diag.h"

/*
 * Open `path` in $VISUAL or $EDITOR (a command with arguments), else nano,
 * vim or vi, and wait for its end.  Returns 0, or -errno with a sentence in
 * diag where it could not be started.  The screen must be drawn anew.
 */
int editor_edit(const char *path, struct diag *diag);

#endif
