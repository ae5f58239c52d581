/*
 * An exercise as the learner works with it: its knobs, the program being
 * built or run, once or many times, and what came of it.  Knows nothing of
 * screens.
 */
#ifndef UI_LIVE_H
#define UI_LIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "build/builder.h"
#include "check/series.h"
#include "course/course.h"
#include "run/run.h"
#include "run/runner.h"
#include "ui/calm.h"

enum live_state {
    LIVE_IDLE,                  /* nothing was run */
    LIVE_BUILDING,
    LIVE_RUNNING,
    LIVE_OVER,                  /* run is what came of it */
    LIVE_UNBUILT,               /* build says what the compiler minds */
    LIVE_FAILED,                /* failure says what is missing */
};

struct live {
    const struct course *course;
    const struct exercise *exercise;
    enum run_source source;     /* RUN_MINE, RUN_SOLUTION or RUN_TWIN */
    enum live_state state;
    int64_t *values;            /* of the knobs */
    size_t focus;               /* the knob that the arrows turn */
    bool hints;                 /* h was pressed: the pane shows them */
    bool skipped;               /* it was run without a prediction */

    struct builder *builder;
    int64_t began;              /* clock_now() when it was started */
    struct build build;
    struct runner *runner;
    struct run run;             /* of a series, the newest */
    struct calm calm;           /* how run is shown */
    size_t wanted;              /* runs of the series; 0: a single run */
    struct series series;
    bool stopping;              /* stop was asked for */
    bool hung;                  /* it hung when it was last looked at */
    struct diag failure;
    uint64_t changes;           /* grows with each event worth drawing */
};

void live_init(struct live *live, const struct course *course,
               const struct exercise *exercise);
/* The further build that its knobs choose; the exercise's, or NULL. */
const char *live_variant(const struct live *live);
/* With the knobs of another one, which is of the same exercise. */
void live_init_beside(struct live *live, const struct live *other,
                      enum run_source source);
/* Ends what is going on. */
void live_release(struct live *live);

/* Build it, but a twin, and run it, anew where it was run before. */
void live_start(struct live *live);
/* Build it, and run it that often, one run after another. */
void live_repeat(struct live *live, size_t count);
/* Of a series the runs that are over stay. */
void live_stop(struct live *live);
bool live_is_going(const struct live *live);

/* The descriptor to wait on, or -1. */
int live_fd(const struct live *live);
/* Do what there is to do; true when that ended it. */
bool live_dispatch(struct live *live);

#endif
