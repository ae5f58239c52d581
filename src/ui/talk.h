/*
 * A talk: lessons as slides, one a screen, with the live pane beside or
 * under the text where a slide has an exercise.  The keys of a clicker,
 * PgDn, PgUp and b, are all that it takes to give one.
 */
#ifndef UI_TALK_H
#define UI_TALK_H

#include "course/beacon.h"
#include "ui/app.h"

struct talk_view {
    const struct talk *talk;
    size_t at;                  /* the slide */
    size_t step;                /* pauses of it that are over */
    size_t top;                 /* first of its rows that is shown */
    size_t offset;              /* ... as a place in the document, 0 for the
                                 * first */
    int code;                   /* column that code begins at */
    bool opened;                /* the pane was asked for on a slide that has
                                 * no exercise of its own */
    bool settled;               /* the pane has given its room back */
    bool blank;                 /* nothing is shown, to be listened to */
    bool notes;                 /* notes in place of the slide */
    size_t notes_top;           /* first line of them that is shown */
    int64_t began;              /* clock_now() */
    struct beacon *beacon;      /* NULL where nobody can follow */
    struct beacon_place told;   /* what it shows; owns nothing but lessons */
    int64_t told_began;         /* `began` as it was then */
    struct rows *rows;          /* of this document, for so many columns */
    const struct doc *doc;
    int columns;
    struct sheet sheet;         /* of the notes */
};

/* Begin at the first slide of the talk of ui_spec, which has one. */
void talk_open(struct app *app);
void talk_close(struct app *app);

const struct talk_slide *talk_shown(const struct app *app);

/* Tell those who follow where the talk is, unless they know. */
void talk_tell(struct app *app);

/* Draw all of the screen but messages. */
void talk_draw(struct app *app);
/* A number that differs where rows have moved since another drawing. */
uint64_t talk_shape(const struct app *app, uint64_t seed);
/* Milliseconds until the clock shows something else. */
int talk_tick(const struct app *app);

/* What is on the screen now: its rows from *ret_first on. */
struct talk_part {
    const struct rows *rows;
    size_t first;               /* of the slide's rows */
    size_t count;               /* of those that are not hidden by a pause */
    size_t height;              /* rows of the screen for them */
    size_t last_top;            /* the largest talk_view.top */
};
struct talk_part talk_part(struct app *app);
/* Show the slide from that row of it on. */
void talk_scroll_to(struct app *app, size_t top);

/* What the keys do. */
void talk_next(struct app *app);
void talk_back(struct app *app);
void talk_go(struct app *app, size_t slide);
void talk_ask_slide(struct app *app, const char *typed);
void talk_scroll(struct app *app, long rows);
void talk_scroll_code(struct app *app, int columns);
void talk_blank(struct app *app);
void talk_notes(struct app *app);
void talk_restart_clock(struct app *app);
/* By one of lesson_run() and its like. */
void talk_run(struct app *app, void (*run)(struct app *app));
/* A number answers the question that is open, or begins a slide's number. */
void talk_number(struct app *app, int number);
/* The next knob, then the next exercise of the slide. */
void talk_focus(struct app *app, int direction);
/* Left and right turn the knob, where there is one; else they go on. */
void talk_turn(struct app *app, int direction);
void talk_enter(struct app *app);

#endif
