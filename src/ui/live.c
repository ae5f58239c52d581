/* Build, then run, step by step as their descriptors become readable. */
#include "ui/live.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "build/launch.h"

void
live_init(struct live *live, const struct course *course,
          const struct exercise *exercise)
{
    *live = (struct live){.course = course, .exercise = exercise};
    live->values = mem_resize(NULL, exercise->nknobs, sizeof *live->values);
    for (size_t i = 0; i < exercise->nknobs; i++)
        live->values[i] = exercise->knobs[i].value;
}

void
live_init_beside(struct live *live, const struct live *other,
                 enum run_source source)
{
    live_init(live, other->course, other->exercise);
    live->source = source;
    memcpy(live->values, other->values,
           other->exercise->nknobs * sizeof *live->values);
}

static void
release_work(struct live *live)
{
    builder_free(live->builder);
    live->builder = NULL;
    runner_free(live->runner);
    live->runner = NULL;
    build_release(&live->build);
    run_release(&live->run);
    calm_release(&live->calm);
    series_release(&live->series);
    live->wanted = 0;
    live->stopping = false;
}

void
live_release(struct live *live)
{
    release_work(live);
    free(live->values);
    *live = (struct live){0};
}

bool
live_is_going(const struct live *live)
{
    return live->builder || live->runner;
}

static void
fail(struct live *live)
{
    live->state = LIVE_FAILED;
    live->changes++;
}

/* Nobody looks at the cores and workers of a run of a series. */
static void
launch(struct live *live)
{
    struct runner_spec spec = {
        .flags = live->wanted ? 0 : RUNNER_SAMPLE | RUNNER_LOOK,
    };

    if (launch_start(live->course, &spec, &live->run, &live->failure,
                     &live->runner) < 0)
        fail(live);
    else
        live->state = LIVE_RUNNING;
}

static void
start_run(struct live *live, const char *program)
{
    struct run *run = &live->run;

    launch_describe(run, live->exercise, live->source);
    run->program = mem_copy(program);
    live->calm.picture = &live->exercise->picture;
    for (size_t i = 0; i < run->nknobs; i++)
        run->knobs[i].value = live->values[i];
    if (live->source == RUN_TWIN)
        launch_limit_twin(run, live->exercise);
    launch(live);
}

/* It need not be built. */
static void
start_twin(struct live *live)
{
    live->began = clock_now();
    live->changes++;
    live->failure = (struct diag)DIAG_INIT;
    start_run(live, live->exercise->twin);
}

const char *
live_variant(const struct live *live)
{
    const struct exercise *exercise = live->exercise;
    const char *variant = NULL;

    for (size_t i = 0; i < exercise->nknobs && !variant; i++)
        variant = exercise_variant(exercise, exercise->knobs[i].name,
                                   live->values[i]);
    return variant;
}

static void
start_build(struct live *live)
{
    struct builder_spec spec = {
        .course = live->course,
        .exercise = live->exercise,
        .source = live->source,
        .variant = live_variant(live),
    };

    live->began = clock_now();
    live->build = (struct build)BUILD_INIT;
    live->changes++;
    live->failure = (struct diag)DIAG_INIT;
    if (builder_start(&spec, &live->build, &live->failure, &live->builder) < 0)
        fail(live);
    else
        live->state = LIVE_BUILDING;
}

void
live_start(struct live *live)
{
    release_work(live);
    if (live->source == RUN_TWIN)
        start_twin(live);
    else
        start_build(live);
}

void
live_repeat(struct live *live, size_t count)
{
    release_work(live);
    live->wanted = count;
    start_build(live);
}

void
live_stop(struct live *live)
{
    live->changes++;
    if (live->builder) {
        release_work(live);
        live->state = LIVE_IDLE;
    } else if (live->runner) {
        live->stopping = true;
        runner_stop(live->runner);
    }
}

int
live_fd(const struct live *live)
{
    if (live->builder)
        return builder_fd(live->builder);
    return live->runner ? runner_fd(live->runner) : -1;
}

static bool
dispatch_build(struct live *live)
{
    int done = builder_dispatch(live->builder, &live->failure);

    if (done == 0)
        return false;
    builder_free(live->builder);
    live->builder = NULL;
    if (done < 0)
        fail(live);
    else if (live->build.program)
        start_run(live, live->build.program);
    else
        live->state = LIVE_UNBUILT;
    return !live_is_going(live);
}

/* Note the run that is over, and begin the next one if there is to be one;
 * one that was stopped says nothing. */
static bool
continue_series(struct live *live)
{
    if (!live->wanted || live->stopping)
        return false;
    series_add(&live->series, &live->run, live->exercise);
    if (live->series.nruns < live->wanted)
        launch(live);
    return live->runner;
}

bool
live_dispatch(struct live *live)
{
    bool over;

    live->changes++;
    if (live->builder)
        return dispatch_build(live);
    if (!live->runner)
        return false;
    over = runner_dispatch(live->runner) != 0;
    calm_follow(&live->calm, &live->run);
    if (!over)
        return false;
    runner_free(live->runner);
    live->runner = NULL;
    live->state = LIVE_OVER;
    return !continue_series(live);
}
