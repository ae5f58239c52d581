/* What is known of a hang, and the names of it. */
#include "run/hang.h"

#include <stdlib.h>

void
hang_release(struct hang *hang)
{
    for (size_t i = 0; i < hang->ntasks; i++)
        free(hang->tasks[i].frames);
    free(hang->tasks);
    free(hang->cycle);
    free(hang->sentence);
    *hang = (struct hang)HANG_INIT;
}

const char *
hang_kind_name(enum hang_kind kind)
{
    static const char *const names[] = {
        [HANG_NONE] = "none",
        [HANG_DEADLOCK] = "deadlock",
        [HANG_WAITING] = "waiting",
        [HANG_SPINNING] = "spinning",
    };

    return names[kind];
}

const char *
hang_wait_name(enum hang_wait wait)
{
    static const char *const names[] = {
        [HANG_RUNS] = "nothing",
        [HANG_STOPPED] = "continuation",
        [HANG_TIME] = "time",
        [HANG_MUTEX] = "mutex",
        [HANG_RWLOCK] = "rwlock",
        [HANG_CONDITION] = "condition variable",
        [HANG_SEMAPHORE] = "semaphore",
        [HANG_BARRIER] = "barrier",
        [HANG_EVENT] = "event",
        [HANG_QUEUE_EMPTY] = "empty queue",
        [HANG_QUEUE_FULL] = "full queue",
        [HANG_JOIN] = "thread",
        [HANG_WORD] = "memory",
        [HANG_PIPE_READ] = "pipe to read",
        [HANG_PIPE_WRITE] = "pipe to write",
        [HANG_CHILD] = "child",
        [HANG_FILE_LOCK] = "file lock",
        [HANG_IPC] = "System V IPC",
        [HANG_SIGNAL] = "signal",
        [HANG_POLL] = "descriptors",
        [HANG_UNKNOWN] = "unknown",
        [HANG_HELPER] = "nothing",
    };

    return names[wait];
}

const struct hang_frame *
hang_place(const struct hang_task *task)
{
    for (size_t i = 0; i < task->nframes; i++)
        if (!task->frames[i].foreign && task->frames[i].function[0])
            return &task->frames[i];
    return NULL;
}
