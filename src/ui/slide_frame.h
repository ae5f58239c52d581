/*
 * Where a slide stands on a screen of a given size: the text with wide
 * margins, and beside or under it the live pane where there is one.  Knows
 * nothing of terminals, so that a talk can be held against a size that no
 * terminal here has.
 */
#ifndef UI_SLIDE_FRAME_H
#define UI_SLIDE_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/draw.h"

struct slide_frame {
    int columns;                /* that the text is laid out for */
    struct area text;           /* code may be wider than columns, but not
                                 * wider than this */
    struct area pane;           /* without height: there is none */
    int rule;                   /* y or x of what separates them, or -1 */
    bool beside;                /* the rule is upright */
    int footer;                 /* y of the last line */
};

enum frame_pane {
    FRAME_NO_PANE,
    FRAME_IDLE_PANE,            /* leaves the text as much as it can */
    FRAME_BUSY_PANE,            /* takes what it needs */
    FRAME_ONLY_PANE,
};

/*
 * The frame for a screen of that size, 20x5 at least.  `content` is how many
 * lines the pane could use; an idle one has its fixed share.
 */
struct slide_frame slide_frame_for(int lines, int columns,
                                   enum frame_pane pane, int content);

/* Columns of the pane, which do not depend on its lines. */
int slide_frame_pane_columns(int columns, bool alone);

#endif
