/*
 * How an exercise and its twin in Python are compared, [twin] of its fence:
 * what the twin is given, which is slower, and what times are divided by.
 */
#ifndef COURSE_TWIN_H
#define COURSE_TWIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TWIN_PER 4              /* names at most */
#define TWIN_UNIT 24            /* bytes at most */

/* A knob that the twin gets no more of. */
struct twin_most {
    size_t knob;                /* index into the exercise's */
    int64_t most;
};

struct twin_plan {
    struct twin_most *mosts;
    size_t nmosts;
    char **per;                 /* knobs and results: a run's time is divided
                                 * by all of them */
    size_t nper;
    char *unit;                 /* what that is then the time of: "step";
                                 * NULL where times are compared as they are */
    bool unequal;               /* the two do not do the same work: their
                                 * times are not compared */
    int line;                   /* of the section, 0: there is none */
};

/* Ends what a plan owns. */
void twin_plan_release(struct twin_plan *plan);

/* What the twin gets of that knob where the program gets `value`. */
int64_t twin_value(const struct twin_plan *plan, size_t knob, int64_t value);

#endif
