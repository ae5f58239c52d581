/*
 * Starts a program, watches it and ends it.  All that can happen (output,
 * the keeper's word, a timer) wakes one epoll descriptor; each dispatch
 * takes a bounded part of it, so that a program which floods its output
 * waits for the tutor and never the other way round.
 */
#include "run/runner.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "run/keeper.h"
#include "run/orphans.h"
#include "run/spawn.h"
#include "run/kin.h"
#include "sample/sampler.h"

/* Bytes of output that one dispatch takes. */
#define BUDGET (256 * 1024)

/* What may still be in a pipe or a terminal when its program is gone. */
#define DRAIN_MAX (4 * 1024 * 1024)

#define SAMPLE_EVERY (100 * CLOCK_MS)

/* How often to look after a run that ought to end. */
#define NUDGE_EVERY (20 * CLOCK_MS)
/* The keeper ends it before the first of these; then the tutor helps; then
 * the keeper itself is given up. */
#define NUDGES_ALONE 3
#define NUDGES_MAX 25

/* How long runner_free() waits for processes that do not die. */
#define FREE_WAIT (2 * CLOCK_SECOND)

enum source {
    SOURCE_CHANNEL,
    SOURCE_OUT,
    SOURCE_ERR,
    SOURCE_SAMPLE,
    SOURCE_LIMIT,
    SOURCE_NUDGE,
    SOURCES,
};

struct runner {
    struct runner *next;
    struct run *run;
    int epoll;
    int fds[SOURCES];           /* -1: not there, or closed */
    pid_t keeper;               /* 0: waited for */
    pid_t program;              /* 0: not known */
    bool spawned;
    int64_t began;
    struct sampler *sampler;    /* or NULL */
    enum run_status wanted;     /* why it is being ended, or RUN_GOING */
    unsigned nudges;
    bool keeper_spoke;          /* `over` is there */
    struct keeper_message over;
    struct orphans orphans;     /* where the keeper was killed */
};

/*
 * All that go on.  A signal handler reads the list between any two
 * instructions, so each change of it is a single store.
 */
static struct runner *volatile runners;

/* What the tutor was before the first of them. */
static int was_subreaper;

static bool
is_keeper(pid_t pid)
{
    for (struct runner *runner = runners; runner; runner = runner->next)
        if (runner->keeper == pid)
            return true;
    return false;
}

static void
become_subreaper(void)
{
    if (runners)
        return;
    if (prctl(PR_GET_CHILD_SUBREAPER, &was_subreaper, 0, 0, 0) < 0)
        was_subreaper = 0;
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

static void
cease_subreaper(void)
{
    if (!runners)
        prctl(PR_SET_CHILD_SUBREAPER, was_subreaper, 0, 0, 0);
}

static void
unlink_runner(struct runner *runner)
{
    struct runner *before = runners;

    if (before == runner)
        runners = runner->next;
    for (; before && before != runner; before = before->next)
        if (before->next == runner) {
            before->next = runner->next;
            break;
        }
    cease_subreaper();
}

/* ---- what wakes it */

static int
watch(struct runner *runner, enum source source, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = source};

    runner->fds[source] = fd;
    return epoll_ctl(runner->epoll, EPOLL_CTL_ADD, fd, &event) < 0 ? -errno
                                                                   : 0;
}

static void
unwatch(struct runner *runner, enum source source)
{
    if (runner->fds[source] >= 0)
        close(runner->fds[source]);
    runner->fds[source] = -1;
}

static void
set_timer(int fd, int64_t first, int64_t every)
{
    struct itimerspec spec = {
        .it_value = {first / CLOCK_SECOND, first % CLOCK_SECOND},
        .it_interval = {every / CLOCK_SECOND, every % CLOCK_SECOND},
    };

    timerfd_settime(fd, 0, &spec, NULL);
}

static int
watch_timer(struct runner *runner, enum source source, int64_t first,
            int64_t every)
{
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    int error;

    if (fd < 0)
        return -errno;
    error = watch(runner, source, fd);
    if (!error)
        set_timer(fd, first, every);
    return error;
}

