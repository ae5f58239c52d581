/* A check while it climbs: shared by the files that make its steps. */
#ifndef CHECK_LADDER_H
#define CHECK_LADDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "build/builder.h"
#include "build/cache.h"
#include "check/check.h"
#include "check/speed.h"
#include "run/runner.h"

enum program_id {
    PROGRAM_PLAIN,
    PROGRAM_SANITIZED,
    PROGRAM_HOOKED,
    PROGRAM_IDLE,               /* the same, and its workers do nothing */
    PROGRAM_SOLUTION,
    PROGRAM_START,              /* to be faster than */
    PROGRAMS
};

enum program_state {
    PROGRAM_SPARED,             /* nobody needs it */
    PROGRAM_WANTED,
    PROGRAM_BUILDING,
    PROGRAM_BUILT,
    PROGRAM_FAILED,             /* build.said or why says how */
};

struct program {
    enum program_state state;
    struct build build;
    struct diag why;
    size_t wanted;              /* runs of it */
    size_t started;
    size_t over;
    size_t timed;
};

/* One thing that goes on: a build, or a run of what was built. */
struct step {
    enum program_id program;
    struct builder *builder;    /* or */
    struct runner *runner;      /* NULL, NULL: nothing goes on */
    struct run run;
    struct hooked *hooked;      /* what such a run shares with us, or NULL */
    size_t trial;
    bool fixed;                 /* addresses are the same in each run */
    bool timed;                 /* for the speed rung */
};

#define STEPS_MOST 8

/* A run of the solution, for `same`. */
struct reference {
    struct run run;
    bool over;
};

/* What main did in a run with the smallest knobs. */
struct deeds {
    bool known;
    uint64_t count;
};

struct check {
    const struct course *course;
    const struct exercise *exercise;
    struct findings *findings;
    int epoll;
    int ready;                  /* an eventfd that keeps it readable; or -1 */
    unsigned nsteps;
    struct step steps[STEPS_MOST];
    struct program programs[PROGRAMS];
    struct reference *references; /* one a plain trial, where it is compared */
    bool compares;              /* with them */
    bool worked;                /* a worker did, in some run with hooks */
    struct deeds deeds;         /* ... and where workers were idle, if the */
    struct deeds idle_deeds;    /* results were right nevertheless */
    struct cache_slot scratch;  /* a folder for what runs write to us */
    bool fixed;                 /* the sanitizer needs fixed addresses */
    bool untimed;
    bool asks;                  /* before it is timed */
    bool waits;                 /* ... and has no answer yet */
    bool wants_speed;
    bool timed;                 /* the speed rung has begun */
    struct speed speed;
    bool decided;
    bool hopeless;              /* what is left cannot change the verdict */
};

/* ---- programs.c */

/* Start the next build; false where none is left to be made. */
bool programs_start(struct check *check, struct step *step);
/* A build that is over, as builder_dispatch() said. */
void programs_take(struct check *check, struct step *step, int result);
/* The file as it was given to the compiler; the caller's, free() ends it. */
char *programs_shown_file(const struct check *check);

/* ---- trials.c */

/* Start the next run that can be made now.  1, or 0 where there is none, or
 * -errno with a sentence. */
int trials_start(struct check *check, struct step *step, struct diag *diag);

/* What a run that is over tells; its struct run may be taken. */
void trials_take(struct check *check, struct step *step);

/* What is to be thought of the results of a run of the plain program. */
void trials_take_result(struct check *check, struct step *step,
                        const struct run *solution);

#endif
