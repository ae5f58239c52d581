/* GitHub's callouts: quotes that begin with [!NOTE] and its kind. */
#ifndef DOC_CALLOUTS_H
#define DOC_CALLOUTS_H

#include <cmark.h>

/* Put a title in place of the marker of each callout below root. */
void callouts_title(cmark_node *root);

#endif
