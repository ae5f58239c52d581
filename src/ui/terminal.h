/*
 * The terminal as the workbook takes it over and gives it back: on leaving,
 * for an editor, when it is suspended, and when it crashes.
 */
#ifndef UI_TERMINAL_H
#define UI_TERMINAL_H

#include <stdbool.h>

#include "base/diag.h"

/* Returns 0, or -ENOTTY or -ENODEV with a sentence in diag. */
int terminal_open(struct diag *diag);
void terminal_close(void);

/* Give it back for a while, as it was found; take it again. */
void terminal_leave(void);
void terminal_return(void);

/* Stop this process as Ctrl-Z does, until it is continued. */
void terminal_suspend(void);

/* Take over the size that the terminal has now. */
void terminal_resize(void);

#endif
