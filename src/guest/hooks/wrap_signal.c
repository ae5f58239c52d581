/*
 * Signals, and what System V and POSIX have beside: rare ways to wait for
 * each other.  Whoever comes back from one has heard of all others, and so
 * has a handler that begins, which is known by where it goes back to;
 * whoever sends a signal is heard by all.
 */
#include <mqueue.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <unistd.h>

#include "guest/hooks/channel.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/sys.h"
#include "guest/hooks/wrap.h"

WRAP(int, sigaction, int signal, const struct sigaction *action,
     struct sigaction *ret_old);
WRAP(sighandler_t, signal, int signal, sighandler_t handler);
WRAP(int, kill, pid_t pid, int signal);
WRAP(int, killpg, pid_t group, int signal);
WRAP(int, raise, int signal);
WRAP(int, sigqueue, pid_t pid, int signal, const union sigval value);
WRAP(int, pthread_kill, pthread_t thread, int signal);
WRAP(int, pthread_sigqueue, pthread_t thread, int signal,
     const union sigval value);
WRAP(int, pthread_cancel, pthread_t thread);
WRAP(int, sigwait, const sigset_t *set, int *ret_signal);
WRAP(int, sigwaitinfo, const sigset_t *set, siginfo_t *info);
WRAP(int, sigtimedwait, const sigset_t *set, siginfo_t *info,
     const struct timespec *time);
WRAP(int, sigsuspend, const sigset_t *mask);
WRAP(int, pause, void);
WRAP(int, semctl, int id, int number, int command, ...);
WRAP(int, semop, int id, struct sembuf *operations, size_t count);
WRAP(int, semtimedop, int id, struct sembuf *operations, size_t count,
     const struct timespec *time);
WRAP(ssize_t, msgrcv, int id, void *message, size_t size, long type,
     int flags);
WRAP(ssize_t, mq_receive, mqd_t queue, char *message, size_t size,
     unsigned *priority);
WRAP(ssize_t, mq_timedreceive, mqd_t queue, char *message, size_t size,
     unsigned *priority, const struct timespec *until);

_Atomic uint64_t hk_signal_return;

/* As the kernel has it, of a signal that now has a handler. */
static void
note_return(int signal)
{
    struct {
        uintptr_t handler;
        unsigned long flags;
        uintptr_t restorer;
        uint64_t mask;
    } action = {0};

    if (!GET(hk_signal_return) &&
        sys_call(SYS_rt_sigaction, signal, 0, (long)&action,
                 sizeof action.mask) == 0)
        PUT(hk_signal_return, action.restorer);
}

int
__wrap_sigaction(int signal, const struct sigaction *action,
                 struct sigaction *ret_old)
{
    int result = __real_sigaction(signal, action, ret_old);

    if (hk_region && result == 0)
        note_return(signal);
    return result;
}

sighandler_t
__wrap_signal(int signal, sighandler_t handler)
{
    sighandler_t old = __real_signal(signal, handler);

    if (hk_region && old != SIG_ERR)
        note_return(signal);
    return old;
}

/* That there is nobody to get it, tells that somebody has ended. */
#define SHOUTS(name, parameters, arguments) \
    int __wrap_##name parameters \
    { \
        int result; \
        \
        hk_channel_shout(); \
        result = __real_##name arguments; \
        if (result != 0) \
            hk_channel_heard(); \
        return result; \
    }

SHOUTS(kill, (pid_t pid, int signal), (pid, signal))
SHOUTS(killpg, (pid_t group, int signal), (group, signal))
SHOUTS(raise, (int signal), (signal))
SHOUTS(sigqueue, (pid_t pid, int signal, const union sigval value),
       (pid, signal, value))
SHOUTS(pthread_kill, (pthread_t thread, int signal), (thread, signal))
SHOUTS(pthread_sigqueue,
       (pthread_t thread, int signal, const union sigval value),
       (thread, signal, value))
SHOUTS(pthread_cancel, (pthread_t thread), (thread))
HEARS_ALL(int, sigwait, (const sigset_t *set, int *ret_signal),
      (set, ret_signal))
HEARS_ALL(int, sigwaitinfo, (const sigset_t *set, siginfo_t *info), (set, info))
HEARS_ALL(int, sigtimedwait,
      (const sigset_t *set, siginfo_t *info, const struct timespec *time),
      (set, info, time))
HEARS_ALL(int, sigsuspend, (const sigset_t *mask), (mask))
HEARS_ALL(int, pause, (void), ())
HEARS_ALL(int, semop, (int id, struct sembuf *operations, size_t count),
      (id, operations, count))
HEARS_ALL(int, semtimedop,
      (int id, struct sembuf *operations, size_t count,
       const struct timespec *time),
      (id, operations, count, time))
HEARS_ALL(ssize_t, msgrcv,
      (int id, void *message, size_t size, long type, int flags),
      (id, message, size, type, flags))
HEARS_ALL(ssize_t, mq_receive,
      (mqd_t queue, char *message, size_t size, unsigned *priority),
      (queue, message, size, priority))
HEARS_ALL(ssize_t, mq_timedreceive,
      (mqd_t queue, char *message, size_t size, unsigned *priority,
       const struct timespec *until),
      (queue, message, size, priority, until))

/* What a semaphore's value is may be waited for like this, too.  All that
 * it takes fits where a pointer does. */
int
__wrap_semctl(int id, int number, int command, ...)
{
    void *argument;
    va_list more;
    int result;

    va_start(more, command);
    argument = va_arg(more, void *);
    va_end(more);
    result = __real_semctl(id, number, command, argument);
    hk_channel_heard();
    return result;
}

/*
 * A jump out of a signal's handler leaves the hook that it interrupted
 * behind, too.
 */
_Noreturn void __real_longjmp(jmp_buf there, int value);
_Noreturn void __real__longjmp(jmp_buf there, int value);
_Noreturn void __real_siglongjmp(sigjmp_buf there, int value);
HOOK _Noreturn void __wrap_longjmp(jmp_buf there, int value);
HOOK _Noreturn void __wrap__longjmp(jmp_buf there, int value);
HOOK _Noreturn void __wrap_siglongjmp(sigjmp_buf there, int value);

void
__wrap_longjmp(jmp_buf there, int value)
{
    hk_self.inside = 0;
    __real_longjmp(there, value);
}

void
__wrap__longjmp(jmp_buf there, int value)
{
    hk_self.inside = 0;
    __real__longjmp(there, value);
}

void
__wrap_siglongjmp(sigjmp_buf there, int value)
{
    hk_self.inside = 0;
    __real_siglongjmp(there, value);
}
