/*
 * The runs of a check: of the plain program for its results, of the
 * sanitized one for its report, of the solution for what both should be.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "build/launch.h"
#include "check/draw.h"
#include "check/judge.h"
#include "check/sanitize.h"
#include "check/timed.h"
#include "check/watched.h"

#define LIMIT_USUAL 10
/* How much longer a sanitized program may take. */
#define LIMIT_FACTOR 3
/* Who waits for what never comes, waits in vain no longer. */
#define LIMIT_IDLE 2
/* Of the limit: who spins has half of it in processor time, however many
 * they are, and who does not has twice as long on a clock that runs on when
 * others have the machine. */
#define LIMIT_CPU 0.5
#define LIMIT_CLOCK 2
/* A trial that takes so long, in seconds, and is wrong, is enough. */
#define SLOW 1

static bool
is_first_failure(const struct findings *findings)
{
    return !findings->failing.exercise;
}

/* The run of the step becomes the evidence. */
static void
keep_failing(struct check *check, struct step *step, enum trial_kind kind)
{
    run_release(&check->findings->failing);
    check->findings->failing = step->run;
    check->findings->failing_kind = kind;
    step->run = (struct run)RUN_INIT;
}

/* ---- starting */

/* Whether it is many times slower than the plain one. */
static bool
is_slow(enum program_id id)
{
    return id == PROGRAM_SANITIZED || id == PROGRAM_HOOKED ||
           id == PROGRAM_IDLE;
}

/* Of a program that is right. */
static bool
can_be_idle(const struct check *check)
{
    const struct program *plain = &check->programs[PROGRAM_PLAIN];

    return plain->over == plain->wanted && !check->findings->plain.wrong;
}

/* A plain trial comes first: one that does not end is told of when its time
 * is over, and the others' is many times as long. */
static bool
can_start(const struct check *check, enum program_id id)
{
    const struct program *program = &check->programs[id];

    if (program->state != PROGRAM_BUILT ||
        program->started >= program->wanted)
        return false;
    if (id == PROGRAM_IDLE)
        return can_be_idle(check);
    if (is_slow(id))
        return check->programs[PROGRAM_PLAIN].started > 0;
    return id != PROGRAM_PLAIN || !check->compares ||
           check->references[program->started].over;
}

/* The trials of the solution come before those that they are needed for. */
static bool
next_program(const struct check *check, enum program_id *ret_id)
{
    static const enum program_id order[] = {
        PROGRAM_SANITIZED, PROGRAM_HOOKED, PROGRAM_PLAIN, PROGRAM_SOLUTION,
        PROGRAM_IDLE,
    };

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (can_start(check, order[i])) {
            *ret_id = order[i];
            return true;
        }
    }
    return false;
}

static void
describe_run(const struct check *check, struct step *step)
{
    const struct exercise *exercise = check->exercise;
    uint64_t seed = check->findings->seed;

    launch_describe(&step->run, exercise,
                    step->program == PROGRAM_SOLUTION ? RUN_SOLUTION
                                                      : RUN_MINE);
    step->run.program =
        mem_copy(check->programs[step->program].build.program);
    if (is_slow(step->program))
        draw_small_knobs(exercise, seed, step->trial, &step->run);
    else
        draw_knobs(exercise, seed, step->trial, &step->run);
}

/* In seconds. */
static double
limit_of(const struct check *check, enum program_id program)
{
    int64_t limit = check->exercise->limit_seconds;

    if (program == PROGRAM_IDLE)
        return LIMIT_IDLE;
    return (double)(limit ? limit : LIMIT_USUAL) *
           (is_slow(program) ? LIMIT_FACTOR : 1);
}

static int
launch(struct check *check, struct step *step, struct diag *diag)
{
    double limit = limit_of(check, step->program);
    struct runner_spec spec = {
        .limit_seconds = limit * LIMIT_CLOCK,
        .cpu_limit_seconds = limit * LIMIT_CPU,
        .flags = RUNNER_LOOK,
    };
    char *env[2] = {NULL, NULL};
    int err = 0;

    if (step->program == PROGRAM_SANITIZED)
        sanitize_prepare(check, step, &spec, env);
    else if (is_slow(step->program))
        err = watched_prepare(check, step, &spec, diag);
    if (!err)
        err = launch_start(check->course, &spec, &step->run, diag,
                           &step->runner);
    free(env[0]);
    return err;
}

