/*
 * Other ways to solve an exercise, right and wrong, kept with the verdict
 * that each deserves: COURSE/tests/course/NAME/right-*.c and wrong-*.c, whose
 * first line is a comment such as "verdict: wrong result, right by luck".
 * Several verdicts mean that chance decides which one shows.
 */
#ifndef COURSE_VARIANTS_H
#define COURSE_VARIANTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "course/course.h"

struct variant {
    char *shown;                /* path from the course's folder */
    char *path;
    char *text;
    bool right;                 /* so its name says */
    unsigned verdicts;          /* VERDICT_BITs; 0: its first line is wrong */
};

struct variants {
    struct variant *items;      /* by name */
    size_t count;
    size_t cap;
};

#define VARIANTS_INIT {0}

/* Add those of the exercise; what is malformed goes to diags.  That there
 * are none is no error. */
void variants_read(struct variants *variants, const struct course *course,
                   const struct exercise *exercise, struct diags *diags);
void variants_release(struct variants *variants);

#endif
