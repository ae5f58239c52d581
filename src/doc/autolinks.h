/* GitHub's links without brackets: www.a.org, https://a.org, me@a.org. */
#ifndef DOC_AUTOLINKS_H
#define DOC_AUTOLINKS_H

#include <cmark.h>
#include <stdbool.h>
#include <stddef.h>

/* Whether some text of Markdown may be such a link; true is no promise. */
bool autolinks_may_hold(const char *text, size_t len);

/* Make links of what looks so in all text below root. */
void autolinks_find(cmark_node *root);

#endif
