/*
 * All keepers that there are, so that they can be told from other children
 * and be reached from a signal handler.
 */
#ifndef RUN_KEEPERS_H
#define RUN_KEEPERS_H

#include <stdbool.h>
#include <sys/types.h>

struct kept {
    struct kept *next;
    pid_t keeper;               /* 0: it was waited for */
    bool contained;             /* its end is the end of all that it keeps */
    pid_t program;              /* its first process and group, 0: not known,
                                 * or over */
    int channel;                /* -1: closed */
};

/*
 * While there is any, orphans of a keeper that was killed come to the tutor:
 * call keepers_prepare() before the fork, and keepers_done() where it failed.
 */
void keepers_prepare(void);
void keepers_done(void);

/* kept stays the caller's, and in the list until it is removed. */
void keepers_add(struct kept *kept);
void keepers_remove(struct kept *kept);

/* Whether this process is a keeper. */
bool keepers_know(pid_t pid);

/* Async-signal-safe: end all that any of them keeps. */
void keepers_emergency(void);

#endif
