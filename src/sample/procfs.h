/*
 * Reads the files of /proc, or of a folder that looks like it.  Files that
 * are read again and again stay open, as long as that leaves half of the
 * descriptors to the rest of the program; the others are opened each time.
 */
#ifndef SAMPLE_PROCFS_H
#define SAMPLE_PROCFS_H

#include <stddef.h>
#include <sys/types.h>

#include "base/str.h"

struct procfs {
    int fd;                     /* the folder */
    unsigned nkept;             /* descriptors of procfiles */
    unsigned max_kept;
};

/* One file or folder; a value, procfs_close() ends it. */
struct procfile {
    int fd;                     /* -1: not kept open */
    pid_t pid;                  /* 0: proc/name */
    pid_t tid;                  /* 0: proc/pid/name */
    const char *name;           /* borrowed for ever */
};

/* A list of numbers; pidlist_release() ends it. */
struct pidlist {
    pid_t *items;
    size_t count;
    size_t cap;
};

#define PROCFS_INIT {.fd = -1}
#define PROCFILE_INIT(pid_, tid_, name_) \
    {.fd = -1, .pid = (pid_), .tid = (tid_), .name = (name_)}
#define PIDLIST_INIT {0}

void pidlist_release(struct pidlist *list);
/* Take the numbers of a text like "12 345 6 " in addition. */
void pidlist_parse(struct pidlist *list, const char *text);

/* Returns 0 or -errno. */
int procfs_open(const char *path, struct procfs *ret_fs);
/* All its files must be closed. */
void procfs_release(struct procfs *fs);
void procfs_close(struct procfs *fs, struct procfile *file);

/*
 * Each reads from the beginning and returns 0 or -errno.  -ESRCH: the
 * process or the task, or else the file, is not there.
 */

/* The first size - 1 bytes, in one go.  Meant for what is one line. */
int procfs_line(struct procfs *fs, struct procfile *file, char *buf,
                size_t size);
/* All of it, in place of what text held. */
int procfs_text(struct procfs *fs, struct procfile *file, struct str *text);
/* The names in a folder that are numbers, in place of what list held. */
int procfs_list(struct procfs *fs, struct procfile *file,
                struct pidlist *list);

#endif
