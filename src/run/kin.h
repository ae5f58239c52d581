/*
 * The processes below a process, as /proc tells.  Async-signal-safe: the
 * keeper uses it after fork, so nothing here allocates or uses stdio.
 */
#ifndef RUN_KIN_H
#define RUN_KIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define KIN_MAX 32768          /* processes of a machine that are seen */

struct kin_process {
    pid_t pid;
    pid_t parent;
    pid_t session;
    uint32_t threads;
    char state;                 /* as in proc(5): 'R', 'S', 'T', 'Z', ... */
    bool below;
    uint64_t start;             /* clock ticks after boot */
    uint64_t pages;             /* of it in memory */
};

struct kin {
    size_t count;
    struct kin_process items[KIN_MAX]; /* by pid */
};

/* One line of /proc/PID/stat.  Returns 0 or -EINVAL. */
int kin_parse(const char *line, struct kin_process *ret_process);

/* One process.  Returns 0 or -errno: -ENOENT when it is gone. */
int kin_process_read(pid_t pid, struct kin_process *ret_process);

/*
 * The first size - 1 bytes of /proc/PID/name, as a text.  Returns how many,
 * or -errno.
 */
ssize_t kin_file_read(pid_t pid, const char *name, char *buf, size_t size);
/* Returns how many of the bytes it took, or -errno. */
ssize_t kin_file_write(pid_t pid, const char *name, const char *text,
                       size_t len);

/* All processes of the machine, none marked as below.  0 or -errno. */
int kin_read(struct kin *kin);

/* Mark the children of root, but not what is below them. */
void kin_mark_children(struct kin *kin, pid_t root);

/* Mark what is below a marked one. */
void kin_spread(struct kin *kin);

/* How many of the marked ones live: zombies do not. */
unsigned kin_alive(const struct kin *kin);

/*
 * End all that are marked.  They are all stopped first, so that none of them
 * forks while the others are being killed.
 */
void kin_kill(const struct kin *kin);

/* Read, mark all that is below root, and kill it.  Returns how many lived. */
unsigned kin_end(struct kin *kin, pid_t root);

#endif
