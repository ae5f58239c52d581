/*
 * The kernel writes "running"; "-1 SP PC" for a task that sleeps outside of
 * any call; or "NUMBER ARG0 ... ARG5 SP PC", all but the number in hex.
 *
 * A timed call ends by itself, so only one without a timeout can wait for
 * ever.  Where a call's timeout is a pointer, that it is there is enough.
 */
#include "run/blocked.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#define OPERATION(args) ((int)(args)[1] & FUTEX_CMD_MASK)

/* As newer headers have it. */
#define LOCK_PI2 13

static void
take_futex(struct blocked *blocked)
{
    const uint64_t *args = blocked->args;

    blocked->kind = BLOCKED_FUTEX;
    blocked->address = args[0];
    blocked->expected = (uint32_t)args[2];
    blocked->private = args[1] & FUTEX_PRIVATE_FLAG;
    switch (OPERATION(args)) {
    case FUTEX_WAIT:
        blocked->plain = true;
        break;
    case FUTEX_WAIT_BITSET:
        break;
    case FUTEX_LOCK_PI:
    case LOCK_PI2:
        blocked->inherits = true;
        break;
    default:
        blocked->kind = BLOCKED_OTHER;
    }
    if (args[3])
        blocked->kind = BLOCKED_TIME;
}

static void
take_fd(struct blocked *blocked, enum blocked_kind kind)
{
    blocked->kind = kind;
    blocked->fd = (int)blocked->args[0];
}

static void
take_fcntl(struct blocked *blocked)
{
    int command = (int)blocked->args[1];

    if (command == F_SETLKW || command == F_OFD_SETLKW)
        take_fd(blocked, BLOCKED_FILE_LOCK);
}

static void
take_child(struct blocked *blocked)
{
    blocked->kind = BLOCKED_CHILD;
    blocked->pid = (pid_t)blocked->args[0];
}

/* waitid() has the kind of number beside the number. */
static void
take_waitid(struct blocked *blocked)
{
    enum { ANY, ONE };

    blocked->kind = BLOCKED_CHILD;
    blocked->pid = -1;
    if (blocked->args[0] == ONE)
        blocked->pid = (pid_t)blocked->args[1];
}

static bool
waits_for_time(const struct blocked *blocked)
{
    const uint64_t *args = blocked->args;

    switch (blocked->number) {
    case SYS_nanosleep:
    case SYS_clock_nanosleep:
        return true;
#ifdef SYS_poll
    case SYS_poll:
        return (int)args[2] >= 0;
#endif
#ifdef SYS_epoll_wait
    case SYS_epoll_wait:
        return (int)args[3] >= 0;
#endif
    case SYS_epoll_pwait:
        return (int)args[3] >= 0;
    case SYS_ppoll:
    case SYS_rt_sigtimedwait:
        return args[2] != 0;
#ifdef SYS_select
    case SYS_select:
        return args[4] != 0;
#endif
    case SYS_pselect6:
        return args[4] != 0;
    case SYS_semtimedop:
        return args[3] != 0;
    default:
        return false;
    }
}

static enum blocked_kind
kind_of_rest(long number)
{
    switch (number) {
#ifdef SYS_poll
    case SYS_poll:
#endif
#ifdef SYS_epoll_wait
    case SYS_epoll_wait:
#endif
#ifdef SYS_select
    case SYS_select:
#endif
    case SYS_epoll_pwait:
    case SYS_ppoll:
    case SYS_pselect6:
        return BLOCKED_POLL;
#ifdef SYS_pause
    case SYS_pause:
#endif
    case SYS_rt_sigsuspend:
    case SYS_rt_sigtimedwait:
        return BLOCKED_SIGNAL;
    case SYS_semop:
    case SYS_semtimedop:
    case SYS_msgrcv:
    case SYS_msgsnd:
        return BLOCKED_IPC;
    default:
        return BLOCKED_OTHER;
    }
}

static void
take_call(struct blocked *blocked)
{
    switch (blocked->number) {
    case SYS_futex:
        take_futex(blocked);
        break;
    case SYS_read:
    case SYS_readv:
        take_fd(blocked, BLOCKED_READ);
        break;
    case SYS_write:
    case SYS_writev:
        take_fd(blocked, BLOCKED_WRITE);
        break;
    case SYS_flock:
        take_fd(blocked, BLOCKED_FILE_LOCK);
        break;
    case SYS_fcntl:
        take_fcntl(blocked);
        break;
    case SYS_wait4:
        take_child(blocked);
        break;
    case SYS_waitid:
        take_waitid(blocked);
        break;
    default:
        blocked->kind = waits_for_time(blocked)
                            ? BLOCKED_TIME
                            : kind_of_rest(blocked->number);
    }
}

/* A number and the blank or the end behind it. */
static bool
take_number(const char **text, uint64_t *ret_number)
{
    char *end;

    errno = 0;
    *ret_number = strtoull(*text, &end, 0);
    if (end == *text || errno || (*end != ' ' && *end != '\n' && *end))
        return false;
    *text = end;
    return true;
}

int
blocked_parse(const char *text, struct blocked *ret_blocked)
{
    struct blocked blocked = {.kind = BLOCKED_OTHER, .fd = -1};
    uint64_t number;

    if (strncmp(text, "running", 7) == 0) {
        *ret_blocked = (struct blocked){.kind = BLOCKED_RUNS, .number = -1,
                                        .fd = -1};
        return 0;
    }
    if (!take_number(&text, &number))
        return -EINVAL;
    blocked.number = (long)number;
    for (int i = 0; i < BLOCKED_ARGS && blocked.number >= 0; i++)
        if (!take_number(&text, &blocked.args[i]))
            return -EINVAL;
    if (!take_number(&text, &blocked.sp) || !take_number(&text, &blocked.pc))
        return -EINVAL;
    if (blocked.number >= 0)
        take_call(&blocked);
    *ret_blocked = blocked;
    return 0;
}
