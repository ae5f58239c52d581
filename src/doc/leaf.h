/* The blocks that hold text: paragraphs, headings, code, HTML, rules. */
#ifndef DOC_LEAF_H
#define DOC_LEAF_H

#include "doc/layout.h"

void leaf_layout(struct layout *layout, cmark_node *node);

/*
 * A paragraph that begins on source line `line` and of which the first `skip`
 * bytes are not shown.
 */
void leaf_paragraph(struct layout *layout, cmark_node *node, int line,
                    size_t skip);

/* The short rule above the footnotes. */
void leaf_note_rule(struct layout *layout);

/* The list of the links that have numbers. */
void leaf_links(struct layout *layout);

#endif
