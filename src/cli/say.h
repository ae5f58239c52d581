/* How a command ends, and what it says on stderr when it ends badly. */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include "base/diag.h"

enum exit_status {
    EXIT_FINE = 0,
    EXIT_FAILED = 1,            /* a program failed */
    EXIT_USAGE = 2,             /* the command line is wrong */
    EXIT_MISSING = 3,           /* this machine lacks something */
    EXIT_INTERRUPTED = 130,
};

/*
 * "racecourse: what: why" on stderr, one line without control characters,
 * written at once.  `what` may be NULL; an empty one is shown as ''.  Returns
 * `status`, so that a command can end with `return complain(...)`.
 */
int complain(int status, const char *what, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same, with the place and the sentence of diag as why. */
int complain_diag(int status, const char *what, const struct diag *diag);

/* Any text on stderr, without control characters but newlines. */
void say_error(const char *text);

#endif
