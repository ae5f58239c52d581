/* What [check] asks for beyond what a plain run is compared with: how a
 * solution is tried, and what has to be true of it. */
#ifndef COURSE_PLAN_H
#define COURSE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A knob's part of its range that trials draw from. */
struct draw {
    size_t knob;                /* index into the exercise's */
    int64_t min;
    int64_t max;
};

/* By how much a result may differ from the solution's. */
struct tolerance {
    char *result;
    double most;                /* of the difference, greater than 0 */
};

struct check_plan {
    int64_t trials;             /* 0: not given */
    struct draw *draws;         /* knobs not named keep their defaults */
    size_t ndraws;
    char **same;                /* results that must equal the solution's */
    size_t nsame;
    char **unordered;           /* ... as sets of the lines of that name */
    size_t nunordered;
    struct tolerance *tolerances;
    size_t ntolerances;
    bool may_race;              /* race_free = no */
    char *overlap;              /* a condition that one trial has to fulfil,
                                 * or NULL */
    char *work;                 /* what is so by the workers' work alone, or
                                 * NULL: all that a right run fulfils */
    double speedup;             /* over the start file, 0: not asked for */
    unsigned unsolved;          /* VERDICT_BITs: what the start file gets */
};

/* Ends what a plan owns. */
void plan_release(struct check_plan *plan);

/* The tolerance for a result, 0 where none was given. */
double plan_tolerance(const struct check_plan *plan, const char *result);

#endif
