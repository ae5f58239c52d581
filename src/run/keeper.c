/*
 * The process between the tutor and a program.  It is a copy of the tutor
 * that has nothing of it left but this file: it may call only what is
 * async-signal-safe, allocates nothing, and holds no descriptor but its
 * channel.  Its standard streams become the program's.
 */
#include "run/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "run/crowd.h"
#include "run/fds.h"
#include "run/kin.h"
#include "run/program.h"
#include "run/share.h"
#include "run/weigh.h"

/* Where it stands in the keeper, behind the program's streams. */
#define CHANNEL_FD 3

/* How often to see whether it takes too much, in milliseconds. */
#define LOOK_EVERY 25

/* How long the killed may take, until a walk tells who is left. */
#define DEATHS_WAIT (20 * CLOCK_MS)
#define DEATH_WAIT 2            /* for the next of them, in milliseconds */
#define DEATH_WAIT_MAX 50

struct keeper {
    bool contained;             /* and so the first of all */
    bool has_shm;               /* a /dev/shm of its own */
    pid_t first;                /* the program's first process */
    bool first_over;            /* and waited for */
    int64_t cpu_before;         /* used by that process until exec */
    struct share share;
    int children_fd;            /* readable when a child is over */
    struct keeper_message over;
};

static struct kin kin;          /* too large for a stack */
static int channel_fd;          /* CHANNEL_FD, once it is there */

static void
say(const struct keeper_message *message)
{
    while (send(channel_fd, message, sizeof *message, MSG_NOSIGNAL) < 0 &&
           errno == EINTR)
        ;
}

static _Noreturn void
fail(enum keeper_step step, int error)
{
    struct keeper_message message = {.kind = KEEPER_FAILED, .step = step,
                                     .error = error};

    say(&message);
    _exit(1);
}

/*
 * Only SIGKILL and SIGSTOP reach the keeper.  The mask is set past libc,
 * which keeps two signals for itself and out of every mask.
 */
static void
ignore_signals(void)
{
    uint64_t all = ~(uint64_t)0;

    for (int i = 1; i < NSIG; i++)
        if (i != SIGCHLD)
            signal(i, SIG_IGN);
    signal(SIGCHLD, SIG_DFL);
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, sizeof all);
}

/* Until users have their numbers; the end is the tutor's. */
static void
settle(const struct keeper_spec *spec)
{
    struct keeper_message message = {.kind = KEEPER_FAILED,
                                     .step = KEEPER_CONTAIN};
    ssize_t got;
    char go;

    do
        got = recv(channel_fd, &go, 1, 0);
    while (got < 0 && errno == EINTR);
    if (got != 1)
        _exit(1);
    message.refused = contain_settle(spec->shm);
    if (message.refused == CONTAIN_NONE)
        return;
    message.error = errno;
    say(&message);
    _exit(1);
}

/* Returns 0, or -1 with errno. */
static int
arrange_fds(const struct keeper_spec *spec, int channel)
{
    const int wanted[] = {spec->in, spec->out, spec->err, channel,
                          spec->keep_fd};
    int count = spec->keep_fd > 0 ? KEEPER_KEPT_FD + 1 : CHANNEL_FD + 1;

    if (fds_arrange(wanted, count) < 0)
        return -1;
    for (int fd = CHANNEL_FD; fd < count; fd++)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    channel_fd = CHANNEL_FD;
    return 0;
}

/* Follow the child until it is the program.  Leaves by fail(). */
static void
await_exec(struct keeper *keeper, int step_fd)
{
    struct step_message step;
    ssize_t got;

    do {
        got = read(step_fd, &step, sizeof step);
        if (got == sizeof step && step.error) {
            waitpid(keeper->first, NULL, 0);
            fail(step.step, step.error);
        }
        if (got == sizeof step) {
            keeper->over.began = step.now;
            keeper->cpu_before = step.cpu_ns;
        }
    } while (got > 0 || (got < 0 && errno == EINTR));
}

