/*
 * Where a thread is that runs.  A thread that waits for a core stops only when
 * it gets one, which can take long: then it stays attached, and is let go
 * later.  Should the tutor die before, the kernel does that.
 */
#include "run/peek.h"

#include <elf.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <time.h>

#include "base/clock.h"

#define PATIENCE (10 * CLOCK_MS)
#define NAP (CLOCK_MS / 5)

/* More are not held at a time. */
#define HELD_MAX 8

static pid_t held[HELD_MAX];
static unsigned nheld;

static bool
take_registers(struct peek *peek)
{
#if defined(__x86_64__) || defined(__aarch64__)
    struct user_regs_struct registers;
    struct iovec part = {&registers, sizeof registers};

    if (ptrace(PTRACE_GETREGSET, peek->tid, (void *)NT_PRSTATUS, &part) < 0)
        return false;
#ifdef __x86_64__
    peek->pc = registers.rip;
    peek->sp = registers.rsp;
    peek->bp = registers.rbp;
#else
    peek->pc = registers.pc;
    peek->sp = registers.sp;
    peek->bp = registers.regs[29];
#endif
    return true;
#else
    (void)peek;
    return false;
#endif
}

int
peek_begin(pid_t tid, struct peek *ret_peek)
{
    if (nheld == HELD_MAX)
        return -EBUSY;
    if (ptrace(PTRACE_SEIZE, tid, NULL, NULL) < 0)
        return -errno;
    *ret_peek = (struct peek){.tid = tid};
    return 0;
}

/* 1: it has stopped for us; 0: not yet; -ESRCH: it is gone. */
static int
has_stopped(pid_t tid)
{
    int status;
    pid_t pid = waitpid(tid, &status, __WALL | WNOHANG);

    if (pid == 0)
        return 0;
    if (pid < 0 || !WIFSTOPPED(status))
        return -ESRCH;
    if (status >> 16 == PTRACE_EVENT_STOP)
        return 1;
    /* A signal was on its way to it. */
    ptrace(PTRACE_CONT, tid, NULL, (void *)(intptr_t)WSTOPSIG(status));
    return 0;
}

int
peek_look(struct peek *peek)
{
    const struct timespec nap = {0, NAP};
    int64_t until = clock_now() + PATIENCE;
    int stopped;

    ptrace(PTRACE_CONT, peek->tid, NULL, NULL);
    nanosleep(&nap, NULL);
    if (ptrace(PTRACE_INTERRUPT, peek->tid, NULL, NULL) < 0)
        return -errno;
    while ((stopped = has_stopped(peek->tid)) == 0 && clock_now() < until)
        nanosleep(&nap, NULL);
    if (stopped == 0)
        return -EAGAIN;
    return stopped < 0 ? stopped : take_registers(peek) ? 0 : -ENOTSUP;
}

void
peek_end(struct peek *peek)
{
    if (ptrace(PTRACE_DETACH, peek->tid, NULL, NULL) < 0 && nheld < HELD_MAX)
        held[nheld++] = peek->tid;
}

unsigned
peek_forget(void)
{
    unsigned left = 0;

    for (unsigned i = 0; i < nheld; i++) {
        int stopped = has_stopped(held[i]);

        if (stopped == 1)
            ptrace(PTRACE_DETACH, held[i], NULL, NULL);
        else if (stopped == 0)
            held[left++] = held[i];
    }
    nheld = left;
    return left;
}
