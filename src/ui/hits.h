/*
 * What a click means: parts of the screen, recorded while they are drawn, so
 * that nobody has to work out a second time where something is.  What is
 * recorded later lies above what was there.
 */
#ifndef UI_HITS_H
#define UI_HITS_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/area.h"

enum hit_kind {
    HIT_NONE,
    HIT_KEY,                    /* as the key `value` */
    HIT_KNOB,                   /* give the knob `value` the focus */
    HIT_LESS,                   /* ... and turn it down */
    HIT_MORE,                   /* ... or up */
    HIT_LESSON,                 /* choose the lesson `what` */
    HIT_ENTRY,                  /* go to the entry `what` of the outline */
    HIT_EXERCISE,               /* show the exercise `what` of the course */
    HIT_ANSWER,                 /* its question `part` is answered `value` */
};

struct hit {
    enum hit_kind kind;
    int value;
    size_t what;
    size_t part;
};

/* The keys that turning the wheel stands for. */
struct wheel {
    int up, down;
};

/* Forget all, before the screen is drawn. */
void hits_clear(void);
void hits_release(void);

/* HIT_NONE covers what lies below. */
void hits_add(struct area area, struct hit hit);
void hits_add_key(struct area area, int key);
void hits_add_wheel(struct area area, int up, int down);

/* What is at that cell, HIT_NONE for nothing. */
struct hit hits_at(int y, int x);
/* False where the wheel turns nothing. */
bool hits_wheel_at(int y, int x, struct wheel *ret_wheel);

#endif