int
trials_start(struct check *check, struct step *step, struct diag *diag)
{
    int err;

    if (!next_program(check, &step->program))
        return 0;
    step->trial = check->programs[step->program].started++;
    describe_run(check, step);
    err = launch(check, step, diag);
    if (err < 0)
        run_release(&step->run);
    return err < 0 ? err : 1;
}

/* ---- what they tell */

/* What is wrong with it, "" for nothing. */
static void
add_mismatch(const struct check *check, const struct run *run,
             const struct run *solution, struct str *mismatch)
{
    if (run->exit_code)
        str_add_format(mismatch, "it ended with status %d", run->exit_code);
    else
        judge(check->exercise, run, solution, mismatch);
    if (mismatch->len)
        judge_add_knobs(mismatch, run);
}

/* Chance may keep workers apart in one trial or another, but not in all. */
static void
take_overlap(struct check *check, const struct run *run)
{
    struct findings *findings = check->findings;
    struct str apart = STR_INIT;

    if (judge_overlap(check->exercise, run, &apart))
        findings->overlapped = true;
    else if (!findings->apart)
        findings->apart = mem_copy(str_text(&apart));
    str_release(&apart);
}

void
trials_take_result(struct check *check, struct step *step,
                   const struct run *solution)
{
    struct findings *findings = check->findings;
    struct str mismatch = STR_INIT;

    if (step->run.status != RUN_EXITED) {
        findings->plain.wrong++;
        keep_failing(check, step, TRIAL_PLAIN);
        check->hopeless = true;
        return;
    }
    add_mismatch(check, &step->run, solution, &mismatch);
    if (mismatch.len) {
        findings->plain.wrong++;
        check->hopeless |= step->run.seconds > SLOW;
        if (!findings->mismatch) {
            findings->mismatch = mem_copy(str_text(&mismatch));
            keep_failing(check, step, TRIAL_PLAIN);
        }
    } else {
        take_overlap(check, &step->run);
        if (step->run.leftovers.count && is_first_failure(findings))
            keep_failing(check, step, TRIAL_PLAIN);
    }
    str_release(&mismatch);
}

/* What the solution printed in that trial; NULL: there is nothing. */
static const struct run *
solution_of(const struct check *check, size_t trial)
{
    const struct run *run =
        check->references ? &check->references[trial].run : NULL;

    return run && run->exercise ? run : NULL;
}

static void
take_plain(struct check *check, struct step *step)
{
    const struct run *solution = solution_of(check, step->trial);

    check->findings->plain.done++;
    if (check->references && !solution)
        check->findings->uncompared = check->compares
                                          ? "its run did not come to its end"
                                          : "it could not be built";
    trials_take_result(check, step, solution);
}

static void
take_reference(struct check *check, struct step *step)
{
    struct reference *reference = &check->references[step->trial];

    reference->over = true;
    if (run_is_fine(&step->run)) {
        reference->run = step->run;
        step->run = (struct run)RUN_INIT;
    }
}

/* One that hangs for ever, when slower or switched at other moments, would
 * do so without, on another day. */
static void
take_hang(struct check *check, struct step *step, enum trial_kind kind)
{
    enum hang_kind hang = step->run.hang.kind;

    if (is_first_failure(check->findings) &&
        (hang == HANG_DEADLOCK || hang == HANG_WAITING))
        keep_failing(check, step, kind);
}

/* With the knobs of the first trial; how it ended otherwise is no matter. */
static void
take_idle(struct check *check, struct step *step)
{
    const struct run *solution = solution_of(check, 0);

    if (check->references && !solution)
        return;
    if (run_is_fine(&step->run) &&
        judge_work(check->exercise, &step->run, solution))
        watched_take_idle(check, step);
}

void
trials_take(struct check *check, struct step *step)
{
    if (step->timed) {
        timed_take(check, step);
        return;
    }
    check->programs[step->program].over++;
    if (step->program == PROGRAM_PLAIN) {
        take_plain(check, step);
    } else if (step->program == PROGRAM_SANITIZED) {
        sanitize_take(check, step);
        take_hang(check, step, TRIAL_SANITIZED);
    } else if (step->program == PROGRAM_HOOKED) {
        watched_take(check, step);
        take_hang(check, step, TRIAL_HOOKED);
    } else if (step->program == PROGRAM_IDLE) {
        take_idle(check, step);
    } else if (step->program == PROGRAM_SOLUTION) {
        take_reference(check, step);
    }
}