static void
start_program(struct keeper *keeper, const struct keeper_spec *spec)
{
    struct keeper_message started = {.kind = KEEPER_STARTED};
    int step[2];

    if (pipe2(step, O_CLOEXEC) < 0)
        fail(KEEPER_FORK, errno);
    keeper->over.began = clock_now();
    keeper->first = fork();
    if (keeper->first < 0)
        fail(KEEPER_FORK, errno);
    if (keeper->first == 0)
        program_become(spec, step[1]);
    close(step[1]);
    await_exec(keeper, step[0]);
    close(step[0]);
    /* The program alone holds its streams, so that their end is seen. */
    dup2(STDIN_FILENO, STDOUT_FILENO);
    dup2(STDIN_FILENO, STDERR_FILENO);
    started.pid = keeper->contained ? 0 : keeper->first;
    started.began = keeper->over.began;
    say(&started);
}

/*
 * Wait for all that are over.  Returns false when no child is left.  Those
 * that the first process did not wait for come to its keeper in the moment
 * of its death, so that they are found behind it.
 */
static bool
reap(struct keeper *keeper)
{
    char drained[sizeof(struct signalfd_siginfo) * 4];
    unsigned dead_behind = 0;
    bool behind = false;
    int status;
    pid_t pid;

    while (read(keeper->children_fd, drained, sizeof drained) > 0)
        ;
    while ((pid = waitpid(-1, &status, WNOHANG | __WALL)) > 0) {
        dead_behind += behind;
        if (pid != keeper->first || keeper->first_over)
            continue;
        behind = true;
        keeper->over.over = clock_now();
        keeper->over.status = status;
        keeper->first_over = true;
    }
    keeper->over.zombies += dead_behind;
    return !(pid < 0 && errno == ECHILD);
}

static unsigned
count_left(void)
{
    if (kin_read(&kin) < 0)
        return 0;
    kin_mark_children(&kin, getpid());
    kin_spread(&kin);
    return kin_alive(&kin);
}

/*
 * Wait for all that are over, as long as there is one every `ms` and it
 * does not take too long.  Returns false when no child is left.
 */
static bool
reap_killed(struct keeper *keeper, int ms)
{
    struct pollfd children = {.fd = keeper->children_fd, .events = POLLIN};
    int64_t until = clock_now() + DEATHS_WAIT;

    while (reap(keeper))
        if (poll(&children, 1, ms) == 0 || clock_now() > until)
            return reap(keeper);
    return false;
}

/*
 * The first process of a namespace has all others of it at one call, which
 * nobody can outrun.  Else the group goes at once, however many they are;
 * its number is taken as long as anybody is in it.
 */
static void
signal_most(const struct keeper *keeper, int signal)
{
    kill(keeper->contained && getpid() == 1 ? -1 : -keeper->first, signal);
}

/* What was missed is walked for. */
static void
end_all(struct keeper *keeper)
{
    int ms = DEATH_WAIT;

    share_suit(&keeper->share, keeper->first, false);
    signal_most(keeper, SIGKILL);
    while (reap_killed(keeper, ms)) {
        if (keeper->contained)
            signal_most(keeper, SIGKILL);
        else
            kin_end(&kin, getpid());
        if (ms < DEATH_WAIT_MAX)
            ms++;
    }
}

/*
 * Whether it takes more than it may.  Where nothing else can outrun it, it
 * stands still while it is looked at.
 */
static enum limits_excess
find_excess(struct keeper *keeper, struct crowd *crowd,
            struct weigh *weigh)
{
    bool hurry = crowd_is_suspicious(crowd);
    bool hold = hurry && !keeper->contained;
    enum limits_excess excess;

    if (hurry)
        weigh->next = 0;
    if (hold)
        signal_most(keeper, SIGSTOP);
    excess = weigh_look(weigh, &kin, getpid());
    share_suit(&keeper->share, keeper->first, weigh->crowded);
    if (hold && excess == LIMITS_KEPT)
        signal_most(keeper, SIGCONT);
    return excess;
}

static void
say_over(struct keeper *keeper)
{
    struct rusage used;

    if (getrusage(RUSAGE_CHILDREN, &used) == 0) {
        keeper->over.cpu_ns = clock_of(used.ru_utime) +
                              clock_of(used.ru_stime) -
                              keeper->cpu_before;
        if (keeper->over.cpu_ns < 0)
            keeper->over.cpu_ns = 0;
        keeper->over.peak_rss_kib = used.ru_maxrss;
    }
    keeper->over.kind = KEEPER_OVER;
    say(&keeper->over);
}

