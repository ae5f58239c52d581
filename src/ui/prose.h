/*
 * The prose of a lesson: a window on the rows of its document.  Remembers a
 * place in the text, not a row, so that a resize keeps the same sentence at
 * the top.
 */
#ifndef UI_PROSE_H
#define UI_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/doc.h"
#include "doc/rows.h"
#include "ui/draw.h"
#include "ui/hits.h"
#include "ui/search.h"

#define PROSE_MAX_WIDTH 84      /* longer lines are hard to read */

struct prose {
    const struct doc *doc;
    struct rows *rows;
    int width;                  /* that the rows were made for */
    size_t top;                 /* row shown first */
    size_t offset;              /* place in the document that it shows */
    int first;                  /* column that code begins at */
    int height;                 /* rows shown */
    char wanted[SEARCH_MAX];    /* what is searched for, or "" */
    struct place match;         /* the match that is gone to */
    size_t match_offset;        /* ... in the document */
    int passage;                /* line above the marked block, or 0 */
    bool seeking;               /* the first is sought once there are rows */
};

/* What the owner adds to a row: a mark before it, a note at its right. */
struct prose_mark {
    const char *before;         /* one column, "" for none */
    const char *after;          /* "" for none */
    enum look look;
    struct hit hit;             /* what a click on the row means */
};

typedef void (*prose_marker)(void *context, const struct row *row,
                             struct prose_mark *ret_mark);

/* Show that document from that place on. */
void prose_open(struct prose *prose, const struct doc *doc, size_t offset);
void prose_close(struct prose *prose);

/* Make the rows for that size, unless they are. */
void prose_fit(struct prose *prose, int width, int height);

void prose_scroll(struct prose *prose, long rows);
void prose_scroll_code(struct prose *prose, int columns);
/* Scroll so that the rows of a fence are seen. */
void prose_show_fence(struct prose *prose, size_t fence);
/* The row in the window that a fence begins at, negative above it; LONG_MAX
 * where the fence shows nothing. */
long prose_fence_row(const struct prose *prose, size_t fence);
/* The row in the window that follows what stands above that line of the
 * source, negative above the window. */
long prose_line_row(const struct prose *prose, int line);
/* Mark the block below that line of the source, and scroll so that it is
 * seen; 0 marks nothing. */
void prose_show_passage(struct prose *prose, int line);
/* Begin the window at that place, or where that is seen at the end. */
void prose_go_to(struct prose *prose, size_t offset);
/* To the next (1) or previous (-1) heading. */
void prose_heading(struct prose *prose, int direction);
/*
 * Search from the window on: go to the first match, or to the first once the
 * document is laid out.  False, and nothing is searched for, where there is
 * none.
 */
bool prose_search(struct prose *prose, const char *text);
/* Go to the next match; ret_again says whether that was from the beginning
 * on. */
void prose_search_next(struct prose *prose, bool *ret_again);
void prose_search_end(struct prose *prose);
bool prose_is_searching(const struct prose *prose);
/* Put the real cursor on the match that is gone to, or where the window
 * begins. */
void prose_cursor(const struct prose *prose, struct area area);

/* How far down the window is, in percent. */
int prose_percent(const struct prose *prose);

/* How rows are drawn that no prose holds. */
struct prose_pen {
    int first;                  /* column that code begins at */
    prose_marker marker;
    void *context;
};

/* One row, in a line with two columns before the text and one behind it. */
void prose_draw_row(const struct rows *rows, size_t index, struct area line,
                    const struct prose_pen *pen);

void prose_draw(const struct prose *prose, struct area area,
                prose_marker marker, void *context);

#endif
