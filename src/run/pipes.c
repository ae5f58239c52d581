/*
 * Which processes hold the ends of pipes.  Threads share descriptors, and a
 * first thread that is over shows none any more: so they are looked up at a
 * task that lives.  What an end is good for shows in its link's rights.
 */
#include "run/pipes.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#define LINK_SIZE 64

void
pipes_release(struct pipes *pipes)
{
    free(pipes->ends);
    *pipes = (struct pipes)PIPES_INIT;
}

uint64_t
pipe_parse(const char *link)
{
    uint64_t inode;
    char end;

    return sscanf(link, "pipe:[%" SCNu64 "%c", &inode, &end) == 2 && end == ']'
               ? inode
               : 0;
}

static uint64_t
pipe_at(int folder, const char *name)
{
    char link[LINK_SIZE];
    ssize_t len = readlinkat(folder, name, link, sizeof link - 1);

    if (len < 0)
        return 0;
    link[len] = '\0';
    return pipe_parse(link);
}

uint64_t
pipe_of(pid_t pid, pid_t tid, int fd)
{
    char path[64];

    snprintf(path, sizeof path, "/proc/%d/task/%d/fd/%d", (int)pid, (int)tid,
             fd);
    return pipe_at(AT_FDCWD, path);
}

static void
add_end(struct pipes *pipes, pid_t pid, int folder, const char *name)
{
    uint64_t pipe = pipe_at(folder, name);
    struct stat stat;

    if (!pipe || fstatat(folder, name, &stat, AT_SYMLINK_NOFOLLOW) < 0)
        return;
    MEM_GROW(pipes->ends, pipes->count, pipes->cap);
    pipes->ends[pipes->count++] = (struct pipe_end){
        .pipe = pipe,
        .pid = pid,
        .reads = stat.st_mode & S_IRUSR,
        .writes = stat.st_mode & S_IWUSR,
    };
}

int
pipes_add(struct pipes *pipes, pid_t pid, pid_t tid)
{
    const struct dirent *entry;
    char path[64];
    DIR *fds;

    snprintf(path, sizeof path, "/proc/%d/task/%d/fd", (int)pid, (int)tid);
    fds = opendir(path);
    if (!fds)
        return -errno;
    while ((entry = readdir(fds)))
        add_end(pipes, pid, dirfd(fds), entry->d_name);
    closedir(fds);
    return 0;
}
