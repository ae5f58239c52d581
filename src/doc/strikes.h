/* GitHub's ~~struck~~ text. */
#ifndef DOC_STRIKES_H
#define DOC_STRIKES_H

#include <cmark.h>
#include <stddef.h>

/*
 * Put what is struck below root into nodes of CMARK_NODE_CUSTOM_INLINE, and
 * take its marks away.  text[0..len) is what root was parsed from.
 */
void strikes_find(cmark_node *root, const char *text, size_t len);

#endif
