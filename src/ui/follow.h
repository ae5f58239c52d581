/*
 * Notes in a terminal of their own: follows the newest talk of this course
 * that this user gives, from slide to slide, without a key.
 */
#ifndef UI_FOLLOW_H
#define UI_FOLLOW_H

#include "course/beacon.h"
#include "ui/app.h"

struct follow_view {
    int watch;                  /* beacon_watch(), or -1: looked at once a
                                 * second */
    struct talk *own;           /* the talk that is followed, or NULL */
    char *lessons;              /* ... and what it is made of */
    bool going;                 /* a talk is followed */
    bool over;                  /* one was */
    size_t at;                  /* the slide */
    size_t step;                /* pauses of it that are over */
    int64_t began;              /* the talk; seconds since 1970 */
    size_t top;                 /* first line that is shown */
    int height;                 /* lines that are shown */
    struct sheet sheet;
};

void follow_open(struct app *app);
void follow_close(struct app *app);

/* See where the talk is. */
void follow_look(struct app *app);

/* Draw all of the screen but messages. */
void follow_draw(struct app *app);
/* Milliseconds until the clock shows something else. */
int follow_tick(void);

/* Lines up or down. */
void follow_scroll(struct app *app, long lines);
/* A page, or a slide where no talk is followed. */
void follow_page(struct app *app, int direction);

#endif
