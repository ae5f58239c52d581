/* From an exercise's program to a run of it. */
#include "build/launch.h"

#include <errno.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "build/python.h"

void
launch_describe(struct run *run, const struct exercise *exercise,
                enum run_source source)
{
    *run = (struct run)RUN_INIT;
    run->exercise = mem_copy(exercise->name);
    run->source = source;
    run->knobs = mem_new(exercise->nknobs * sizeof *run->knobs);
    run->nknobs = exercise->nknobs;
    for (size_t i = 0; i < exercise->nknobs; i++) {
        run->knobs[i].name = mem_copy(exercise->knobs[i].name);
        run->knobs[i].value = exercise->knobs[i].value;
    }
}

const char *
launch_variant(const struct run *run, const struct exercise *exercise)
{
    const char *variant = NULL;

    for (size_t i = 0; i < run->nknobs && !variant; i++)
        variant = exercise_variant(exercise, run->knobs[i].name,
                                   run->knobs[i].value);
    return variant;
}

void
launch_limit_twin(struct run *run, const struct exercise *exercise)
{
    for (size_t i = 0; i < run->nknobs; i++)
        run->knobs[i].value =
            twin_value(&exercise->twin_plan, i, run->knobs[i].value);
}

/*
 * What the twin finds race.py with, and no other Python's modules; what it
 * imports leaves nothing in the course.  Its lines come whole, which they do
 * not where somebody's shell wants no buffers.
 */
static char **
twin_environment(const struct course *course)
{
    char **env = mem_new(4 * sizeof *env);

    env[0] = str_format("PYTHONPATH=%s/exercises", course_root(course));
    env[1] = mem_copy("PYTHONDONTWRITEBYTECODE=1");
    env[2] = mem_copy("PYTHONUNBUFFERED=");
    return env;
}

static int
start_exercise(const struct course *course, const struct runner_spec *spec,
               struct run *run, struct diag *diag,
               struct runner **ret_runner)
{
    struct runner_spec full = *spec;
    char **argv = mem_new((run->nknobs + 3) * sizeof *argv);
    char **env = NULL;
    size_t argc = 0;
    int err = -ENOENT;

    if (run->source == RUN_TWIN) {
        argv[argc] = python_find(diag);
        if (!argv[argc++])
            goto out;
        env = twin_environment(course);
        full.env = (const char *const *)env;
    }
    argv[argc++] = mem_copy(run->program);
    for (size_t i = 0; i < run->nknobs; i++)
        argv[argc++] = str_format("%s=%lld", run->knobs[i].name,
                                  (long long)run->knobs[i].value);
    full.argv = (const char *const *)argv;
    full.cwd = course_root(course);
    err = runner_start(&full, run, diag, ret_runner);
out:
    mem_free_all(argv);
    mem_free_all(env);
    return err;
}

int
launch_start(const struct course *course, const struct runner_spec *spec,
             struct run *run, struct diag *diag, struct runner **ret_runner)
{
    return run->source == RUN_PROGRAM
               ? runner_start(spec, run, diag, ret_runner)
               : start_exercise(course, spec, run, diag, ret_runner);
}
