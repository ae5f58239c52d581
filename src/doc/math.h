/* GitHub's $formulas$, made text before anything else looks at them. */
#ifndef DOC_MATH_H
#define DOC_MATH_H

#include <cmark.h>
#include <stdbool.h>

#include "base/str.h"
#include "doc/source.h"

/*
 * Append the source to text, with its formulas as Markdown that shows them,
 * line for line.  `root` is the tree of the source as it is.  False, and
 * nothing appended, where it has none.
 */
bool math_replace(struct str *text, const struct source *source,
                  cmark_node *root);

#endif