static int
watch_timers(struct runner *runner, unsigned flags)
{
    int64_t limit = (int64_t)(runner->run->limit_seconds * CLOCK_SECOND);
    int error = watch_timer(runner, SOURCE_LIMIT, limit ? limit : 1, 0);

    if (!error)
        error = watch_timer(runner, SOURCE_NUDGE, 0, 0);
    if (!error && flags & RUNNER_SAMPLE)
        error = watch_timer(runner, SOURCE_SAMPLE, SAMPLE_EVERY,
                            SAMPLE_EVERY);
    return error;
}

/* ---- reading */

/* Takes at most `budget` bytes, returns how many. */
static size_t
take_output(struct runner *runner, enum source source, size_t budget)
{
    char bytes[16 * 1024];
    size_t taken = 0;
    ssize_t got;

    while (taken < budget && runner->fds[source] >= 0) {
        got = read(runner->fds[source], bytes, sizeof bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN)
            break;
        /* A terminal that nobody holds any more ends with EIO. */
        if (got <= 0) {
            unwatch(runner, source);
            break;
        }
        output_add(&runner->run->output,
                   source == SOURCE_OUT ? OUTPUT_STDOUT : OUTPUT_STDERR,
                   bytes, (size_t)got);
        taken += (size_t)got;
    }
    return taken;
}

static void
take_reading(struct runner *runner)
{
    struct run *run = runner->run;
    double used = 0;

    if (!runner->sampler ||
        sampler_read(runner->sampler, clock_now(), &run->history) < 0)
        return;
    for (size_t i = 0; i < run->history.nworkers; i++)
        used += run->history.workers[i].run_seconds;
    run->cpu_seconds = used;
}

/* A run of thousands of workers is looked at less often. */
static void
take_timed_reading(struct runner *runner)
{
    int64_t pause;

    take_reading(runner);
    if (!runner->sampler)
        return;
    pause = sampler_pause(runner->sampler);
    if (pause > SAMPLE_EVERY)
        set_timer(runner->fds[SOURCE_SAMPLE], pause, SAMPLE_EVERY);
}

static void
read_timer(struct runner *runner, enum source source)
{
    uint64_t ticks;

    if (read(runner->fds[source], &ticks, sizeof ticks) < 0)
        return;
    /* A program may have stopped its keeper. */
    if (runner->keeper)
        kill(runner->keeper, SIGCONT);
}

/* ---- the end */

static void
set_status(struct run *run, int status)
{
    run->status = WIFSIGNALED(status) ? RUN_SIGNALLED : RUN_EXITED;
    run->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    run->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}

static void
conclude_by_keeper(struct runner *runner)
{
    const struct keeper_message *over = &runner->over;
    struct run *run = runner->run;

    set_status(run, over->status);
    if (over->ended)
        run->status = runner->wanted ? runner->wanted : RUN_STOPPED;
    run->seconds = (double)(over->over - over->began) / CLOCK_SECOND;
    run->cpu_seconds = (double)over->cpu_ns / CLOCK_SECOND;
    run->peak_rss_kib = over->peak_rss_kib;
}

static void
conclude_by_orphans(struct runner *runner)
{
    const struct orphans *orphans = &runner->orphans;
    struct run *run = runner->run;

    set_status(run, orphans->first_over ? orphans->status : SIGKILL);
    if (runner->wanted)
        run->status = runner->wanted;
    run->seconds = (double)(clock_now() - runner->began) / CLOCK_SECOND;
    run->cpu_seconds = (double)orphans->cpu_ns / CLOCK_SECOND;
    run->peak_rss_kib = orphans->peak_rss_kib;
}

