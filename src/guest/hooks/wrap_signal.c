/*
 * Signals, and what System V and POSIX have beside: rare ways to wait for
 * each other.  Whoever comes back from one has heard of all others; whoever
 * sends a signal is heard by all.
 */
#include <errno.h>
#include <mqueue.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <unistd.h>

#include "guest/hooks/channel.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/wrap.h"

WRAP(int, kill, pid_t pid, int signal);
WRAP(int, killpg, pid_t group, int signal);
WRAP(int, raise, int signal);
WRAP(int, sigqueue, pid_t pid, int signal, const union sigval value);
WRAP(int, pthread_kill, pthread_t thread, int signal);
WRAP(int, pthread_cancel, pthread_t thread);
WRAP(int, sigwait, const sigset_t *set, int *ret_signal);
WRAP(int, sigwaitinfo, const sigset_t *set, siginfo_t *info);
WRAP(int, sigtimedwait, const sigset_t *set, siginfo_t *info,
     const struct timespec *time);
WRAP(int, sigsuspend, const sigset_t *mask);
WRAP(int, pause, void);
WRAP(int, semop, int id, struct sembuf *operations, size_t count);
WRAP(int, semtimedop, int id, struct sembuf *operations, size_t count,
     const struct timespec *time);
WRAP(ssize_t, msgrcv, int id, void *message, size_t size, long type,
     int flags);
WRAP(ssize_t, mq_receive, mqd_t queue, char *message, size_t size,
     unsigned *priority);
WRAP(ssize_t, mq_timedreceive, mqd_t queue, char *message, size_t size,
     unsigned *priority, const struct timespec *until);

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

#define HEARS(type, name, parameters, arguments) \
    type __wrap_##name parameters \
    { \
        type result = __real_##name arguments; \
        int kept = errno; \
        \
        hk_channel_heard(); \
        errno = kept; \
        return result; \
    }

SHOUTS(kill, (pid_t pid, int signal), (pid, signal))
SHOUTS(killpg, (pid_t group, int signal), (group, signal))
SHOUTS(raise, (int signal), (signal))
SHOUTS(sigqueue, (pid_t pid, int signal, const union sigval value),
       (pid, signal, value))
SHOUTS(pthread_kill, (pthread_t thread, int signal), (thread, signal))
SHOUTS(pthread_cancel, (pthread_t thread), (thread))
HEARS(int, sigwait, (const sigset_t *set, int *ret_signal),
      (set, ret_signal))
HEARS(int, sigwaitinfo, (const sigset_t *set, siginfo_t *info), (set, info))
HEARS(int, sigtimedwait,
      (const sigset_t *set, siginfo_t *info, const struct timespec *time),
      (set, info, time))
HEARS(int, sigsuspend, (const sigset_t *mask), (mask))
HEARS(int, pause, (void), ())
HEARS(int, semop, (int id, struct sembuf *operations, size_t count),
      (id, operations, count))
HEARS(int, semtimedop,
      (int id, struct sembuf *operations, size_t count,
       const struct timespec *time),
      (id, operations, count, time))
HEARS(ssize_t, msgrcv,
      (int id, void *message, size_t size, long type, int flags),
      (id, message, size, type, flags))
HEARS(ssize_t, mq_receive,
      (mqd_t queue, char *message, size_t size, unsigned *priority),
      (queue, message, size, priority))
HEARS(ssize_t, mq_timedreceive,
      (mqd_t queue, char *message, size_t size, unsigned *priority,
       const struct timespec *until),
      (queue, message, size, priority, until))

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
