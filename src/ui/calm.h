/*
 * What of a running program's picture stays put for a second or longer:
 * which of many cores and workers have a row, whose colour a core wears, the
 * figures that tell of a second, the results that are drawn.  A picture that
 * changes no more than it must can be read, and sent over a slow link.
 */
#ifndef UI_CALM_H
#define UI_CALM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "report/busiest.h"
#include "report/chart.h"
#include "run/run.h"

/* More than that are folded, into fewer rows and what is said of the rest. */
#define CALM_CORES 8
#define CALM_CORES_OF_MANY 6
#define CALM_WORKERS 16
#define CALM_WORKERS_OF_MANY 11

/* In place of a worker's index. */
#define CALM_NOBODY (-1L)
#define CALM_SEVERAL (-2L)

struct calm_core {
    size_t index;               /* in the history */
    long wears;                 /* the worker whose time it was lately */
    long seen;                  /* ... in the second that goes on */
    bool mixed;                 /* others as well */
    bool settling;              /* it was one worker's for a second */
};

struct calm_worker {
    size_t index;               /* in the history */
    int core;                   /* the last one, -1: not known */
};

struct calm {
    unsigned long readings;     /* of the run, that were looked at */
    unsigned long chosen;       /* ... when the rows were chosen */
    bool over;
    struct calm_core cores[CALM_CORES]; /* in the history's order, as are
                                         * the workers */
    size_t ncores;
    struct busiest_cores other_cores;
    struct calm_worker workers[CALM_WORKERS];
    size_t nworkers;
    struct busiest_workers other_workers;
    int others_running;         /* on average, percent of those not over */
    int others_waiting;
    unsigned running[HISTORY_SLOTS]; /* percent of all workers together, at
                                      * reading % HISTORY_SLOTS */
    struct str sentence;        /* of workers_sentence() */
    const struct picture *picture; /* of the exercise, or NULL: no picture */
    struct chart chart;         /* ... as far as it is drawn */
    unsigned long charted;      /* readings when it was made */
};

#define CALM_INIT {0}

void calm_release(struct calm *calm);

/* Look at what is new of the run; to be called after each reading of it. */
void calm_follow(struct calm *calm, const struct run *run);

/* Of a run that goes on: its readings up to the last that something shows
 * which changes in steps of so many; of one that is over, all. */
unsigned long calm_readings(const struct run *run, unsigned step);

/* Columns for what a core or a worker is called, and a blank. */
int calm_label_columns(const struct run *run);

#define CALM_SECOND 10          /* readings: figures change in such steps */

#endif
