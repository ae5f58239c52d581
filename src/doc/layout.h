/*
 * Blocks into rows, inside doc/.  The layout keeps what stands to the left
 * of every row (quote bars, indents, the marker of an item) and the empty
 * row that is owed between blocks; the leaves give it the rows.
 */
#ifndef DOC_LAYOUT_H
#define DOC_LAYOUT_H

#include "base/arena.h"
#include "doc/rows.h"
#include "doc/span.h"
#include "doc/tree.h"
#include "doc/wrap.h"

typedef int rows_visit(const struct row *row, void *context);

/* Columns that containers leave to the text, however deep they nest. */
#define LAYOUT_TEXT_MIN 12

struct prefix {
    const char *first;          /* of the first row; NULL: as the others */
    const char *rest;
    int columns;
    bool used;                  /* the first row is out */
};

struct level;

struct layout {
    const struct doc *doc;
    int width;
    struct arena *arena;        /* for text that the layout makes */
    bool streaming;             /* clear the arena after each block */
    bool clickable;             /* links of the web get no number */
    rows_visit *visit;
    void *context;
    int result;                 /* of visit; other than 0 ends it all */

    size_t place;               /* of the next text */
    size_t last_place;          /* that a row was given */
    size_t limit;               /* no row gets a place beyond it */

    struct prefix *prefixes;
    size_t nprefixes;
    size_t prefixes_cap;
    int indent;                 /* columns of all prefixes */

    struct level *levels;       /* the containers that are open */
    size_t nlevels;
    size_t levels_cap;
    int lists;                  /* how many of them are lists */
    int quotes;

    bool any;                   /* a row was given out */
    bool gap;                   /* an empty row is owed, */
    size_t gap_prefixes;        /* with so many prefixes */

    int fence;                  /* whose replacement this is, or -1 */
    bool fence_begun;           /* a row of it is out */
    int one_line;               /* source line of all rows, where not 0 */
    bool notes;                 /* footnotes are laid out */
    int item;
    int items;

    struct wrap wrap;
    struct spans row;
};

/* What is common to all rows of a leaf. */
struct row_mark {
    unsigned flags;             /* row_flags */
    size_t offset;
    int line;
};

/* Hand out a row of these spans, behind the prefixes. */
void layout_row(struct layout *layout, const struct spans *spans,
                struct row_mark mark);

/* Columns behind the prefixes, at least LAYOUT_TEXT_MIN. */
int layout_columns(const struct layout *layout);

/*
 * Stand an empty row before the next row, but for between the items of a
 * tight list.
 */
void layout_owe_gap(struct layout *layout);

/*
 * Put text before every row to come, `first` (NULL for none) before the
 * next one.  Both are borrowed and equally wide.  Returns false, and does
 * nothing, where it would leave too few columns.
 */
bool layout_push(struct layout *layout, const char *first, const char *rest);
void layout_pop(struct layout *layout);

/* The style that the containers give to their text. */
unsigned layout_style(const struct layout *layout);

/* Lay out the Markdown that replaces a fence, as a part of the fence. */
void layout_replacement(struct layout *layout, const struct fence *fence);

/* Lay out a whole document, its list of links included. */
void layout_document(struct layout *layout);
void layout_release(struct layout *layout);

#endif
