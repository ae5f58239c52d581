/* What stands inside a paragraph, heading or cell, as styled text. */
#ifndef DOC_INLINES_H
#define DOC_INLINES_H

#include "doc/tree.h"
#include "doc/wrap.h"

struct inlines {
    const struct doc *doc;
    struct arena *arena;        /* for link numbers; outlives the rows */
    unsigned style;             /* of all of it */
    size_t skip;                /* bytes of its first text not shown */
    bool clickable;             /* links of the web need no number */
};

/*
 * Add all text below `block` to `wrap`, and move wrap->offset and ->line
 * along.  wrap_end() is left to the caller.
 */
void inlines_add(const struct inlines *inlines, cmark_node *block,
                 struct wrap *wrap);

#endif