static void
finish(struct runner *runner)
{
    take_output(runner, SOURCE_OUT, DRAIN_MAX);
    take_output(runner, SOURCE_ERR, DRAIN_MAX);
    output_end(&runner->run->output);
    take_reading(runner);
    if (runner->keeper_spoke)
        conclude_by_keeper(runner);
    else
        conclude_by_orphans(runner);
    for (int source = 0; source < SOURCES; source++)
        unwatch(runner, (enum source)source);
    unlink_runner(runner);
}

/* The channel has ended: the keeper is over, or about to be. */
static void
see_keeper_off(struct runner *runner)
{
    struct rusage used = {0};
    pid_t pid = wait4(runner->keeper, NULL, WNOHANG, &used);

    if (pid == 0) {
        set_timer(runner->fds[SOURCE_NUDGE], CLOCK_MS, NUDGE_EVERY);
        return;
    }
    runner->keeper = 0;
    if (runner->keeper_spoke) {
        finish(runner);
    } else {
        orphans_count(&runner->orphans, &used);
        set_timer(runner->fds[SOURCE_NUDGE], 1, NUDGE_EVERY);
    }
}

static void
read_channel(struct runner *runner)
{
    struct keeper_message message;
    ssize_t got = recv(runner->fds[SOURCE_CHANNEL], &message, sizeof message,
                       MSG_DONTWAIT);

    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got == sizeof message && message.kind == KEEPER_OVER) {
        runner->over = message;
        runner->keeper_spoke = true;
    } else if (got != sizeof message) {
        unwatch(runner, SOURCE_CHANNEL);
        see_keeper_off(runner);
    }
}

/* Something ought to have come to its end. */
static void
nudge(struct runner *runner)
{
    static struct kin kin;

    if (!runner->keeper) {
        if (orphans_end(&runner->orphans) == 0)
            finish(runner);
    } else if (runner->fds[SOURCE_CHANNEL] < 0) {
        see_keeper_off(runner);
    } else if (++runner->nudges > NUDGES_MAX) {
        kill(runner->keeper, SIGKILL);
    } else if (runner->nudges > NUDGES_ALONE) {
        kin_end(&kin, runner->keeper);
    }
}

