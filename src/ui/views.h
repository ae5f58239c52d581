/* What each screen keeps, and what the pane of a lesson can be about. */
#ifndef UI_VIEWS_H
#define UI_VIEWS_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/prose.h"
#include "ui/sheet.h"

/* What is shown, and what a key that runs something is to do. */
enum show {
    SHOW_RUN,
    SHOW_SERIES,                /* how often which result came */
    SHOW_BESIDE,                /* the solution's run beside one's own */
    SHOW_TWIN,                  /* the run of the twin in Python beside it */
    SHOW_CHECK,                 /* the ladder, and the verdict */
    SHOW_COUNT
};

/* Runs that are no exercise's own. */
enum side { SIDE_SERIES, SIDE_SOLUTION, SIDE_TWIN, SIDE_COUNT };

enum zoom { ZOOM_NONE, ZOOM_PROSE, ZOOM_PANE };

struct contents_view {
    size_t selected;            /* a lesson */
    size_t top;                 /* first line shown */
    bool unfinished;            /* only lessons that are not done */
    struct sheet sheet;
};

struct lesson_view {
    size_t index;               /* of the lesson */
    struct prose prose;
    size_t exercise;            /* shown in the pane, or NO_EXERCISE */
    size_t pane_top;            /* first line of the pane that is shown */
    int pane_height;            /* lines of it that are shown */
    bool cut;                   /* some is out of sight, and no rule says so */
    enum zoom zoom;
    bool beside;                /* prose and pane stand side by side */
    bool asking;                /* `wish` waits for a prediction */
    enum show wish;
    enum show show;
    bool comparing;             /* the other one's run comes next */
    bool arrived;               /* the lesson was opened since it was drawn */
    bool copying;               /* y shows what can be copied */
    bool finished;              /* something came up since the last drawing */
    bool held;                  /* a hang stays in sight until the pane is
                                 * scrolled */
    bool started;               /* ... a run began */
    bool turned;                /* ... the knob is another, or its value */
    bool everywhere;            /* the search goes on in other lessons */
    bool hinted;                /* a hint is what came up last */
    struct sheet sheet;
};

struct help_view {
    bool open;
    size_t top;
    struct sheet sheet;
};

#endif
