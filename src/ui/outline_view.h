/* What the outline of a lesson keeps, see ui/outline.h. */
#ifndef UI_OUTLINE_VIEW_H
#define UI_OUTLINE_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/sheet.h"

/* A heading, or an exercise. */
struct outline_entry {
    const char *text;           /* the course's */
    int level;                  /* 0 for the title */
    size_t offset;              /* in the document, of a heading */
    size_t exercise;            /* of the course, or NO_EXERCISE */
};

struct outline_view {
    bool open;
    struct outline_entry *entries;
    size_t count, cap;
    size_t selected;
    size_t top;                 /* first line shown */
    struct sheet sheet;
};

#endif
