/*
 * System calls that leave errno alone.  The compiler must not know them
 * better than it should: libc declares syscall() as a leaf, and what was
 * read before it would not be read again behind it.
 */
#ifndef GUEST_HOOKS_SYS_H
#define GUEST_HOOKS_SYS_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* The result, or -errno. */
static inline long
sys_call(long number, long a, long b, long c, long d)
{
#if defined(__x86_64__)
    register long r10 __asm__("r10") = d;
    long result;

    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10)
                     : "rcx", "r11", "memory");
    return result;
#else
    int kept = errno;
    long result = syscall(number, a, b, c, d);

    if (result < 0)
        result = -errno;
    errno = kept;
    atomic_signal_fence(memory_order_seq_cst);
    return result;
#endif
}

static inline void
sys_yield(void)
{
    sys_call(SYS_sched_yield, 0, 0, 0, 0);
}

static inline void
sys_sleep(long ns)
{
    struct timespec pause = {.tv_nsec = ns};

    sys_call(SYS_nanosleep, (long)&pause, 0, 0, 0);
}

static inline int64_t
sys_now(void)
{
    struct timespec now = {0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* All of them.  Returns which were blocked before. */
static inline uint64_t
sys_block_signals(void)
{
    uint64_t all = UINT64_MAX, before = 0;

    sys_call(SYS_rt_sigprocmask, SIG_BLOCK, (long)&all, (long)&before,
             sizeof all);
    return before;
}

static inline void
sys_set_signals(uint64_t blocked)
{
    sys_call(SYS_rt_sigprocmask, SIG_SETMASK, (long)&blocked, 0,
             sizeof blocked);
}

static inline int
sys_open(const char *path)
{
    return (int)sys_call(SYS_openat, AT_FDCWD, (long)path,
                         O_RDONLY | O_CLOEXEC, 0);
}

static inline long
sys_read(int fd, void *buffer, size_t size)
{
    return sys_call(SYS_read, fd, (long)buffer, (long)size, 0);
}

static inline void
sys_close(int fd)
{
    sys_call(SYS_close, fd, 0, 0, 0);
}

#endif
