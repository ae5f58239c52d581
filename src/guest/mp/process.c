/*
 * A process: fork it, wait for it with a time limit, learn how it ended.
 *
 * A pidfd stands for the process where the kernel has them: it can be waited
 * for with a time limit, and a signal sent through it cannot hit a stranger
 * who was given the same number.  Without, waiting asks again and again.
 */
#include "guest/mp/process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guest/mp/mp.h"
#include "guest/mp/until.h"
#include "guest/mp/watched.h"

struct mp_process {
    pid_t parent;               /* who may wait for it */
    pid_t pid;
    int pidfd;                  /* -1: the kernel has none */
    bool ended;
    bool lost;                  /* reaped by somebody else */
    int exitcode;
    char *name;
};

/* "Process-" and a number. */
#define NAME_SIZE 32

static _Atomic unsigned nstarted; /* by this process */

_Noreturn static void
run_child(int (*target)(void *arg), void *arg, pid_t parent)
{
    int status;

    /* The parent may be gone before the kernel is told to watch it. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != parent)
        _exit(127);
    status = target(arg);
    fflush(NULL);
    _exit(status);
}

static struct mp_process *
new_process(void)
{
    struct mp_process *process = calloc(1, sizeof(*process));
    char *name = malloc(NAME_SIZE);

    if (!process || !name) {
        free(process);
        free(name);
        return NULL;
    }
    snprintf(name, NAME_SIZE, "Process-%u",
             atomic_fetch_add(&nstarted, 1) + 1);
    process->name = name;
    process->parent = getpid();
    process->pidfd = -1;
    return process;
}

/* What was printed is out before there are two of it.  fflush(NULL) would
 * wait for a thread that waits for input. */
static void
flush(void)
{
    if (ftrylockfile(stdin) != 0) {
        fflush(stdout);
        return;
    }
    fflush(NULL);
    funlockfile(stdin);
}

static void
forget(struct mp_process *process)
{
    if (process->pidfd >= 0)
        close(process->pidfd);
    free(process->name);
    free(process);
}

static int
start(int (*target)(void *arg), void *arg, bool serves,
      struct mp_process **ret_process)
{
    struct mp_process *process = new_process();
    pid_t parent = getpid();
    int error;

    if (!process)
        return -ENOMEM;
    flush();
    mp_tell_fork(serves);
    process->pid = fork();
    if (process->pid < 0) {
        error = -errno;
        forget(process);
        return error;
    }
    if (process->pid == 0) {
        forget(process);
        atomic_store(&nstarted, 0);
        run_child(target, arg, parent);
    }
    process->pidfd = (int)syscall(SYS_pidfd_open, process->pid, 0);
    *ret_process = process;
    return 0;
}

int
mp_process_begin(int (*target)(void *arg), void *arg,
                 struct mp_process **ret_process)
{
    return start(target, arg, false, ret_process);
}

int
mp_process_serve(int (*target)(void *arg), void *arg,
                 struct mp_process **ret_process)
{
    return start(target, arg, true, ret_process);
}

static int
be_idle(void *arg)
{
    (void)arg;
    return 0;
}

int
mp_process_start(int (*target)(void *arg), void *arg,
                 struct mp_process **ret_process)
{
    return mp_process_begin(mp_is_idle() ? be_idle : target, arg,
                            ret_process);
}

pid_t
mp_process_pid(const struct mp_process *process)
{
    return process->pid;
}

int
mp_process_set_name(struct mp_process *process, const char *name)
{
    char *copy;

    if (!*name)
        return -EINVAL;
    copy = strdup(name);
    if (!copy)
        return -ENOMEM;
    free(process->name);
    process->name = copy;
    return 0;
}

const char *
mp_process_name(const struct mp_process *process)
{
    return process->name;
}

int
mp_process_fd(const struct mp_process *process)
{
    return process->pidfd;
}

/* 0: it is reaped, -ETIMEDOUT: it still runs, -ECHILD: it is lost. */
static int
reap(struct mp_process *process, int flags)
{
    int status;
    pid_t got;

    do
        got = waitpid(process->pid, &status, flags);
    while (got < 0 && errno == EINTR);
    if (got == 0)
        return -ETIMEDOUT;
    process->ended = true;
    if (got < 0) {
        process->lost = true;
        return -ECHILD;
    }
    process->exitcode = WIFEXITED(status) ? WEXITSTATUS(status)
                                          : -WTERMSIG(status);
    return 0;
}

/* Sleep until it ends, as far as that can be seen, or for so long. */
static void
sleep_on(const struct mp_process *process, struct timespec time)
{
    struct pollfd fd = {.fd = process->pidfd, .events = POLLIN};

    if (process->pidfd < 0)
        mp_until_soon(&time);
    ppoll(&fd, 1, &time, NULL);
}

int
mp_process_join(struct mp_process *process, double seconds)
{
    const struct mp_until until = mp_until(seconds);
    struct timespec left;
    int rc;

    if (process->parent != getpid())
        return -EPERM;
    if (process->ended)
        return process->lost ? -ECHILD : 0;
    if (until.never)
        return reap(process, 0);
    for (;;) {
        bool some = mp_until_left(&until, &left);

        rc = reap(process, WNOHANG);
        if (rc != -ETIMEDOUT || !some)
            return rc;
        sleep_on(process, left);
    }
}

/* As far as it can be seen by who cannot reap it. */
static bool
is_there(const struct mp_process *process)
{
    struct pollfd fd = {.fd = process->pidfd, .events = POLLIN};

    if (process->pidfd >= 0)
        return poll(&fd, 1, 0) == 0;
    return kill(process->pid, 0) == 0;
}

bool
mp_process_alive(struct mp_process *process)
{
    int rc = mp_process_join(process, 0);

    return rc == -ETIMEDOUT || (rc == -EPERM && is_there(process));
}

int
mp_process_exitcode(struct mp_process *process, int *ret_exitcode)
{
    int rc = mp_process_join(process, 0);

    if (rc == -ETIMEDOUT)
        return -EAGAIN;
    if (rc < 0)
        return rc;
    *ret_exitcode = process->exitcode;
    return 0;
}

static int
send_signal(struct mp_process *process, int signal)
{
    int rc;

    if (process->ended)
        return 0;
    if (process->pidfd >= 0)
        rc = (int)syscall(SYS_pidfd_send_signal, process->pidfd, signal,
                          NULL, 0);
    else
        rc = kill(process->pid, signal);
    return rc < 0 && errno != ESRCH ? -errno : 0;
}

int
mp_process_terminate(struct mp_process *process)
{
    return send_signal(process, SIGTERM);
}

int
mp_process_kill(struct mp_process *process)
{
    return send_signal(process, SIGKILL);
}

void
mp_process_free(struct mp_process *process)
{
    if (!process)
        return;
    if (process->parent == getpid()) {
        mp_process_kill(process);
        mp_process_join(process, -1);
    }
    forget(process);
}
