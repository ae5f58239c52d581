/*
 * Inside a document, for the files of doc/ alone: cmark's tree and what was
 * found beside it.
 *
 * What a node means to us hangs on its user data: a paragraph's is its
 * struct table, a fenced code block's its struct fence, a link's or image's
 * what tree_link() tells; NULL everywhere else.  CMARK_NODE_CUSTOM_INLINE
 * is struck text.
 *
 * Places.  A place counts bytes of text, and some more for each block, so
 * that it is the same at any width.  The index and the layout count alike,
 * with the constants below.  Fences have room for what replaces them, so
 * that a place behind one does not move when it is replaced.
 */
#ifndef DOC_TREE_H
#define DOC_TREE_H

#include <cmark.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "doc/links.h"

enum {
    ROOM_RULE = 1,              /* a heading's rule, behind its text */
    ROOM_GAP = 2,               /* the empty row behind a block */
    ROOM_BLOCK = 3,             /* so much more than text takes a block */
    ROOM_FENCE = 1 << 20,
};

#define DOC_NOTES (1U << 8)     /* beside doc_flags: footnotes of another */

enum fence_view {
    FENCE_AS_IT_IS,
    FENCE_HIDDEN,
    FENCE_CODE,
    FENCE_MARKDOWN,
};

struct fence {
    struct doc_fence open;      /* what doc_fence() shows */
    enum fence_view view;
    int index;
    const char *language;
    const char *code;           /* of FENCE_CODE */
    struct doc *markdown;       /* of FENCE_MARKDOWN; owned */
};

/* Either of them, or none where the cell is empty. */
struct table_cell {
    cmark_node *node;           /* a paragraph */
    const char *text;           /* without any markup */
};

struct table_row {
    struct table_cell *cells;
    int ncells;                 /* at most as many as the table's columns */
    int line;
};

enum table_align {
    ALIGN_LEFT,
    ALIGN_CENTER,
    ALIGN_RIGHT,
};

struct table {
    cmark_node *intro;          /* text above it in the paragraph, or NULL */
    int line;                   /* source line of that, or of the header */
    unsigned char *aligns;      /* a table_align each column */
    int ncolumns;
    struct table_row *rows;     /* the first is the header */
    size_t nrows;
};

/* Stands before the text of each paragraph that is a cell. */
#define TABLE_CELL_PREFIX ". "
#define TABLE_CELL_SKIP 2

struct doc {
    struct arena arena;         /* all strings and records */
    cmark_node *root;
    cmark_node *cells;          /* tree of all cells of tables, or NULL */
    unsigned flags;             /* doc_flags */
    bool inner;                 /* a part of another document */
    struct doc *notes;          /* its footnotes, a list; owned; or NULL */
    struct links *links;        /* an inner document's: the outer one's */
    struct links own_links;
    struct fence **fences;
    size_t nfences;
    size_t fences_cap;
    struct doc_heading *headings;
    size_t nheadings;
    size_t headings_cap;
    struct doc_comment *comments;
    size_t ncomments;
    size_t comments_cap;
    const char *summary;
    size_t end;                 /* the place behind all text */
};

/* The bytes of an inline node's own text, as places count them, and of all
 * of a paragraph's or heading's. */
size_t tree_room(cmark_node *node);
size_t tree_room_inside(cmark_node *block);

/* Plain text of a block on one line, in the arena. */
const char *tree_plain_text(struct arena *arena, cmark_node *block);

/* The table that a paragraph is, or NULL. */
struct table *tree_table(cmark_node *node);

/* The id of a link's or image's target, or 0 where it has none, and whether
 * it is listed: where its text does not say it already. */
unsigned tree_link(cmark_node *node);
bool tree_link_is_listed(cmark_node *node);

#endif
