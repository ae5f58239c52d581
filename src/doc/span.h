/* A growing row of spans. */
#ifndef DOC_SPAN_H
#define DOC_SPAN_H

#include <stddef.h>

#include "doc/rows.h"

/* How a piece of text looks. */
struct look {
    unsigned style;             /* enum style */
    unsigned link;              /* a link's number, or 0 */
};

struct spans {
    struct span *items;
    size_t count;
    size_t cap;
    int columns;                /* of all of them */
};

#define SPANS_INIT {0}

void spans_release(struct spans *spans);
void spans_clear(struct spans *spans);

/*
 * Add text, which is borrowed: it becomes part of the last span where that
 * ends just before it and looks alike.
 */
void spans_add(struct spans *spans, const char *text, size_t bytes,
               int columns, struct look look);

/* Add `columns` spaces that the layout makes. */
void spans_pad(struct spans *spans, int columns, struct look look);

/* Add a horizontal line, thin or heavy, as decoration. */
void spans_rule(struct spans *spans, int columns, bool heavy);

/* Add copies of all spans of `more`. */
void spans_add_all(struct spans *spans, const struct spans *more);

/* Without spaces at the end that are decoration. */
void spans_trim(struct spans *spans);

#endif
