/*
 * The steps of a check.  Some are made at the same time: while one program
 * is compiled another is tried, as many as was asked for.  What comes next
 * is looked for each time that a step is over.
 */
#include "check/check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "check/decide.h"
#include "check/judge.h"
#include "check/timed.h"
#include "course/copy.h"
#include "run/hooked.h"

#define STEPS_USUAL 2
#define TRIALS_USUAL 10
#define SANITIZED_RUNS 2
#define HOOKED_RUNS 3
#define SOURCE_MAX (16 * 1024 * 1024)

static bool
is_busy(const struct step *step)
{
    return step->builder || step->runner;
}

static int
step_fd(const struct step *step)
{
    return step->builder ? builder_fd(step->builder)
                         : runner_fd(step->runner);
}

static int
watch(struct check *check, struct step *step, struct diag *diag)
{
    struct epoll_event event = {.events = EPOLLIN};

    if (epoll_ctl(check->epoll, EPOLL_CTL_ADD, step_fd(step), &event) == 0)
        return 1;
    diag_set(diag, NULL, 0, "a step cannot be watched: %s", strerror(errno));
    return -errno;
}

static void
step_end(struct step *step)
{
    builder_free(step->builder);
    runner_free(step->runner);
    hooked_free(step->hooked);
    run_release(&step->run);
    *step = (struct step){0};
}

/* ---- the next step */

/* 1, or 0 where nothing is left to be built, or -errno with a sentence. */
static int
start_build(struct check *check, struct step *step, struct diag *diag)
{
    return programs_start(check, step) ? watch(check, step, diag) : 0;
}

static int
fill(struct check *check, struct diag *diag)
{
    for (unsigned i = 0; i < check->nsteps && !check->hopeless; i++) {
        struct step *step = &check->steps[i];
        int result = is_busy(step) ? 1 : start_build(check, step, diag);

        if (result == 0 && !check->hopeless) {
            result = trials_start(check, step, diag);
            if (result == 1)
                result = watch(check, step, diag);
        }
        if (result < 0)
            return result;
    }
    return 0;
}

static bool
has_busy_step(const struct check *check)
{
    for (unsigned i = 0; i < check->nsteps; i++)
        if (is_busy(&check->steps[i]))
            return true;
    return false;
}

static void
dispatch_step(struct check *check, struct step *step)
{
    struct program *program = &check->programs[step->program];
    int result = step->builder
                     ? builder_dispatch(step->builder, &program->why)
                     : runner_dispatch(step->runner);

    /* What hangs for ever need not be waited for. */
    if (result == 0 && step->runner && step->run.hang.kind != HANG_NONE)
        runner_stop(step->runner);
    if (result == 0)
        return;
    if (step->builder) {
        programs_take(check, step, result);
    } else {
        runner_free(step->runner);
        step->runner = NULL;
        trials_take(check, step);
    }
    step_end(step);
}

static void
end_steps(struct check *check)
{
    for (unsigned i = 0; i < check->nsteps; i++)
        step_end(&check->steps[i]);
}

/* Nothing has failed so far, and nothing goes on: the last rung is left. */
static int
climb_last(struct check *check, struct diag *diag)
{
    const struct findings *findings = check->findings;
    int result;

    if (check->hopeless || !check->wants_speed || findings->plain.wrong ||
        (findings->apart && !findings->overlapped))
        return 0;
    if (check->asks) {
        check->waits = true;
        return 0;
    }
    if (!check->timed)
        timed_begin(check);
    result = start_build(check, &check->steps[0], diag);
    if (result == 0 && timed_goes_on(check)) {
        result = timed_start(check, &check->steps[0], diag);
        if (result == 1)
            result = watch(check, &check->steps[0], diag);
    }
    return result;
}

int
check_dispatch(struct check *check, struct diag *diag)
{
    int err;

    if (check->decided)
        return 1;
    if (check->ready >= 0)
        close(check->ready);
    check->ready = -1;
    for (unsigned i = 0; i < check->nsteps && !check->hopeless; i++)
        if (is_busy(&check->steps[i]))
            dispatch_step(check, &check->steps[i]);
    err = check->timed ? 0 : fill(check, diag);
    if (err == 0 && !has_busy_step(check))
        err = climb_last(check, diag);
    if (err < 0)
        return err;
    if (check->waits || (!check->hopeless && has_busy_step(check)))
        return 0;
    end_steps(check);
    check->decided = true;
    decide(check);
    return 1;
}

bool
check_waits(const struct check *check)
{
    return check->waits;
}

void
check_go_on(struct check *check)
{
    check->asks = check->waits = false;
}

bool
check_is_timed(const struct check *check)
{
    return check->timed;
}

/* ---- beginning and end */

/* Whether it is, byte for byte, what the learner was given. */
static bool
is_start_file(const struct check *check, const char *text, size_t len)
{
    char *start;
    size_t start_len;
    bool same;

    if (file_read(check->exercise->start, SOURCE_MAX, &start, &start_len) < 0)
        return false;
    same = len == start_len && memcmp(text, start, len) == 0;
    free(start);
    return same;
}

