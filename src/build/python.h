/* The Python that runs twins. */
#ifndef BUILD_PYTHON_H
#define BUILD_PYTHON_H

#include "base/diag.h"

/*
 * $RACECOURSE_PYTHON, or the first python3 in $PATH that is no script: what
 * a script does before would be measured as Python's.  The path is the
 * caller's, free() ends it; NULL where there is none, with a sentence that
 * says what to do.
 */
char *python_find(struct diag *diag);

#endif