/* Until the program is over, or has to be; returns whether any is left. */
static bool
watch(struct keeper *keeper, struct weigh *weigh)
{
    struct pollfd fds[] = {
        {.fd = channel_fd, .events = POLLIN},
        {.fd = keeper->children_fd, .events = POLLIN},
    };
    struct crowd crowd;

    crowd_init(&crowd);
    for (;;) {
        bool children = reap(keeper);

        if (keeper->first_over || fds[0].revents)
            return children;
        keeper->over.excess = find_excess(keeper, &crowd, weigh);
        if (keeper->over.excess)
            return true;
        poll(fds, 2, LOOK_EVERY);
    }
}

static void
say_leftover(const struct leftover *leftover)
{
    struct keeper_message message = {.kind = KEEPER_LEFT,
                                     .leftover = *leftover};

    say(&message);
}

/*
 * Whether it was ended for the tutor.  A tutor that gets no answer kills by
 * itself, so that what it asked for may already have been done.
 */
static bool
was_ended(const struct keeper *keeper)
{
    struct pollfd channel = {.fd = channel_fd, .events = POLLIN};

    if (!keeper->first_over)
        return true;
    return WIFSIGNALED(keeper->over.status) &&
           WTERMSIG(keeper->over.status) == SIGKILL &&
           poll(&channel, 1, 0) > 0;
}

static void
keep(struct keeper *keeper, struct weigh *weigh)
{
    bool children = watch(keeper, weigh);

    keeper->over.ended = was_ended(keeper);
    if (!keeper->over.ended && children)
        keeper->over.left = count_left();
    if (children)
        end_all(keeper);
    if (keeper->contained && !keeper->over.ended)
        leftovers_find(keeper->has_shm, say_leftover);
}

static _Noreturn void
be_keeper(const struct keeper_spec *spec, int channel)
{
    struct keeper keeper = {.contained = spec->contained,
                            .has_shm = spec->shm != NULL};
    int end_signal = spec->contained ? SIGKILL : SIGCONT;
    struct weigh weigh;
    sigset_t child;

    channel_fd = channel;
    ignore_signals();
    setsid();
    prctl(PR_SET_NAME, "keeper", 0, 0, 0);
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0 ||
        arrange_fds(spec, channel) < 0)
        fail(KEEPER_FORK, errno);
    if (spec->contained)
        settle(spec);
    /* The tutor's end; a program that is not contained may have stopped us. */
    prctl(PR_SET_PDEATHSIG, end_signal, 0, 0, 0);
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    keeper.children_fd = signalfd(-1, &child, SFD_NONBLOCK | SFD_CLOEXEC);
    if (keeper.children_fd < 0)
        fail(KEEPER_FORK, errno);
    weigh_init(&weigh, spec->limits, spec->cwd);
    start_program(&keeper, spec);
    keep(&keeper, &weigh);
    say_over(&keeper);
    _exit(0);
}

/* On failure it is waited for. */
static int
let_in(pid_t pid, int channel)
{
    int error = contain_map_ids(pid);

    if (!error && send(channel, "", 1, MSG_NOSIGNAL) < 0)
        error = -errno;
    if (error) {
        kill(pid, SIGKILL);
        while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    return error;
}

int
keeper_fork(const struct keeper_spec *spec, pid_t *ret_pid, int *ret_channel)
{
    sigset_t all, before;
    int channel[2];
    pid_t pid;
    int error;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, channel) < 0)
        return -errno;
    /* A handler of the tutor must not run in its copy. */
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    pid = spec->contained ? contain_fork() : fork();
    if (pid == 0)
        be_keeper(spec, channel[1]);
    error = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(channel[1]);
    error = pid < 0 ? -error : 0;
    if (!error && spec->contained)
        error = let_in(pid, channel[0]);
    if (error) {
        close(channel[0]);
        return error;
    }
    *ret_pid = pid;
    *ret_channel = channel[0];
    return 0;
}
