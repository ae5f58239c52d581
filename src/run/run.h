/*
 * What is known of one execution of a program, while it goes on and after
 * it.  Everything that shows, reports or judges a run reads this struct, and
 * none of them knows how it came about.
 */
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "run/hang.h"
#include "run/leftovers.h"
#include "run/limits.h"
#include "run/output.h"
#include "sample/history.h"

enum run_source {
    RUN_MINE,                   /* the learner's copy, or the start file */
    RUN_SOLUTION,
    RUN_TWIN,
    RUN_PROGRAM,                /* any program, no exercise */
};

enum run_status {
    RUN_GOING,
    RUN_EXITED,
    RUN_SIGNALLED,
    RUN_STOPPED,                /* by the user */
    RUN_TIME_LIMIT,
    RUN_PROCESS_LIMIT,          /* it made processes or threads without end */
    RUN_MEMORY_LIMIT,
    RUN_OUTPUT_LIMIT,
    RUN_FILE_LIMIT,
};

struct run_knob {
    char *name;
    int64_t value;
};

struct run {
    char *exercise;             /* "" for a program */
    char *program;              /* path of what is executed */
    enum run_source source;
    struct run_knob *knobs;
    size_t nknobs;

    enum run_status status;
    bool contained;             /* in namespaces of its own */
    int exit_code;              /* of RUN_EXITED */
    int signal;                 /* of RUN_SIGNALLED */
    double limit_seconds;
    struct limits limits;
    double seconds;             /* on the clock, so far */
    double cpu_seconds;         /* exact once it is over, all of its tree */
    long peak_rss_kib;          /* of its largest process; what the tutor
                                 * has itself is not told from that */
    unsigned left;              /* processes that outlived its first one, and
                                 * were ended */
    struct leftovers leftovers; /* these too, and what else it left */

    struct hang hang;           /* why it does not get on, where it was
                                 * looked at and that was found */
    struct output output;       /* stdout and stderr as they came */
    struct history history;
};

#define RUN_INIT {0}

void run_release(struct run *run);

/* "exited", "signalled", "stopped", "time limit", "process limit", "memory
 * limit", "output limit", "file limit"; "going" while it goes. */
const char *run_status_name(enum run_status status);
/* "mine", "solution", "twin", "program" */
const char *run_source_name(enum run_source source);

/* Whether it ended by itself, and with status 0. */
bool run_is_fine(const struct run *run);

/* Cores busy with this run on average: cpu_seconds / seconds. */
double run_cores_busy(const struct run *run);

#endif
