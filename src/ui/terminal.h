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

/* Give it back for a while, as it was found; take it again, unless SIGTERM
 * or SIGHUP is pending: then it may be somebody else's by now. */
void terminal_leave(void);
void terminal_return(void);
bool terminal_is_taken(void);

/*
 * Stop the whole job, as Ctrl-Z does under a shell, until it is continued.
 * False, at once, where nobody is there who could continue it.
 */
bool terminal_stop_job(void);

/* Give the terminal back, stop the job, take the terminal again. */
bool terminal_suspend(void);

/* Whether clicks and the wheel can come to us, and do: they do
 * until that is told not to. */
bool terminal_has_mouse(void);
bool terminal_is_mouse_ours(void);
void terminal_use_mouse(bool ours);

/* Take over the size that the terminal has now. */
void terminal_resize(void);

#endif
