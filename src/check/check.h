/*
 * Checks a program: climbs the ladder and comes to a verdict.  Like a runner
 * it has one descriptor to wait on and never blocks; what it learns it
 * writes to the struct findings of its owner.
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "base/diag.h"
#include "check/findings.h"
#include "course/course.h"

struct check;

struct check_spec {
    const struct course *course;
    const struct exercise *exercise; /* no demonstration */
    const char *file;           /* this one, or NULL: the learner's own */
    unsigned steps;             /* made at the same time, 0: two */
    bool untimed;               /* without the speed rung */
    bool asks;                  /* before it is timed; check_waits() */
};

/*
 * Start to check; `findings` stays the caller's and must outlive the check.
 * A file that cannot be read is an error: -errno with a sentence in diag.
 * All else, also that there is no compiler, is a verdict.
 * check_free() ends it and what it has started.
 */
int check_start(const struct check_spec *spec, struct findings *findings,
                struct diag *diag, struct check **ret_check);
void check_free(struct check *check);

/* Readable when there is something to do.  The check's. */
int check_fd(const struct check *check);

/* 1 when there is a verdict, 0 while it climbs, -errno (with diag) where it
 * could not go on. */
int check_dispatch(struct check *check, struct diag *diag);

/* Whether only the speed rung is left, and it asks to be alone for that: it
 * does nothing until check_go_on(), after which it is to be dispatched. */
bool check_waits(const struct check *check);
void check_go_on(struct check *check);
/* Whether it climbs the speed rung. */
bool check_is_timed(const struct check *check);

#endif
