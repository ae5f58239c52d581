/*
 * The memory that the hooks in a checked program (src/guest/hooks) share
 * with each other and with the tutor.  Here is the part that the tutor reads;
 * what the hooks keep for themselves lies behind it.  Everything is _Atomic:
 * a writer may be killed at any place.
 *
 * A pc is an address in the running program; minus `bias` it is one of the
 * file.  Of a call it is the call's last byte, in the line of the call.
 */
#ifndef WIRE_HOOKS_H
#define WIRE_HOOKS_H

#include <stdatomic.h>
#include <stdint.h>

#define HOOKS_VARIABLE "RACECOURSE_HOOKS"   /* =descriptor's number */
#define HOOKS_MAGIC 0x31736b6f6f686372u
#define HOOKS_SIZE (16u << 20)

#define HOOKS_TASKS 1024
#define HOOKS_FRAMES 6
#define HOOKS_LOCKS 8
#define HOOKS_SITES 32
#define HOOKS_RACES 16
#define HOOKS_CYCLE 16
#define HOOKS_NOBODY UINT32_MAX             /* no task */

enum hooks_kind { HOOKS_MAIN, HOOKS_THREAD, HOOKS_PROCESS };
enum hooks_state { HOOKS_UNUSED, HOOKS_RUNNING, HOOKS_ENDED, HOOKS_JOINED };
enum hooks_wait {
    HOOKS_NOTHING, HOOKS_MUTEX, HOOKS_RWLOCK, HOOKS_SPINLOCK, HOOKS_COND,
    HOOKS_JOIN, HOOKS_SEM, HOOKS_BARRIER, HOOKS_READ, HOOKS_CHILD,
    HOOKS_SLEEP, HOOKS_EVENT, HOOKS_QUEUE,
};

/* Why nothing can be said of races any more: an order may have been missed. */
enum hooks_blind {
    HOOKS_SEES, HOOKS_TOO_MANY_TASKS, HOOKS_TOO_MANY_OBJECTS,
    HOOKS_TOO_MANY_MAPPINGS, HOOKS_NO_MAPS, HOOKS_STRANGER,
};

enum hooks_access { HOOKS_WRITE = 1, HOOKS_ATOMIC = 2 };
struct hooks_lock {
    _Atomic uint64_t address;   /* in its process; 0: none */
    _Atomic uint64_t pc;        /* where it was taken */
    _Atomic uint32_t object;    /* the same number in all processes, or 0 */
};

struct hooks_task {
    _Atomic uint32_t state, kind;
    _Atomic uint32_t creator;   /* a task; HOOKS_NOBODY: of main */
    _Atomic uint32_t pid, tid;  /* as the program sees them */
    _Atomic uint32_t slot;      /* of clocks */
    _Atomic uint32_t first;     /* what its clock began with ... */
    _Atomic uint32_t last;      /* ... and ended with, 0: goes on */
    _Atomic uint64_t start;     /* its routine, or where it was forked */
    _Atomic uint64_t entries;   /* functions of the program entered */
    _Atomic uint64_t reads, writes; /* of what others may reach */
    _Atomic uint64_t changes;   /* atomic reads with writes */
    _Atomic uint64_t site[HOOKS_SITES]; /* wrote; main: beside others */
    _Atomic uint64_t calls;     /* of libmp */
    _Atomic uint32_t serves;    /* libmp's own, no worker */
    _Atomic uint32_t returned;  /* other than NULL or 0 */
    _Atomic uint32_t wrote;     /* to a descriptor, or what libmp shares */
    _Atomic uint32_t heard;     /* of others, by signals, names or ends */
    _Atomic uint32_t detached;
    _Atomic uint32_t turn;      /* odd while it waits: for what? */
    _Atomic uint32_t wait;      /* enum hooks_wait */
    _Atomic uint32_t wait_task; /* whose end, or HOOKS_NOBODY */
    _Atomic uint32_t wait_object; /* which lock, if for as long as it takes */
    _Atomic uint64_t wait_address, wait_pc;
    struct hooks_lock holds[HOOKS_LOCKS];
};

struct hooks_side {
    _Atomic uint32_t task, size;
    _Atomic uint32_t access;    /* enum hooks_access */
    _Atomic uint64_t address;
    _Atomic uint64_t pc;
    _Atomic uint64_t callers[HOOKS_FRAMES]; /* innermost first, 0: no more */
    struct hooks_lock holds[HOOKS_LOCKS];
};

struct hooks_race {
    _Atomic uint32_t ready;
    struct hooks_side side[2];  /* the later one first */
    _Atomic uint64_t pointer;   /* a variable that may point, or 0, ... */
    _Atomic uint64_t pointed;   /* ... so many bytes before side[0] */
};

struct hooks_link {             /* waits for what the next holds, or its end */
    _Atomic uint32_t task;
    _Atomic uint32_t wait;
    _Atomic uint64_t wait_address;
    _Atomic uint64_t wait_pc;
    _Atomic uint64_t held_pc;   /* where the next one took that, 0: a join */
};

struct hooks {
    _Atomic uint64_t magic;
    _Atomic uint64_t seed;      /* of the yields; 0: none */
    _Atomic uint32_t idle;      /* workers do nothing of what is theirs */
    _Atomic uint32_t started;   /* a program has found this */
    _Atomic uint32_t blind;     /* enum hooks_blind: the first reason */
    _Atomic uint32_t fenced;    /* atomic_thread_fence() was called */
    _Atomic uint64_t bias, image_low, image_high;
    _Atomic uint64_t unwatched; /* accesses of which nothing is known */
    _Atomic uint64_t yields, yield_ns; /* what these took */
    _Atomic uint32_t ntasks;    /* that ever were; the table has the first */
    _Atomic uint32_t now;       /* workers made and not yet waited for */
    _Atomic uint32_t most_at_once;
    _Atomic uint32_t nraces;    /* distinct ones, more than fit */
    struct hooks_race race[HOOKS_RACES];
    _Atomic uint32_t deadlock;  /* 1: being written, 2: ready */
    _Atomic uint32_t nlinks;
    struct hooks_link link[HOOKS_CYCLE];
    struct hooks_task task[HOOKS_TASKS];
};

#endif
