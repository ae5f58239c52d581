/*
 * Several checks, climbed at the same time as far as that changes nothing:
 * no more than half of the cores are given to it, and whoever is timed is
 * alone.  So each verdict is the one that it would get by itself.
 */
#ifndef CLI_CHECKS_H
#define CLI_CHECKS_H

#include <stdbool.h>
#include <stddef.h>

#include "check/check.h"
#include "cli/workbook.h"

enum climb_state {
    CLIMB_AHEAD,
    CLIMB_GOING,
    CLIMB_WAITING,              /* until it can be timed alone */
    CLIMB_OVER,                 /* findings have the verdict */
};

/* One of the checks. */
struct climb {
    const struct exercise *exercise;
    enum climb_state state;
    struct check *check;        /* NULL: none goes on */
    struct findings findings;
};

struct checks {
    const struct workbook *workbook;
    const char *file;           /* checked instead of the learner's own */
    bool untimed;               /* without the speed rung */
    struct climb *climbs;       /* in the order in which they are told */
    size_t count;
    size_t cap;
    size_t most;                /* going at the same time; 0: as many as
                                 * there should be */
    int epoll;                  /* of their descriptors */
    int nudge;                  /* when it is readable, nudged() says whether
                                 * that ends checks_run(); or -1 */
    bool (*nudged)(void *context);
    void *nudge_context;
};

#define CHECKS_INIT {.epoll = -1, .nudge = -1}
#define CHECKS_NUDGED (-1)

/* Ends what is going on. */
void checks_release(struct checks *checks);

/* One more, before checks_run(). */
void checks_add(struct checks *checks, const struct exercise *exercise);

/*
 * Climb them all; `show` is called each time that something is new, and now
 * and then.  Verdicts on the learner's own files are recorded.  Returns
 * EXIT_FINE; CHECKS_NUDGED; or another exit status, whose reason was said,
 * when one could not be made or the user ended it; then some are not over.
 */
int checks_run(struct checks *checks, void (*show)(void *context),
               void *context);

/* The exit status of checks that are all over: EXIT_FINE where all passed. */
int checks_status(const struct checks *checks);

#endif
