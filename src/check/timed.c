/*
 * The runs of the speed rung.  They begin when all else is over, and go on
 * one at a time: the start file's, then its own, and so again.
 */
#include "check/timed.h"

#include "base/cpus.h"
#include "base/mem.h"
#include "build/launch.h"
#include "check/judge.h"
#include "check/outcome.h"

/* Of one run, at the default knobs. */
#define LIMIT 60

void
timed_begin(struct check *check)
{
    const struct exercise *exercise = check->exercise;
    struct speed *speed = &check->speed;
    struct run run;

    launch_describe(&run, exercise, RUN_MINE);
    *speed = (struct speed){
        .wanted = exercise->plan.speedup,
        .workers = exercise->plan.speedup,
        .cpus = cpus_allowed(),
    };
    if (exercise->workers)
        outcome_sum(exercise->workers, &run, &speed->workers);
    run_release(&run);
    check->timed = true;
    if (speed_outcome(speed) != SPEED_GOES_ON)
        return;
    check->programs[PROGRAM_START].state = PROGRAM_WANTED;
    check->findings->rungs[RUNG_SPEED].state = RUNG_CLIMBING;
}

bool
timed_goes_on(const struct check *check)
{
    return check->timed && check->programs[PROGRAM_START].state ==
                               PROGRAM_BUILT &&
           speed_outcome(&check->speed) == SPEED_GOES_ON;
}

int
timed_start(struct check *check, struct step *step, struct diag *diag)
{
    bool own = check->programs[PROGRAM_START].over >
               check->programs[PROGRAM_PLAIN].timed;
    struct runner_spec spec = {
        .limit_seconds = LIMIT,
        .flags = RUNNER_SAMPLE,
    };
    int err;

    step->program = own ? PROGRAM_PLAIN : PROGRAM_START;
    step->timed = true;
    launch_describe(&step->run, check->exercise, RUN_MINE);
    step->run.program =
        mem_copy(check->programs[step->program].build.program);
    err = launch_start(check->course, &spec, &step->run, diag,
                       &step->runner);
    if (err < 0)
        run_release(&step->run);
    return err < 0 ? err : 1;
}

void
timed_take(struct check *check, struct step *step)
{
    struct speed *speed = &check->speed;

    if (step->program == PROGRAM_START) {
        check->programs[PROGRAM_START].over++;
        speed->start[speed->npairs] = speed_run_of(&step->run);
        return;
    }
    check->programs[PROGRAM_PLAIN].timed++;
    speed->own[speed->npairs++] = speed_run_of(&step->run);
    trials_take_result(check, step, NULL);
}
