/*
 * What each task of a run waits for at one moment: reads what the parsers
 * (blocked.h, maps.h, sync.h) turn into numbers.  The tasks that did not
 * move while it was looked at were all seen at the same moment.
 */
#ifndef RUN_SCENE_H
#define RUN_SCENE_H

#include "run/blocked.h"
#include "run/hang.h"
#include "run/knot.h"
#include "run/maps.h"
#include "run/pipes.h"
#include "sample/procfs.h"

/* One task as it was found. */
struct scene_task {
    struct blocked blocked;
    uint64_t switches;          /* how often it has left a core; UINT64_MAX:
                                 * not known */
    bool stopped;               /* by a signal */
    bool handles;               /* its process has handlers for signals that
                                 * others may send */
    bool handles_time;          /* ... or that come by themselves */
};

/* A process, as far as it was looked at. */
struct scene_process {
    pid_t pid;
    pid_t tid;                  /* a task of it that lives */
    pid_t pid_inside;
    pid_t parent;               /* 0: not looked for */
    bool has_maps;
    struct str maps;
    struct mapping last;        /* that was asked for */
};

struct scene {
    struct procfs proc;
    size_t count;               /* of tasks, all in the same order: */
    struct scene_task *tasks;
    struct hang_task *hang_tasks;
    struct knot_task *knot_tasks;

    struct scene_process *processes;
    size_t nprocesses;
    size_t cap_processes;
    bool has_pipes;
    bool all_pipes;             /* nobody's descriptors are hidden */
    struct pipes pipes;
    pid_t **lists;              /* of knot_tasks */
    size_t nlists;
    size_t cap_lists;
};

/* Look at all that the history has.  0 or -errno; scene_free() ends it. */
int scene_new(const struct history *history, struct scene **ret_scene);
void scene_free(struct scene *scene);

/* The text of a process's maps; the scene's. */
const char *scene_maps(struct scene *scene, pid_t pid);
/* What is mapped at an address.  False: nothing. */
bool scene_mapping(struct scene *scene, pid_t pid, uint64_t address,
                   struct mapping *ret_mapping);

/* Whether the task is where it was, and did not move in between. */
bool scene_is_still(struct scene *scene, size_t task);

#endif
