/*
 * Starts a program, watches it and ends it.  All that can happen (output,
 * the keeper's word, a timer) wakes one descriptor; each dispatch takes a
 * bounded part of it, so that a program which floods its output waits for
 * the tutor and never the other way round.
 */
#include "run/runner.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "run/hang_watch.h"
#include "run/keeper.h"
#include "run/keepers.h"
#include "run/kin.h"
#include "run/orphans.h"
#include "run/outcome.h"
#include "run/peek.h"
#include "run/spawn.h"
#include "run/wake.h"
#include "sample/sampler.h"

/* Bytes of output that one dispatch takes. */
#define BUDGET (256 * 1024)

/* What may still be in a pipe or a terminal when its program is gone. */
#define DRAIN_MAX (4 * 1024 * 1024)

/*
 * How often to look after a run that ought to end.  Before the first few of
 * these the keeper ends it; then the tutor helps now and then; at last the
 * keeper is given up, and what it kept comes to the tutor.
 */
#define NUDGE_EVERY (20 * CLOCK_MS)
#define NUDGES_ALONE 4
#define NUDGES_MAX 100

/* How long runner_free() waits for processes that do not die. */
#define FREE_WAIT (2 * CLOCK_SECOND)

struct runner {
    struct run *run;
    struct wake wake;
    struct kept kept;
    int64_t began;              /* 0: never */
    struct sampler *sampler;    /* or NULL */
    unsigned flags;             /* of the spec */
    struct hang_watch watch;
    enum run_status wanted;     /* why it is being ended, or RUN_GOING */
    unsigned nudges;
    double cpu_limit;           /* seconds, or 0 */
    bool keeper_spoke;          /* `over` is there */
    struct keeper_message over;
    struct orphans orphans;     /* where the keeper was killed */
};

static bool
is_over(const struct runner *runner)
{
    return runner->run->status != RUN_GOING;
}

/* ---- what it learns */

/* Takes about `budget` bytes at most, returns how many. */
static size_t
take_output(struct runner *runner, enum wake_source source, size_t budget)
{
    char bytes[16 * 1024];
    size_t taken = 0;
    ssize_t got;

    while (taken < budget && runner->wake.fds[source] >= 0) {
        got = read(runner->wake.fds[source], bytes, sizeof bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN)
            break;
        /* A terminal that nobody holds any more ends with EIO. */
        if (got <= 0) {
            wake_drop(&runner->wake, source);
            break;
        }
        output_add(&runner->run->output,
                   source == WAKE_OUT ? OUTPUT_STDOUT : OUTPUT_STDERR, bytes,
                   (size_t)got);
        taken += (size_t)got;
    }
    return taken;
}

static bool
has_printed_too_much(const struct run *run)
{
    return run->limits.output &&
           run->output.dropped + run->output.len > run->limits.output;
}

/* A reading that misses something still has the rest.  Where the machine
 * lets nobody look, a run goes on without. */
static void
take_reading(struct runner *runner)
{
    struct run *run = runner->run;
    double used = 0;

    if (!runner->sampler &&
        sampler_new(NULL, runner->kept.keeper, &runner->sampler) < 0)
        return;
    sampler_read(runner->sampler, clock_now(), &run->history);
    for (size_t i = 0; i < run->history.nworkers; i++)
        used += run->history.workers[i].run_seconds;
    run->cpu_seconds = used;
    if (runner->flags & RUNNER_LOOK && !run->hang.kind && !runner->wanted)
        hang_watch_look(&runner->watch, &run->history, &run->hang);
    wake_set_timer(&runner->wake, WAKE_SAMPLE,
                   sampler_pause(runner->sampler), 0);
}

/* ---- the end */

static void
finish(struct runner *runner)
{
    take_output(runner, WAKE_OUT, DRAIN_MAX);
    take_output(runner, WAKE_ERR, DRAIN_MAX);
    output_end(&runner->run->output);
    /* Not where a reading takes longer than the end may take. */
    if (runner->sampler && runner->flags & RUNNER_SAMPLE &&
        sampler_pause(runner->sampler) == SAMPLER_PERIOD)
        take_reading(runner);
    if (runner->keeper_spoke)
        outcome_of_keeper(runner->run, &runner->over, runner->wanted);
    else
        outcome_of_orphans(runner->run, &runner->orphans, runner->wanted);
    keepers_remove(&runner->kept);
    for (int source = 0; source < WAKE_SOURCES; source++)
        wake_drop(&runner->wake, (enum wake_source)source);
}

