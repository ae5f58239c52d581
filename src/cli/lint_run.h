/*
 * What lint finds out by building and checking: one program after another,
 * waiting for each.
 */
#ifndef CLI_LINT_RUN_H
#define CLI_LINT_RUN_H

#include "base/diag.h"
#include "course/course.h"
#include "course/variants.h"

/*
 * Each of these adds what is wrong to diags and returns EXIT_FINE, or an
 * exit status after it was said why not: the user ended it, or this machine
 * lacks something.  waits_begin() came before.
 */

/* Build that file of the course by the command in its first comment: it has
 * to build without a word. */
int lint_build(const struct course *course, const struct exercise *exercise,
               const char *path, struct diags *diags);

struct lint_check {
    const struct course *course;
    const struct exercise *exercise;
    const char *path;           /* of the file that is checked */
    unsigned allowed;           /* VERDICT_BITs that it may get */
    const char *who;            /* "the start file" in sentences */
    const char *shown;          /* where to report, and */
    int line;
};

/* Check a file as a learner's: it has to get an allowed verdict. */
int lint_verdict(const struct lint_check *check, struct diags *diags);

#endif
