/*
 * What each kind of cell looks like.  One table serves the whole program:
 * views name a meaning, this module turns it into colours and attributes of
 * the terminal at hand (its default colours and the eight).
 */
#ifndef UI_LOOK_H
#define UI_LOOK_H

#include <stdbool.h>

struct span;

#define LOOK_WORKERS 5          /* worker colours, then they repeat */

enum look {
    LOOK_TEXT,
    LOOK_STRONG,
    LOOK_EMPHASIS,
    LOOK_HEADING,
    LOOK_KEY,                   /* can be pressed */
    LOOK_DIM,                   /* frames, what matters less */
    LOOK_CODE,
    LOOK_KEYWORD,               /* in code */
    LOOK_LINK,
    LOOK_RIGHT,
    LOOK_RIGHT_STRONG,
    LOOK_WRONG,
    LOOK_WRONG_STRONG,
    LOOK_VALUE,                 /* can change */
    LOOK_FOCUS,                 /* the value that the arrows turn */
    LOOK_MATCH,                 /* what was searched for */
    LOOK_WORKER,                /* LOOK_WORKER + n % LOOK_WORKERS */
    LOOK_COUNT = LOOK_WORKER + LOOK_WORKERS
};

/* Colours only where they are wanted; then after start_color(). */
void look_init(bool colours);

/* How to fill what belongs to the worker with that number: where no colour
 * tells them apart each of LOOK_WORKERS has a pattern of its own. */
const char *look_pattern(unsigned long number);

/* A cell filled from below to that share, in percent; for more than nothing
 * never a blank one. */
const char *look_level(double percent);

/* The ncurses attributes, colour included. */
unsigned look_attributes(enum look look);

/* The look of a span of a document in a row with those row_flags. */
enum look look_of_span(const struct span *span, unsigned row_flags);

/* The look of the worker with that number, from 0. */
enum look look_of_worker(unsigned long number);

#endif
