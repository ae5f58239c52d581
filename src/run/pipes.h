/* Which processes hold the ends of pipes, from their /proc/PID/fd. */
#ifndef RUN_PIPES_H
#define RUN_PIPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct pipe_end {
    uint64_t pipe;              /* an inode */
    pid_t pid;
    bool reads;
    bool writes;
};

/* pipes_release() ends it. */
struct pipes {
    struct pipe_end *ends;
    size_t count;
    size_t cap;
};

#define PIPES_INIT {0}

void pipes_release(struct pipes *pipes);

/* The inode of "pipe:[123]".  0: no pipe. */
uint64_t pipe_parse(const char *link);

/* The pipe behind a task's descriptor; 0: no pipe, or not to be read. */
uint64_t pipe_of(pid_t pid, pid_t tid, int fd);

/* Add all ends that a process holds.  0 or -errno. */
int pipes_add(struct pipes *pipes, pid_t pid, pid_t tid);

#endif
