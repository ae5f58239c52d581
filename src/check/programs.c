/* The programs of a check, from the same file, and how their builds go. */
#include "check/ladder.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "check/decide.h"

static struct builder_spec
spec_of(const struct check *check, enum program_id program)
{
    static const enum build_kind kinds[PROGRAMS] = {
        [PROGRAM_SANITIZED] = BUILD_SANITIZED,
    };

    return (struct builder_spec){
        .course = check->course,
        .exercise = check->exercise,
        .source = program == PROGRAM_SOLUTION ? RUN_SOLUTION : RUN_MINE,
        .file = program == PROGRAM_SOLUTION ? NULL
                : program == PROGRAM_START  ? check->exercise->start
                                            : check->findings->file,
        .kind = kinds[program],
    };
}

static void
program_fail(struct check *check, enum program_id id)
{
    check->programs[id].state = PROGRAM_FAILED;
    check->programs[id].wanted = 0;
    if (id == PROGRAM_PLAIN)
        check->hopeless = true;
    /* Then there is nothing to wait for. */
    if (id == PROGRAM_SOLUTION)
        check->compares = false;
}

/* It comes with the sanitized one. */
static void
take_hooked(struct check *check, enum program_id id)
{
    const struct build *build = &check->programs[PROGRAM_SANITIZED].build;

    check->programs[id].state = PROGRAM_BUILT;
    check->programs[id].build.program = mem_copy(build->hooked);
}

void
programs_take(struct check *check, struct step *step, int result)
{
    struct program *program = &check->programs[step->program];

    program->state = PROGRAM_BUILT;
    if (result < 0 || !program->build.program) {
        program_fail(check, step->program);
    } else if (step->program == PROGRAM_SANITIZED) {
        take_hooked(check, PROGRAM_HOOKED);
        take_hooked(check, PROGRAM_IDLE);
    }
    if (step->program != PROGRAM_PLAIN)
        return;
    check->findings->rungs[RUNG_BUILD].seconds = program->build.seconds;
    if (program->state == PROGRAM_BUILT)
        rung_say(check->findings, RUNG_BUILD, RUNG_HELD, NULL);
}

/* A build that cannot be started is one that failed: what that means is for
 * decide() to say. */
bool
programs_start(struct check *check, struct step *step)
{
    for (int i = 0; i < PROGRAMS; i++) {
        struct program *program = &check->programs[i];
        struct builder_spec spec = spec_of(check, (enum program_id)i);

        if (program->state != PROGRAM_WANTED)
            continue;
        program->state = PROGRAM_BUILDING;
        step->program = (enum program_id)i;
        if (builder_start(&spec, &program->build, &program->why,
                          &step->builder) == 0)
            return true;
        program_fail(check, (enum program_id)i);
    }
    return false;
}

char *
programs_shown_file(const struct check *check)
{
    char *real = realpath(check->findings->file, NULL);
    char *shown = mem_copy(
        course_shown(check->course, real ? real : check->findings->file));

    free(real);
    return shown;
}
