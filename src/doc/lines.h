/* What cmark's tree makes of each line of the source. */
#ifndef DOC_LINES_H
#define DOC_LINES_H

#include <cmark.h>

#include "doc/source.h"

enum line_use {
    LINE_FREE,
    LINE_INSIDE,                /* of a paragraph, behind its first line */
    LINE_CODE,                  /* or HTML */
};

/* A line_use for each line, the first at 0; free() ends it. */
char *lines_uses(cmark_node *root, const struct source *source);

#endif
