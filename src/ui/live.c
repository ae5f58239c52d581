/* Build, then run, step by step as their descriptors become readable. */
#include "ui/live.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

void
live_init(struct live *live, const struct course *course,
          const struct exercise *exercise)
{
    *live = (struct live){.course = course, .exercise = exercise};
    live->values = mem_resize(NULL, exercise->nknobs, sizeof *live->values);
    for (size_t i = 0; i < exercise->nknobs; i++)
        live->values[i] = exercise->knobs[i].value;
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

static void
describe_run(struct live *live)
{
    const struct exercise *exercise = live->exercise;
    struct run *run = &live->run;

    *run = (struct run)RUN_INIT;
    run->exercise = mem_copy(exercise->name);
    run->program = mem_copy(live->build.program);
    run->source = RUN_MINE;
    run->knobs = mem_resize(NULL, exercise->nknobs, sizeof *run->knobs);
    for (size_t i = 0; i < exercise->nknobs; i++) {
        run->knobs[i].name = mem_copy(exercise->knobs[i].name);
        run->knobs[i].value = live->values[i];
    }
    run->nknobs = exercise->nknobs;
}

static void
start_run(struct live *live)
{
    size_t nknobs = live->exercise->nknobs;
    char **argv = mem_new((nknobs + 2) * sizeof *argv);
    struct runner_spec spec = {
        .argv = (const char *const *)argv,
        .cwd = course_root(live->course),
        .flags = RUNNER_SAMPLE,
    };

    describe_run(live);
    argv[0] = mem_copy(live->build.program);
    for (size_t i = 0; i < nknobs; i++)
        argv[i + 1] = str_format("%s=%lld", live->run.knobs[i].name,
                                 (long long)live->run.knobs[i].value);
    if (runner_start(&spec, &live->run, &live->failure, &live->runner) < 0)
        fail(live);
    else
        live->state = LIVE_RUNNING;
    for (size_t i = 0; argv[i]; i++)
        free(argv[i]);
    free(argv);
}

void
live_start(struct live *live)
{
    struct builder_spec spec = {
        .course = live->course,
        .exercise = live->exercise,
        .source = RUN_MINE,
    };

    release_work(live);
    live->build = (struct build)BUILD_INIT;
    live->changes++;
    live->failure = (struct diag)DIAG_INIT;
    if (builder_start(&spec, &live->build, &live->failure, &live->builder) < 0)
        fail(live);
    else
        live->state = LIVE_BUILDING;
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
        start_run(live);
    else
        live->state = LIVE_UNBUILT;
    return !live_is_going(live);
}

bool
live_dispatch(struct live *live)
{
    live->changes++;
    if (live->builder)
        return dispatch_build(live);
    if (!live->runner || runner_dispatch(live->runner) == 0)
        return false;
    runner_free(live->runner);
    live->runner = NULL;
    live->state = LIVE_OVER;
    return true;
}
