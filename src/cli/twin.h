/* Runs an exercise and its twin in Python after each other, and compares. */
#ifndef CLI_TWIN_H
#define CLI_TWIN_H

#include <stdbool.h>

#include "cli/follow.h"
#include "course/course.h"
#include "run/runner.h"

struct twin_call {
    const struct course *course;
    const struct exercise *exercise;
    const struct runner_spec *spec; /* of each of them */
    const struct follow *follow;
    bool json;
    struct run *c;              /* says what is run; becomes the run */
};

/* Python was found, or the exit status after it was said that it was not. */
int twin_find(void);

/*
 * Run both, and report.  A program that fails keeps the other one from
 * nothing; a signal ends it all.  Returns an exit status.
 */
int twin_run(const struct twin_call *call);

#endif
