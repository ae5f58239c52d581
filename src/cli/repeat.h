/* Runs something many times, one after another, and reports how often which
 * result came. */
#ifndef CLI_REPEAT_H
#define CLI_REPEAT_H

#include <stdbool.h>
#include <stddef.h>

#include "check/series.h"
#include "cli/out.h"
#include "course/course.h"
#include "run/runner.h"

struct repeat {
    const struct course *course;
    const struct exercise *exercise; /* NULL for a program */
    const struct runner_spec *spec;
    struct run *run;            /* says what is run; used for each of them */
    size_t count;               /* runs that are wanted */
    struct out *out;
    bool json;
    bool progress;              /* say how far it is, on a terminal */
};

/*
 * `text` as a number of runs.  Returns EXIT_FINE, or complains and returns
 * EXIT_USAGE.
 */
int repeat_count(const char *text, size_t *ret_count);

/*
 * Run it, and report; the runs that were over are left in series, which is
 * the caller's.  A signal ends it, and what there is is reported all the
 * same.  Returns an exit status.
 */
int repeat_run(const struct repeat *repeat, struct series *series);

#endif