/* The channel has ended: the keeper is over, or about to be. */
static void
see_keeper_off(struct runner *runner)
{
    struct rusage used = {0};
    pid_t pid = wait4(runner->kept.keeper, NULL, WNOHANG, &used);

    if (pid == 0) {
        wake_set_timer(&runner->wake, WAKE_NUDGE, CLOCK_MS, CLOCK_MS);
        return;
    }
    runner->kept.keeper = 0;
    if (runner->keeper_spoke) {
        finish(runner);
    } else {
        orphans_count(&runner->orphans, &used);
        wake_set_timer(&runner->wake, WAKE_NUDGE, 1, NUDGE_EVERY);
    }
}

static void
read_channel(struct runner *runner)
{
    struct keeper_message message;
    ssize_t got = recv(runner->kept.channel, &message, sizeof message,
                       MSG_DONTWAIT);

    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got == sizeof message && message.kind == KEEPER_OVER) {
        runner->over = message;
        runner->keeper_spoke = true;
        runner->kept.program = 0;
    } else if (got == sizeof message && message.kind == KEEPER_LEFT) {
        leftovers_add(&runner->run->leftovers, &message.leftover);
    } else if (got != sizeof message) {
        runner->kept.channel = -1;
        wake_drop(&runner->wake, WAKE_CHANNEL);
        see_keeper_off(runner);
    }
}

/* Something ought to have come to its end. */
static void
nudge(struct runner *runner)
{
    peek_forget();
    if (!runner->kept.keeper) {
        if (orphans_end(&runner->orphans) == 0)
            finish(runner);
    } else if (runner->kept.channel < 0) {
        see_keeper_off(runner);
    } else if (++runner->nudges > NUDGES_MAX) {
        kill(runner->kept.keeper, SIGKILL);
    } else {
        /* A program may have stopped its keeper. */
        kill(runner->kept.keeper, SIGCONT);
        if (!runner->kept.contained && runner->nudges % NUDGES_ALONE == 0)
            orphans_end_below(runner->kept.keeper);
    }
}

