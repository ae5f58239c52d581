/*
 * Lines at the bottom of a terminal that are written over while something
 * goes on, and only where they differ; above them lines may be added that
 * stay.
 */
#ifndef CLI_REGION_H
#define CLI_REGION_H

#include <stddef.h>

#include "base/str.h"
#include "cli/out.h"

/* A line that is put together, cut where the terminal ends. */
struct region_line {
    struct str text;            /* with styles */
    int columns;
};

struct region {
    struct out *out;
    struct str *shown;          /* lines as they are on the terminal */
    size_t nshown;
    struct region_line *lines;  /* as they are to be */
    size_t nlines;
    size_t cap;
};

/* For a terminal; region_end() ends it. */
void region_init(struct region *region, struct out *out);
/* Clear the lines on the terminal. */
void region_end(struct region *region);

/* How many lines the terminal has room for. */
size_t region_height(void);

/* Begin the next line of those that are to be shown. */
void region_line(struct region *region);
/* Append to it; `sgr` as for out_style(). */
void region_add(struct region *region, const char *sgr, const char *text);
/* Blanks up to that column. */
void region_tab(struct region *region, int column);

/* Bring the terminal to what was put together since the last call. */
void region_draw(struct region *region);
/* Let what was put together stay, above those lines; then they are drawn. */
void region_keep(struct region *region);

#endif