static int
read_source(struct check *check, const struct check_spec *spec,
            struct diag *diag)
{
    struct findings *findings = check->findings;
    const char *file = spec->file ? spec->file
                                  : copy_current(spec->exercise);
    char *text;
    size_t len;
    int err = file_read(file, SOURCE_MAX, &text, &len);

    if (err < 0) {
        diag_set(diag, NULL, 0, "%s cannot be read: %s", file,
                 err == -EINVAL ? "it is no regular file" : strerror(-err));
        return err;
    }
    findings->exercise = spec->exercise;
    findings->file = mem_copy(file);
    findings->hash = hash_add(HASH_INIT, text, len);
    /* The same knobs each time, so that a verdict comes again. */
    findings->seed = hash_add_text(HASH_INIT, spec->exercise->name);
    if (!spec->file && is_start_file(check, text, len))
        findings->verdict = VERDICT_NOT_FINISHED;
    free(text);
    return 0;
}

static void
plan_steps(struct check *check)
{
    const struct check_plan *plan = &check->exercise->plan;
    struct program *programs = check->programs;
    size_t trials = plan->trials ? (size_t)plan->trials : TRIALS_USUAL;

    programs[PROGRAM_PLAIN].state = PROGRAM_WANTED;
    programs[PROGRAM_PLAIN].wanted = trials;
    if (!plan->may_race)
        programs[PROGRAM_SANITIZED].wanted = SANITIZED_RUNS;
    if (!plan->may_race || check->exercise->workers) {
        programs[PROGRAM_SANITIZED].state = PROGRAM_WANTED;
        programs[PROGRAM_HOOKED].wanted = HOOKED_RUNS;
        check->findings->hooked.wanted = HOOKED_RUNS;
    }
    programs[PROGRAM_IDLE].wanted = check->exercise->workers != NULL;
    if (judge_needs_solution(check->exercise)) {
        programs[PROGRAM_SOLUTION].state = PROGRAM_WANTED;
        programs[PROGRAM_SOLUTION].wanted = trials;
        check->compares = true;
        check->references = mem_new(trials * sizeof *check->references);
    }
    check->wants_speed = !check->untimed && plan->speedup > 0;
    check->findings->plain.wanted = trials;
    for (int i = RUNG_BUILD; i <= RUNG_SANITIZE; i++)
        check->findings->rungs[i].state = RUNG_CLIMBING;
}

/* A folder for what runs write to us.  That there is none is no fault of the
 * file that is checked. */
static void
open_scratch(struct check *check)
{
    struct findings *findings = check->findings;
    struct diag diag = DIAG_INIT;
    int err = cache_open(&check->scratch, course_root(check->course),
                         check->exercise->name, &diag);

    if (!err)
        err = cache_begin(&check->scratch, &diag);
    if (!err)
        return;
    findings->verdict = VERDICT_NOT_CHECKED;
    findings->sentence = mem_copy(diag.text);
}

static int
open_descriptors(struct check *check, struct diag *diag)
{
    struct epoll_event event = {.events = EPOLLIN};

    check->epoll = epoll_create1(EPOLL_CLOEXEC);
    /* The first steps are made by the first dispatch. */
    check->ready = eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK);
    if (check->epoll >= 0 && check->ready >= 0 &&
        epoll_ctl(check->epoll, EPOLL_CTL_ADD, check->ready, &event) == 0)
        return 0;
    diag_set(diag, NULL, 0, "a check cannot be waited for: %s",
             strerror(errno));
    return -errno;
}

int
check_start(const struct check_spec *spec, struct findings *findings,
            struct diag *diag, struct check **ret_check)
{
    struct check *check = mem_new(sizeof *check);
    int err;

    findings_release(findings);
    check->course = spec->course;
    check->exercise = spec->exercise;
    check->findings = findings;
    check->untimed = spec->untimed;
    check->asks = spec->asks;
    check->nsteps = spec->steps ? spec->steps : STEPS_USUAL;
    if (check->nsteps > STEPS_MOST)
        check->nsteps = STEPS_MOST;
    check->epoll = check->ready = -1;
    err = read_source(check, spec, diag);
    if (!err)
        err = open_descriptors(check, diag);
    if (err) {
        check_free(check);
        return err;
    }
    if (findings->verdict == VERDICT_NONE)
        open_scratch(check);
    check->hopeless = findings->verdict != VERDICT_NONE;
    if (!check->hopeless)
        plan_steps(check);
    *ret_check = check;
    return 0;
}

void
check_free(struct check *check)
{
    if (!check)
        return;
    end_steps(check);
    for (size_t i = 0; check->references && i < check->findings->plain.wanted;
         i++)
        run_release(&check->references[i].run);
    free(check->references);
    cache_release(&check->scratch);
    for (int i = 0; i < PROGRAMS; i++)
        build_release(&check->programs[i].build);
    if (check->ready >= 0)
        close(check->ready);
    if (check->epoll >= 0)
        close(check->epoll);
    free(check);
}

int
check_fd(const struct check *check)
{
    return check->epoll;
}
