/* An exercise as the lesson that it stands in describes it. */
#ifndef COURSE_EXERCISE_H
#define COURSE_EXERCISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "course/knob.h"
#include "course/picture.h"
#include "course/plan.h"
#include "course/twin.h"
#include "course/verdict.h"

/* One of the answers to a question. */
struct answer {
    char *text;                 /* Markdown, without the condition */
    char *condition;            /* when it is the true one, condition.h */
};

/* A question asked before a run. */
struct prediction {
    char *question;             /* Markdown */
    struct answer *answers;     /* numbered from 1 in the lesson */
    size_t nanswers;            /* 2 to 9 */
    struct {
        char *knob;
        int64_t value;
    } *only;                    /* runs with other values do not decide it */
    size_t nonly;
    int line;                   /* of its fence */
    size_t fence;               /* in the lesson's document, once it is made */
};

struct hint {
    char *text;                 /* Markdown */
    enum verdict verdict;       /* that it is bound to, or VERDICT_NONE */
    int line;                   /* of its fence */
};

/* Where the lesson speaks of what a verdict means. */
struct passage {
    unsigned verdicts;          /* VERDICT_BITs */
    int line;                   /* of the comment above it */
    bool own;                   /* of this exercise alone */
};

/* What a result counts: "counter" counts "updates", which can be lost. */
struct unit {
    char *result;
    char *unit;
};

struct exercise {
    char *name;
    size_t lesson;              /* index into the course */
    int line;                   /* of its fence */
    size_t fence;               /* in the lesson's document, once it is made */
    bool demonstration;         /* nothing to finish: no solution */
    bool forgotten;             /* not read: course_open_brief() */

    char *start;                /* path of the start file, never written to */
    char *solution;             /* path, NULL for a demonstration */
    char *twin;                 /* path, NULL where there is none */
    char *own;                  /* path of the learner's copy; may not exist */

    /* [build] */
    char *flags;                /* "-O2" where the lesson says nothing */
    char **libs;
    size_t nlibs;
    char **variants;
    size_t nvariants;

    struct knob *knobs;
    size_t nknobs;

    /* [check], as far as a plain run is compared; NULL where not given */
    char *hold;                 /* conditions, joined by "," */
    char *workers;              /* how many have to take part: a sum of knobs */
    int64_t limit_seconds;      /* of one trial, 0 where not given */
    struct check_plan plan;     /* ... and the rest of it */

    struct unit *units;         /* [results] */
    size_t nunits;
    struct picture picture;     /* [picture] */
    struct twin_plan twin_plan; /* [twin] */

    struct prediction *predictions;
    size_t npredictions;
    struct hint *hints;
    size_t nhints;
    struct passage *passages;
    size_t npassages;
    char *why;                  /* Markdown for whoever passed, or NULL */
};

/* The line of the comment above what the lesson says of that verdict, of
 * this exercise rather than of all; 0: nothing. */
int exercise_passage(const struct exercise *exercise, enum verdict verdict);

/* Which further build a knob of that value chooses: that whose name is both
 * together, as O2 of `O = 2`.  The exercise's, or NULL. */
const char *exercise_variant(const struct exercise *exercise,
                             const char *knob, int64_t value);

/* NULL: no such knob. */
const struct knob *exercise_knob(const struct exercise *exercise,
                                 const char *name);

#endif
