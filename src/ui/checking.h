/*
 * The check of an exercise as the learner works with it: the one that goes
 * on, or what the last one came to.  Knows nothing of screens.
 */
#ifndef UI_CHECKING_H
#define UI_CHECKING_H

#include <stdbool.h>
#include <stdint.h>

#include "check/check.h"

enum checking_state {
    CHECKING_NONE,              /* never checked in this session */
    CHECKING_CLIMBING,
    CHECKING_OVER,              /* findings have the verdict */
    CHECKING_STOPPED,           /* ... how far it got */
    CHECKING_FAILED,            /* failure says why there is no verdict */
};

struct checking {
    enum checking_state state;
    struct check *check;        /* NULL: none goes on */
    struct findings findings;
    struct diag failure;
    bool newest;                /* no run is newer */
    int64_t saved;              /* when the file was, in seconds since 1970 */
    int64_t began;              /* clock_now() */
    int64_t told;               /* ... when progress was last worth drawing */
    uint64_t rungs;             /* the states of them then */
};

#define CHECKING_INIT {.findings = FINDINGS_INIT}

/* Ends what is going on. */
void checking_release(struct checking *checking);

/* Check the learner's file, anew where a check goes on. */
void checking_start(struct checking *checking, const struct course *course,
                    const struct exercise *exercise);
void checking_stop(struct checking *checking);
bool checking_is_going(const struct checking *checking);

/* The descriptor to wait on, or -1. */
int checking_fd(const struct checking *checking);
/* Do what there is to do; true when that ended it. */
bool checking_dispatch(struct checking *checking);
/* Whether what is new deserves to be drawn: a rung was reached, or some time
 * went by. */
bool checking_is_news(struct checking *checking);

#endif
