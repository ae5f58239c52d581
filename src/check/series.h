/*
 * Many runs of one program: of each what is worth comparing, not the whole
 * struct run, of which ten thousand would not fit.
 */
#ifndef CHECK_SERIES_H
#define CHECK_SERIES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "course/exercise.h"
#include "course/journal.h"
#include "run/run.h"

#define SERIES_MOST 10000       /* runs */
#define SERIES_RESULTS 32       /* names that are kept */
#define SERIES_QUESTIONS 8      /* of an exercise that are decided */

enum series_verdict {
    SERIES_UNJUDGED,            /* nothing was expected */
    SERIES_RIGHT,
    SERIES_WRONG,
};

/* What a run printed for one of the series' results. */
struct series_value {
    const char *text;           /* the series'; NULL: nothing */
    bool is_number;             /* a finite one that a double holds exactly,
                                 * or a fraction */
    double number;
};

struct series_run {
    enum run_status status;
    int exit_code;
    int signal;
    double seconds;
    double cpu_seconds;
    enum series_verdict verdict;
    unsigned char answers[SERIES_QUESTIONS]; /* true ones, from 1; 0: none */
    struct series_value *values; /* in the order of the series' results */
    size_t nvalues;             /* of the results known by then */
};

struct series_result {
    char name[OUTPUT_NAME];
    struct result expected;     /* of the newest run; no name: nothing */
};

struct series {
    struct series_run *runs;
    size_t nruns, runs_cap;
    struct series_result *results; /* as first printed */
    size_t nresults, results_cap;
    bool unkept;                /* there were more names */
    bool judged;                /* something was expected, once at least */
    enum progress progress;     /* what all of it says of the exercise */
    struct arena texts;         /* of the values */
};

#define SERIES_INIT {0}

void series_release(struct series *series);

/* Note a run that is over.  `exercise` may be NULL. */
void series_add(struct series *series, const struct run *run,
                const struct exercise *exercise);

/* A value of one of the series' results; never NULL. */
const struct series_value *series_value(const struct series_run *run,
                                        size_t result);

/* Whether that run came to its end by itself, with status 0. */
bool series_is_fine(const struct series_run *run);

/* Runs with that verdict. */
size_t series_count(const struct series *series, enum series_verdict verdict);

#endif
