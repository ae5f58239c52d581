/* Lines of code: never broken, with a quiet bar at their left. */
#ifndef DOC_CODE_H
#define DOC_CODE_H

#include "doc/layout.h"

/*
 * Lay out code; `language` is a fence's info string, "" where unknown.
 * `line` is the source line of the first one.
 */
void code_layout(struct layout *layout, const char *code,
                 const char *language, int line);

#endif
