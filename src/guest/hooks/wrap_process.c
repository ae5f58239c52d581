/*
 * Processes: forked, waited for.  What libc forks for itself is seen by the
 * handlers around fork.  A vfork() is done as a fork() after which the parent
 * waits: its child may do nothing else that tells one from the other.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "guest/hooks/held.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/order.h"
#include "guest/hooks/space.h"
#include "guest/hooks/stray.h"
#include "guest/hooks/sys.h"
#include "guest/hooks/task.h"
#include "guest/hooks/wrap.h"

WRAP(pid_t, fork, void);
WRAP(pid_t, vfork, void);
WRAP(pid_t, _Fork, void);
WRAP(pid_t, wait, int *status);
WRAP(pid_t, waitpid, pid_t pid, int *status, int options);
WRAP(pid_t, wait3, int *status, int options, struct rusage *usage);
WRAP(pid_t, wait4, pid_t pid, int *status, int options,
     struct rusage *usage);
WRAP(int, waitid, idtype_t type, id_t id, siginfo_t *info, int options);

/* Where the program forked; 0: libc does. */
static _Thread_local uint64_t fork_pc;

static void
before(void)
{
    struct self *self = &hk_self;

    if (!self->task)
        return;
    self->forked = hk_task_new(self, HOOKS_PROCESS, fork_pc);
    self->forked_random = hk_stray_child(self);
    if (self->forked == HOOKS_NOBODY)
        return;
    PUT(hk_task_at(self->forked)->serves, self->forks == FORKS_SERVER);
    hk_task_made(self->forked);
}

static void
in_child(void)
{
    struct self *self = &hk_self;

    if (!self->task)
        return;
    hk_space_begin();
    if (self->forked == HOOKS_NOBODY) {
        self->task = NULL;
        self->known = true;
        return;
    }
    hk_task_become(self->forked, self->forked_random);
}

void
hk_process_prepare(void)
{
    pthread_atfork(before, NULL, in_child);
}

static void
name_child(struct self *self, pid_t pid)
{
    if (pid == 0 || !self->task || self->forked == HOOKS_NOBODY)
        return;
    if (pid < 0)
        hk_task_drop(self->forked);
    else
        PUT(hk_task_at(self->forked)->pid, (uint32_t)pid);
}

/* What libmp forks, libmp keeps idle. */
static bool
is_to_be_idle(const struct self *self)
{
    return self->forks == FORKS_ITSELF &&
           GET(hk_region->head.idle);
}

/* No handler is to run in the child before it is known who it is. */
static pid_t
fork_from(uint64_t pc)
{
    struct self *self = hk_enter();
    uint64_t signals;
    pid_t pid;

    if (!self)
        return __real_fork();
    signals = sys_block_signals();
    fork_pc = pc;
    pid = __real_fork();
    fork_pc = 0;
    if (pid == 0 && is_to_be_idle(self))
        _exit(0);
    self->forks = FORKS_ITSELF;
    name_child(self, pid);
    sys_set_signals(signals);
    if (pid != 0 && !hk_nested(self))
        hk_stray(self);
    hk_leave(self);
    return pid;
}

pid_t
__wrap_fork(void)
{
    return fork_from(ASKED);
}

/* Until the child has ended, or is another program: the pipe's other end is
 * closed then, and there is none elsewhere. */
static void
await_child(int fd)
{
    struct self *self = hk_enter();
    char nothing;

    while (sys_read(fd, &nothing, 1) == -EINTR)
        ;
    if (self)
        hk_acquire_all(self);
    hk_leave(self);
}

pid_t
__wrap_vfork(void)
{
    int fds[2] = {-1, -1};
    bool waits = sys_call(SYS_pipe2, (long)fds, O_CLOEXEC, 0, 0) == 0;
    pid_t pid = fork_from(ASKED);

    if (waits)
        sys_close(fds[pid == 0 ? 0 : 1]);
    if (waits && pid != 0) {
        if (pid > 0)
            await_child(fds[0]);
        sys_close(fds[0]);
    }
    return pid;
}

pid_t
__wrap__Fork(void)
{
    return fork_from(ASKED);
}

static struct self *
begin(pid_t pid, uint64_t pc)
{
    struct self *self = hk_enter();

    if (self)
        hk_wait_begin(self, &(struct wait){
            HOOKS_CHILD, NULL, pc, NULL,
            pid > 0 ? hk_task_of_process(pid) : HOOKS_NOBODY});
    return self;
}

/* It told its parent something. */
static void
note_status(pid_t pid, int status)
{
    uint32_t task = hk_task_of_process(pid);

    if (task != HOOKS_NOBODY && status)
        PUT(hk_task_at(task)->returned, 1);
}

/*
 * Where there are no children any more, all there were have ended, and
 * somebody may have seen to it that nobody has to be waited for.
 */
static void
finish(struct self *self, pid_t pid, bool over, int status)
{
    if (!self)
        return;
    hk_wait_end(self);
    if (pid > 0 && over)
        note_status(pid, status);
    if ((pid > 0 && over && !hk_task_process_joined(self, pid)) ||
        (pid < 0 && errno == ECHILD))
        hk_acquire_all(self);
    hk_leave(self);
}

static void
finish_wait(struct self *self, pid_t pid, int status)
{
    finish(self, pid, WIFEXITED(status) || WIFSIGNALED(status),
           WIFEXITED(status) ? WEXITSTATUS(status) : 0);
}

pid_t
__wrap_wait(int *ret_status)
{
    struct self *self = begin(-1, ASKED);
    int status = 0;
    pid_t pid = __real_wait(&status);

    finish_wait(self, pid, status);
    if (pid > 0 && ret_status)
        *ret_status = status;
    return pid;
}

pid_t
__wrap_waitpid(pid_t wanted, int *ret_status, int options)
{
    struct self *self = begin(options & WNOHANG ? 0 : wanted, ASKED);
    int status = 0;
    pid_t pid = __real_waitpid(wanted, &status, options);

    finish_wait(self, pid, status);
    if (pid > 0 && ret_status)
        *ret_status = status;
    return pid;
}

pid_t
__wrap_wait3(int *ret_status, int options, struct rusage *usage)
{
    struct self *self = begin(-1, ASKED);
    int status = 0;
    pid_t pid = __real_wait3(&status, options, usage);

    finish_wait(self, pid, status);
    if (pid > 0 && ret_status)
        *ret_status = status;
    return pid;
}

pid_t
__wrap_wait4(pid_t wanted, int *ret_status, int options, struct rusage *usage)
{
    struct self *self = begin(options & WNOHANG ? 0 : wanted, ASKED);
    int status = 0;
    pid_t pid = __real_wait4(wanted, &status, options, usage);

    finish_wait(self, pid, status);
    if (pid > 0 && ret_status)
        *ret_status = status;
    return pid;
}

int
__wrap_waitid(idtype_t type, id_t id, siginfo_t *ret_info, int options)
{
    struct self *self = begin(type == P_PID && !(options & WNOHANG)
                                  ? (pid_t)id : -1, ASKED);
    siginfo_t info = {0};
    int result = __real_waitid(type, id, &info, options);
    bool over = info.si_code == CLD_EXITED || info.si_code == CLD_KILLED ||
                info.si_code == CLD_DUMPED;

    /* Left to be waited for again, it is over all the same. */
    finish(self, result < 0 ? -1 : info.si_pid, over,
           info.si_code == CLD_EXITED ? info.si_status : 0);
    if (result == 0 && ret_info)
        *ret_info = info;
    return result;
}
