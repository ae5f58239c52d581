/* Who waits for whose lock on a file, from /proc/locks. */
#ifndef RUN_FILELOCKS_H
#define RUN_FILELOCKS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct filelock {
    uint64_t number;            /* the same for a lock and who waits for it */
    bool waits;
    pid_t pid;                  /* -1: of no process, but of a descriptor */
};

/* Parse one line.  Returns 0 or -EINVAL. */
int filelock_parse(const char *line, struct filelock *ret_lock);

/* Whose lock a process waits for, from the whole text.  0: not known. */
pid_t filelocks_holder(const char *text, pid_t pid);

#endif
