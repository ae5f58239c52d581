/* What compilers and linkers say, as data. */
#ifndef BUILD_MESSAGES_H
#define BUILD_MESSAGES_H

#include "build/builder.h"

/*
 * Add the errors and warnings in `text` to the build's messages.  Paths that
 * are not absolute start at `root`; `shown` is the file that messages
 * without one are about.
 */
void messages_parse(struct build *build, const char *text, const char *root,
                    const char *shown);

#endif
