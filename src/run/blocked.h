/*
 * What a task that does not run asked the kernel for, from the text of its
 * /proc/PID/task/TID/syscall.  Knows the calls that can wait for another
 * task; of all others it says that they may return by themselves.
 */
#ifndef RUN_BLOCKED_H
#define RUN_BLOCKED_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define BLOCKED_ARGS 6

/* What could end the wait. */
enum blocked_kind {
    BLOCKED_RUNS,               /* it runs, or is about to */
    BLOCKED_TIME,               /* its time comes: a sleep, a timed wait */
    BLOCKED_FUTEX,              /* a word in memory: `address`, `expected` */
    BLOCKED_READ,               /* `fd` */
    BLOCKED_WRITE,              /* `fd` */
    BLOCKED_CHILD,              /* `pid`, inner; <= 0: any of some */
    BLOCKED_FILE_LOCK,          /* `fd` */
    BLOCKED_IPC,                /* a System V semaphore or message */
    BLOCKED_SIGNAL,
    BLOCKED_POLL,               /* any of several descriptors */
    BLOCKED_OTHER,              /* anything */
};

struct blocked {
    enum blocked_kind kind;
    long number;                /* of the call, -1: none */
    uint64_t args[BLOCKED_ARGS];
    uint64_t sp;                /* the stack's top, and where it goes on */
    uint64_t pc;

    uint64_t address;           /* of BLOCKED_FUTEX */
    uint32_t expected;          /* ... the word's value when it began */
    bool plain;                 /* ... no bitset: locks and barriers */
    bool inherits;              /* ... priority: the word names its owner */
    bool private;               /* ... nobody can wake it but its process */
    int fd;
    pid_t pid;
};

/*
 * Parse the file's text.  Returns 0, or -EINVAL.  A task that runs has no
 * call, stack or place.
 */
int blocked_parse(const char *text, struct blocked *ret_blocked);

#endif
