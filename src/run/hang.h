/*
 * Why a program does not get on, seen from outside: which of its tasks wait
 * for each other for ever, which for something that nobody is left to give,
 * and which run without end.  Nothing of it is guessed: what the kernel and
 * libc's memory do not tell is said to be unknown.
 */
#ifndef RUN_HANG_H
#define RUN_HANG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "sample/history.h"

enum hang_kind {
    HANG_NONE,
    HANG_DEADLOCK,              /* tasks wait for each other: `cycle` */
    HANG_WAITING,               /* ... for what nobody is left to give */
    HANG_SPINNING,              /* they ran when the run had to end */
};

enum hang_wait {
    HANG_RUNS,                  /* it does not wait */
    HANG_STOPPED,               /* to be continued by a signal */
    HANG_TIME,                  /* it sleeps until a time */
    HANG_MUTEX,
    HANG_RWLOCK,
    HANG_CONDITION,
    HANG_SEMAPHORE,
    HANG_BARRIER,
    HANG_EVENT,
    HANG_QUEUE_EMPTY,
    HANG_QUEUE_FULL,
    HANG_JOIN,                  /* the end of a thread */
    HANG_WORD,                  /* something in memory */
    HANG_PIPE_READ,
    HANG_PIPE_WRITE,
    HANG_CHILD,                 /* the end of a child */
    HANG_FILE_LOCK,
    HANG_IPC,                   /* a System V semaphore or message */
    HANG_SIGNAL,
    HANG_POLL,
    HANG_UNKNOWN,
    HANG_HELPER,                /* for nothing: a thread of a sanitizer's
                                 * that looks around now and then */
};

/* Who would have to end the wait. */
enum hang_holder {
    HANG_HOLDER_UNKNOWN,
    HANG_HOLDER_TASK,           /* the task `holder` */
    HANG_HOLDER_GONE,           /* one that is over */
    HANG_HOLDER_ELSEWHERE,      /* nobody: another process gave it back, but
                                 * the lock is not made for processes */
};

#define HANG_FRAMES 16

/* A place in the program. */
struct hang_frame {
    uint64_t pc;
    char function[64];          /* "": not known */
    char file[128];             /* "" */
    int line;                   /* 0 */
    bool foreign;               /* the system's, not the program's own */
};

struct hang_task {
    size_t worker;              /* in the history */
    char label[32];             /* as workers are called everywhere */
    pid_t pid;
    pid_t tid;
    pid_t tid_inside;
    enum hang_wait wait;
    bool stuck;                 /* nobody can end its wait */
    uint64_t sp;                /* where it stands; 0: it runs */
    uint64_t pc;
    uint64_t address;           /* of what it waits for, 0: no object */
    bool whole;                 /* ... it is all of a mapping: libmp's */
    char object[64];            /* ... its name, or that of a variable that
                                 * points to it; "": not known */
    enum hang_holder who;
    size_t holder;              /* of HANG_HOLDER_TASK */
    unsigned arrived;           /* at the barrier */
    unsigned needed;
    struct hang_frame *frames;  /* the innermost first; NULL: nobody looked,
                                 * or it runs */
    size_t nframes;
};

struct hang {
    enum hang_kind kind;
    struct hang_task *tasks;    /* all that there were, in the order of the
                                 * history */
    size_t ntasks;
    size_t *cycle;              /* of HANG_DEADLOCK: indices of tasks, each
                                 * waits for the next, the last for the
                                 * first */
    size_t ncycle;
    char *sentence;             /* or NULL */
};

#define HANG_INIT {0}

void hang_release(struct hang *hang);

/* "none", "deadlock", "waiting", "spinning" */
const char *hang_kind_name(enum hang_kind kind);
/* The innermost frame that is the program's own.  NULL: not known. */
const struct hang_frame *hang_place(const struct hang_task *task);

/* "mutex", "condition variable", "pipe", ...; "" of what does not wait. */
const char *hang_wait_name(enum hang_wait wait);

#endif