static void
end(struct runner *runner, enum run_status why)
{
    if (!runner->keeper || runner->wanted)
        return;
    runner->wanted = why;
    kill(runner->keeper, SIGCONT);
    if (runner->fds[SOURCE_CHANNEL] < 0)
        return;
    send(runner->fds[SOURCE_CHANNEL], "", 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    set_timer(runner->fds[SOURCE_NUDGE], NUDGE_EVERY, NUDGE_EVERY);
}

static bool
is_over(const struct runner *runner)
{
    return runner->run->status != RUN_GOING;
}

/* Returns how much of the budget for output it has used. */
static size_t
handle(struct runner *runner, enum source source, size_t budget)
{
    if (runner->fds[source] < 0)
        return 0;
    if (source == SOURCE_OUT || source == SOURCE_ERR)
        return take_output(runner, source, budget);
    if (source == SOURCE_CHANNEL) {
        read_channel(runner);
        return 0;
    }
    read_timer(runner, source);
    if (source == SOURCE_LIMIT)
        end(runner, RUN_TIME_LIMIT);
    else if (source == SOURCE_NUDGE)
        nudge(runner);
    else
        take_timed_reading(runner);
    return 0;
}

int
runner_dispatch(struct runner *runner)
{
    struct epoll_event events[SOURCES];
    size_t budget = BUDGET;
    int count;

    if (is_over(runner))
        return 1;
    count = epoll_wait(runner->epoll, events, SOURCES, 0);
    for (int i = 0; i < count && !is_over(runner); i++)
        budget -= handle(runner, events[i].data.u32, budget / 2);
    if (!is_over(runner))
        runner->run->seconds =
            (double)(clock_now() - runner->began) / CLOCK_SECOND;
    return is_over(runner);
}

/* ---- the beginning */

static void
begin_run(struct run *run, const struct runner_spec *spec)
{
    output_release(&run->output);
    history_release(&run->history);
    if (!run->program)
        run->program = mem_copy(spec->argv[0]);
    if (!run->exercise)
        run->exercise = mem_copy("");
    run->status = RUN_GOING;
    run->exit_code = run->signal = 0;
    run->seconds = run->cpu_seconds = 0;
    run->peak_rss_kib = 0;
    run->limit_seconds = spec->limit_seconds > 0 ? spec->limit_seconds
                                                 : RUNNER_LIMIT;
}

static struct runner *
new_runner(struct run *run)
{
    struct runner *runner = mem_new(sizeof *runner);

    runner->run = run;
    runner->epoll = -1;
    for (int source = 0; source < SOURCES; source++)
        runner->fds[source] = -1;
    return runner;
}

static int
take_spawned(struct runner *runner, const struct spawned *spawned,
             unsigned flags)
{
    struct kin_process keeper = {0};
    int error;

    runner->keeper = spawned->keeper;
    runner->program = spawned->program;
    runner->spawned = true;
    runner->began = spawned->began;
    runner->fds[SOURCE_CHANNEL] = spawned->channel;
    runner->fds[SOURCE_OUT] = spawned->out;
    runner->fds[SOURCE_ERR] = spawned->err;
    kin_process_read(spawned->keeper, &keeper);
    runner->orphans = (struct orphans){.first = spawned->program,
                                       .since = keeper.start,
                                       .spared = is_keeper};
    runner->next = runners;
    runners = runner;
    error = watch(runner, SOURCE_CHANNEL, spawned->channel);
    if (!error)
        error = watch(runner, SOURCE_OUT, spawned->out);
    if (!error)
        error = watch(runner, SOURCE_ERR, spawned->err);
    if (!error)
        error = watch_timers(runner, flags);
    return error;
}

int
runner_start(const struct runner_spec *spec, struct run *run,
             struct diag *diag, struct runner **ret_runner)
{
    struct runner *runner = new_runner(run);
    struct spawned spawned;
    int error = 0;

    begin_run(run, spec);
    become_subreaper();
    runner->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (runner->epoll < 0) {
        error = -errno;
        diag_set(diag, spec->argv[0], 0, "cannot watch it: %s",
                 strerror(errno));
    }
    if (!error)
        error = spawn(spec, diag, &spawned);
    if (error) {
        cease_subreaper();
        runner_free(runner);
        return error;
    }
    error = take_spawned(runner, &spawned, spec->flags);
    if (!error && spec->flags & RUNNER_SAMPLE)
        error = sampler_new(NULL, runner->keeper, &runner->sampler);
    if (error) {
        diag_set(diag, spec->argv[0], 0, "cannot watch it: %s",
                 strerror(-error));
        runner_free(runner);
        return error;
    }
    take_reading(runner);
    *ret_runner = runner;
    return 0;
}

void
runner_free(struct runner *runner)
{
    int64_t until = clock_now() + FREE_WAIT;
    struct pollfd ready;

    if (!runner)
        return;
    ready = (struct pollfd){.fd = runner->epoll, .events = POLLIN};
    runner_stop(runner);
    while (runner->spawned && !runner_dispatch(runner) &&
           clock_now() < until)
        poll(&ready, 1, NUDGE_EVERY / CLOCK_MS);
    if (runner->spawned && !is_over(runner))
        finish(runner);
    sampler_free(runner->sampler);
    if (runner->epoll >= 0)
        close(runner->epoll);
    free(runner);
}

int
runner_fd(const struct runner *runner)
{
    return runner->epoll;
}

void
runner_stop(struct runner *runner)
{
    end(runner, RUN_STOPPED);
}

void
runner_emergency(void)
{
    for (struct runner *runner = runners; runner; runner = runner->next) {
        if (!runner->keeper_spoke && runner->program > 0)
            kill(-runner->program, SIGKILL);
        if (runner->keeper)
            kill(runner->keeper, SIGCONT);
        if (runner->fds[SOURCE_CHANNEL] >= 0)
            close(runner->fds[SOURCE_CHANNEL]);
    }
}
