/* Link definitions, which leave no node in cmark's tree. */
#ifndef DOC_REFERENCES_H
#define DOC_REFERENCES_H

#include <cmark.h>

#include "base/str.h"
#include "doc/source.h"

/*
 * Add to `text` all that may be link definitions in the document that root
 * was parsed from.  What turns out to be none becomes paragraphs.
 */
void references_collect(cmark_node *root, const struct source *source,
                        struct str *text);

#endif