static void
end(struct runner *runner, enum run_status why)
{
    if (is_over(runner) || runner->wanted || runner->kept.channel < 0)
        return;
    runner->wanted = why;
    kill(runner->kept.keeper, SIGCONT);
    send(runner->kept.channel, "", 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    wake_set_timer(&runner->wake, WAKE_NUDGE, NUDGE_EVERY, NUDGE_EVERY);
}

/* What hangs is told apart from what takes long as long as it is there. */
static void
end_at_limit(struct runner *runner)
{
    struct run *run = runner->run;

    if (runner->flags & RUNNER_LOOK && !run->hang.kind && !runner->wanted) {
        take_reading(runner);
        hang_explain(&run->history, &run->hang);
    }
    end(runner, RUN_TIME_LIMIT);
}

static bool
has_computed_too_long(const struct runner *runner)
{
    return runner->cpu_limit > 0 &&
           runner->run->cpu_seconds > runner->cpu_limit;
}

/* ---- dispatch */

static void
handle_timer(struct runner *runner, enum wake_source source)
{
    wake_read_timer(&runner->wake, source);
    if (source == WAKE_LIMIT) {
        end_at_limit(runner);
    } else if (source == WAKE_NUDGE) {
        nudge(runner);
    } else {
        if (runner->kept.keeper)
            kill(runner->kept.keeper, SIGCONT);
        take_reading(runner);
        if (has_computed_too_long(runner))
            end_at_limit(runner);
    }
}

/* Returns how much of the budget for output it has used. */
static size_t
handle(struct runner *runner, enum wake_source source, size_t budget)
{
    if (runner->wake.fds[source] < 0)
        return 0;
    if (source == WAKE_OUT || source == WAKE_ERR)
        return take_output(runner, source, budget);
    if (source == WAKE_CHANNEL)
        read_channel(runner);
    else
        handle_timer(runner, source);
    return 0;
}

int
runner_dispatch(struct runner *runner)
{
    enum wake_source ready[WAKE_SOURCES];
    size_t budget = BUDGET;
    int count = is_over(runner) ? 0 : wake_ready(&runner->wake, ready);

    for (int i = 0; i < count && !is_over(runner); i++)
        budget -= handle(runner, ready[i], budget / 2);
    if (has_printed_too_much(runner->run))
        end(runner, RUN_OUTPUT_LIMIT);
    if (!is_over(runner))
        runner->run->seconds =
            (double)(clock_now() - runner->began) / CLOCK_SECOND;
    return is_over(runner);
}

/* ---- the beginning */

/* All of `spawned` is the runner's from now on, also on failure. */
static int
take_spawned(struct runner *runner, const struct spawned *spawned)
{
    struct wake *wake = &runner->wake;
    struct kin_process keeper = {0};
    int error, more;

    kin_process_read(spawned->keeper, &keeper);
    runner->began = spawned->began;
    runner->run->contained = spawned->contained;
    runner->orphans = (struct orphans){.first = spawned->program,
                                       .since = keeper.start,
                                       .began = spawned->began};
    runner->kept = (struct kept){.keeper = spawned->keeper,
                                 .contained = spawned->contained,
                                 .program = spawned->program,
                                 .channel = spawned->channel};
    keepers_add(&runner->kept);
    error = wake_take(wake, WAKE_CHANNEL, spawned->channel);
    more = wake_take(wake, WAKE_OUT, spawned->out);
    error = error ? error : more;
    more = wake_take(wake, WAKE_ERR, spawned->err);
    return error ? error : more;
}

static int
set_timers(struct runner *runner)
{
    struct wake *wake = &runner->wake;
    int64_t limit = (int64_t)(runner->run->limit_seconds * CLOCK_SECOND);
    int error = wake_add_timer(wake, WAKE_LIMIT);

    if (!error)
        error = wake_add_timer(wake, WAKE_NUDGE);
    if (!error)
        wake_set_timer(wake, WAKE_LIMIT, limit > 0 ? limit : 1, 0);
    return error;
}

static void
begin_to_sample(struct runner *runner)
{
    if (wake_add_timer(&runner->wake, WAKE_SAMPLE) < 0)
        return;
    if (runner->flags & RUNNER_SAMPLE)
        take_reading(runner);
    else
        wake_set_timer(&runner->wake, WAKE_SAMPLE, SAMPLER_PERIOD, 0);
}

static int
begin_to_watch(struct runner *runner, const struct runner_spec *spec,
               const struct spawned *spawned, struct diag *diag)
{
    int error = take_spawned(runner, spawned);

    if (!error)
        error = set_timers(runner);
    runner->flags = spec->flags;
    runner->cpu_limit = spec->cpu_limit_seconds;
    if (!error && spec->flags & (RUNNER_SAMPLE | RUNNER_LOOK))
        begin_to_sample(runner);
    if (error)
        diag_set(diag, spec->argv[0], 0, "cannot watch it: %s",
                 strerror(-error));
    return error;
}

int
runner_start(const struct runner_spec *spec, struct run *run,
             struct diag *diag, struct runner **ret_runner)
{
    struct runner *runner = mem_new(sizeof *runner);
    struct spawned spawned;
    int error = wake_init(&runner->wake);

    runner->run = run;
    outcome_reset(run, spec);
    if (error) {
        diag_set(diag, spec->argv[0], 0, "cannot watch it: %s",
                 strerror(-error));
        goto out;
    }
    keepers_prepare();
    error = spawn(spec, &run->limits, diag, &spawned);
    if (error)
        keepers_done();
    else
        error = begin_to_watch(runner, spec, &spawned, diag);
out:
    if (error)
        runner_free(runner);
    else
        *ret_runner = runner;
    return error;
}

static void
end_now(struct runner *runner)
{
    int64_t until = clock_now() + FREE_WAIT;
    struct pollfd ready = {.fd = runner->wake.epoll, .events = POLLIN};

    runner_stop(runner);
    while (!runner_dispatch(runner) && clock_now() < until)
        poll(&ready, 1, NUDGE_EVERY / CLOCK_MS);
    if (!is_over(runner))
        finish(runner);
}

void
runner_free(struct runner *runner)
{
    if (!runner)
        return;
    if (runner->began)
        end_now(runner);
    sampler_free(runner->sampler);
    wake_release(&runner->wake);
    free(runner);
}

int
runner_fd(const struct runner *runner)
{
    return runner->wake.epoll;
}

void
runner_stop(struct runner *runner)
{
    end(runner, RUN_STOPPED);
}

void
runner_emergency(void)
{
    keepers_emergency();
}
