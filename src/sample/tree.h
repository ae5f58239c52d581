/*
 * The tasks below a process: finds them, and keeps the files of each.
 *
 * A process that was once found stays, also when its parent is gone and it
 * has become somebody else's child.
 */
#ifndef SAMPLE_TREE_H
#define SAMPLE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/str.h"
#include "sample/procfs.h"
#include "sample/schedstat.h"

#define TREE_TASKS 8192         /* more at a time are not looked at */

struct task {
    pid_t pid;                  /* of its process */
    pid_t tid;
    bool is_root;               /* of the process at the top */
    bool gone;                  /* set by the caller: tree_prune() frees it */
    unsigned long listed;       /* the reading in which /proc last named it */
    struct procfile stat;
    struct procfile schedstat;
    struct procfile children;

    /* the caller's: */
    bool known;                 /* it was read, and these are set: */
    uint64_t start;
    size_t worker;
    struct schedstat sched;     /* as it was read last */
    bool asleep;                /* ... and the task slept then */
    bool still;                 /* it did not run since: it has made no
                                 * children either */
};

struct tree_process {
    pid_t pid;
    struct procfile tasks;      /* the folder that names them */
};

struct tree {
    struct procfs *fs;          /* borrowed */
    struct procfile top;        /* proc itself, to look for children in */
    bool has_children;          /* the kernel lists a task's children */
    struct task **tasks;        /* by tid */
    size_t ntasks;
    size_t cap_tasks;
    struct tree_process *processes; /* parents before their children */
    size_t nprocesses;
    size_t cap_processes;
    int64_t deadline;           /* clock_cpu() at which to leave the rest
                                 * to the next tree_discover() */
    int64_t until;              /* ... or clock_now() */
    bool cut;                   /* the last one did leave a rest */
    size_t turn;                /* process at which the next one begins */
    size_t task_turn;           /* ... and which of its tasks */
    size_t stranger_turn;
    struct task **found;        /* by the last tree_discover() */
    size_t nfound;
    size_t cap_found;
    struct pidlist tids;        /* scratch */
    struct pidlist pids;
    struct pidlist parents;
    struct str text;
};

/* Returns 0, -ESRCH when there is no such process, or -errno. */
int tree_init(struct tree *tree, struct procfs *fs, pid_t root);
void tree_release(struct tree *tree);

/*
 * Look for tasks not yet known; they stand in `found`, in the order in which
 * the kernel names them.  Returns 0, or the first -errno when not all could
 * be looked at.
 */
int tree_discover(struct tree *tree, unsigned long reading);

/* Whether it is time to leave the rest. */
bool tree_is_late(const struct tree *tree);

/* Forget the tasks that are gone, and close their files. */
void tree_prune(struct tree *tree);

/* Close its files, so that the next reading opens them by name. */
void tree_reopen(struct tree *tree, struct task *task);

#endif
