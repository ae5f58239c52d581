/*
 * Who could end a wait.  The kernel numbers tasks as the tutor sees them,
 * libc's locks as the program does.
 *
 * Only where something is known beyond doubt, somebody is said to wait for
 * somebody else; all others are taken to go on by themselves.
 */
#include "run/scene_wait.h"

#include <stdint.h>
#include <sys/uio.h>

#include "base/mem.h"
#include "base/str.h"
#include "run/filelocks.h"
#include "run/maps.h"
#include "run/sync.h"
#include "sample/taskstat.h"

#define STAT_SIZE 1024

/* ---- who could end a wait */

/* A task by its inner number; of one process where pid is not 0. */
static size_t
task_inside(const struct scene *scene, pid_t pid, pid_t tid_inside)
{
    size_t found = scene->count;

    for (size_t i = 0; i < scene->count; i++) {
        const struct hang_task *task = &scene->hang_tasks[i];

        if (task->tid_inside != tid_inside || (pid && task->pid != pid))
            continue;
        /* Namespaces in namespaces count anew. */
        if (found < scene->count)
            return scene->count;
        found = i;
    }
    return found;
}

static void
wait_for_task(struct scene *scene, size_t self, size_t other)
{
    struct knot_task *knot = &scene->knot_tasks[self];

    knot->end = KNOT_TASK;
    knot->task = other;
    scene->hang_tasks[self].who = HANG_HOLDER_TASK;
    scene->hang_tasks[self].holder = other;
}

/* Of several, one of another process. */
static void
tell_holder(struct scene *scene, size_t self)
{
    const struct knot_task *knot = &scene->knot_tasks[self];
    struct hang_task *task = &scene->hang_tasks[self];

    for (size_t i = 0; i < scene->count; i++)
        for (size_t k = 0; k < knot->nprocesses; k++) {
            if (scene->hang_tasks[i].pid != knot->processes[k] ||
                (task->who == HANG_HOLDER_TASK &&
                 scene->hang_tasks[task->holder].pid != task->pid))
                continue;
            task->who = HANG_HOLDER_TASK;
            task->holder = task->pid == scene->hang_tasks[i].pid ? self : i;
        }
}

/* The list is the scene's. */
static void
wait_for_processes(struct scene *scene, size_t self, pid_t *pids,
                   size_t count)
{
    struct knot_task *knot = &scene->knot_tasks[self];

    MEM_GROW(scene->lists, scene->nlists, scene->cap_lists);
    scene->lists[scene->nlists++] = pids;
    /* Who waits for nobody that is known waits for somebody outside. */
    if (count == 0)
        return;
    knot->end = KNOT_PROCESSES;
    knot->processes = pids;
    knot->nprocesses = count;
    knot->told = true;
    tell_holder(scene, self);
}

/*
 * Whoever can reach the word.  A handler can as well, whoever sends it the
 * signal; for one that comes by itself nobody has to.
 */
static void
wait_for_anybody(struct scene *scene, size_t self)
{
    const struct scene_task *task = &scene->tasks[self];
    struct knot_task *knot = &scene->knot_tasks[self];

    if (task->handles_time)
        return;
    knot->end = task->blocked.private && !task->handles ? KNOT_PROCESSES
                                                        : KNOT_ANYBODY;
    knot->processes = &knot->process;
    knot->nprocesses = 1;
}

static void
wait_for_owner(struct scene *scene, size_t self, const struct sync *sync,
               bool shared)
{
    struct hang_task *task = &scene->hang_tasks[self];
    const struct blocked *blocked = &scene->tasks[self].blocked;
    size_t owner = sync->owner ? task_inside(scene, shared ? 0 : task->pid,
                                             sync->owner)
                               : scene->count;

    if (owner < scene->count) {
        wait_for_task(scene, self, owner);
    } else if (sync->owner) {
        scene->knot_tasks[self].end = KNOT_NOBODY;
        task->who = HANG_HOLDER_GONE;
    } else {
        wait_for_anybody(scene, self);
        if (sync->free && blocked->private && shared)
            task->who = HANG_HOLDER_ELSEWHERE;
    }
}

static void
wait_for_end(struct scene *scene, size_t self, const struct sync *sync)
{
    size_t other = task_inside(scene, scene->hang_tasks[self].pid,
                               sync->owner);

    /* One that is gone is just about to be told. */
    if (other < scene->count)
        wait_for_task(scene, self, other);
}

/* ---- words in memory */

/*
 * As much of the bytes around the word as is there.  A task is asked: its
 * process has no memory any more when its first thread is over.
 */
static bool
read_bytes(pid_t tid, uint64_t address, const struct mapping *mapping,
           struct sync_bytes *ret_bytes)
{
    uint64_t from = address - SYNC_BEFORE, end = address + SYNC_AFTER;
    struct iovec local, remote;

    if (from < mapping->start || from > address)
        from = mapping->start;
    if (end > mapping->end)
        end = mapping->end;
    ret_bytes->shared = mapping->shared;
    ret_bytes->first = SYNC_BEFORE - (size_t)(address - from);
    ret_bytes->end = SYNC_BEFORE + (size_t)(end - address);
    local.iov_base = ret_bytes->at + ret_bytes->first;
    remote.iov_base = (void *)(uintptr_t)from;
    local.iov_len = remote.iov_len = ret_bytes->end - ret_bytes->first;
    return process_vm_readv(tid, &local, 1, &remote, 1, 0) ==
           (ssize_t)local.iov_len;
}

static void
take_sync(struct scene *scene, size_t self, const struct sync *sync,
          bool shared)
{
    static const enum hang_wait waits[] = {
        [SYNC_UNKNOWN] = HANG_WORD,
        [SYNC_MUTEX] = HANG_MUTEX,
        [SYNC_RWLOCK] = HANG_RWLOCK,
        [SYNC_CONDITION] = HANG_CONDITION,
        [SYNC_SEMAPHORE] = HANG_SEMAPHORE,
        [SYNC_BARRIER] = HANG_BARRIER,
        [SYNC_EVENT] = HANG_EVENT,
        [SYNC_QUEUE_EMPTY] = HANG_QUEUE_EMPTY,
        [SYNC_QUEUE_FULL] = HANG_QUEUE_FULL,
        [SYNC_JOIN] = HANG_JOIN,
    };
    struct hang_task *task = &scene->hang_tasks[self];

    task->wait = waits[sync->kind];
    task->arrived = sync->arrived;
    task->needed = sync->needed;
    switch (sync->kind) {
    case SYNC_JOIN:
        wait_for_end(scene, self, sync);
        break;
    case SYNC_MUTEX:
        wait_for_owner(scene, self, sync, shared);
        break;
    case SYNC_RWLOCK:
        if (sync->owner) {
            wait_for_owner(scene, self, sync, shared);
            break;
        }
        /* fall through */
    default:
        wait_for_anybody(scene, self);
    }
}

static void
take_futex(struct scene *scene, size_t self)
{
    struct hang_task *task = &scene->hang_tasks[self];
    const struct blocked *blocked = &scene->tasks[self].blocked;
    struct sync_bytes bytes;
    struct sync sync;
    struct mapping mapping;

    if (!scene_mapping(scene, task->pid, blocked->address, &mapping) ||
        !read_bytes(task->tid, blocked->address, &mapping, &bytes))
        return;
    sync_decode(blocked, &bytes, &sync);
    task->whole = sync.whole && (sync.kind != SYNC_MUTEX ||
                                 sync.address == mapping.start);
    if (task->whole)
        sync.address = mapping.start;
    task->address = sync.address;
    take_sync(scene, self, &sync, mapping.shared);
}

/* ---- pipes and children */

static const struct pipes *
pipes_of(struct scene *scene)
{
    if (scene->has_pipes)
        return &scene->pipes;
    scene->has_pipes = scene->all_pipes = true;
    for (size_t i = 0; i < scene->nprocesses; i++)
        if (pipes_add(&scene->pipes, scene->processes[i].pid,
                      scene->processes[i].tid) < 0)
            scene->all_pipes = false;
    return &scene->pipes;
}

static void
take_pipe(struct scene *scene, size_t self, bool read)
{
    struct hang_task *task = &scene->hang_tasks[self];
    uint64_t pipe = pipe_of(task->pid, task->tid,
                            scene->tasks[self].blocked.fd);
    const struct pipes *pipes;
    pid_t *pids;
    size_t count = 0;

    if (!pipe || scene->tasks[self].handles_time)
        return;
    task->wait = read ? HANG_PIPE_READ : HANG_PIPE_WRITE;
    pipes = pipes_of(scene);
    if (!scene->all_pipes)
        return;
    pids = mem_resize(NULL, pipes->count + 1, sizeof *pids);
    for (size_t i = 0; i < pipes->count; i++)
        if (pipes->ends[i].pipe == pipe &&
            (read ? pipes->ends[i].writes : pipes->ends[i].reads))
            pids[count++] = pipes->ends[i].pid;
    wait_for_processes(scene, self, pids, count);
}

static pid_t
read_parent(struct scene *scene, pid_t pid)
{
    struct procfile file = PROCFILE_INIT(pid, 0, "stat");
    char text[STAT_SIZE];
    struct taskstat stat = {0};

    if (procfs_line(&scene->proc, &file, text, sizeof text) == 0)
        taskstat_parse(text, &stat);
    procfs_close(&scene->proc, &file);
    return stat.parent;
}

static void
take_child(struct scene *scene, size_t self)
{
    struct hang_task *task = &scene->hang_tasks[self];
    pid_t wanted = scene->tasks[self].blocked.pid;
    pid_t *pids;
    size_t count = 0;

    /* A handler may well end the child. */
    if (scene->tasks[self].handles_time)
        return;
    pids = mem_resize(NULL, scene->nprocesses, sizeof *pids);
    for (size_t i = 0; i < scene->nprocesses; i++) {
        struct scene_process *process = &scene->processes[i];

        if (!process->parent)
            process->parent = read_parent(scene, process->pid);
        if (process->parent == task->pid &&
            (wanted <= 0 || process->pid_inside == wanted))
            pids[count++] = process->pid;
    }
    wait_for_processes(scene, self, pids, count);
}

/* Who inherits the descriptor of such a lock can give it back as well. */
static void
take_file_lock(struct scene *scene, size_t self)
{
    struct procfile file = PROCFILE_INIT(0, 0, "locks");
    struct hang_task *task = &scene->hang_tasks[self];
    struct str text = STR_INIT;
    pid_t holder = 0;

    if (procfs_text(&scene->proc, &file, &text) == 0)
        holder = filelocks_holder(str_text(&text), task->pid);
    procfs_close(&scene->proc, &file);
    str_release(&text);
    if (scene->tasks[self].handles_time)
        return;
    for (size_t i = 0; i < scene->count && holder; i++) {
        if (scene->hang_tasks[i].pid != holder)
            continue;
        wait_for_task(scene, self, i);
        scene->knot_tasks[self].end = KNOT_ANYBODY;
        scene->knot_tasks[self].told = true;
        return;
    }
}

/* ---- any of them */

void
scene_find_wait(struct scene *scene, size_t self)
{
    static const enum hang_wait waits[] = {
        [BLOCKED_RUNS] = HANG_RUNS,
        [BLOCKED_TIME] = HANG_TIME,
        [BLOCKED_FUTEX] = HANG_WORD,
        [BLOCKED_READ] = HANG_UNKNOWN,
        [BLOCKED_WRITE] = HANG_UNKNOWN,
        [BLOCKED_CHILD] = HANG_CHILD,
        [BLOCKED_FILE_LOCK] = HANG_FILE_LOCK,
        [BLOCKED_IPC] = HANG_IPC,
        [BLOCKED_SIGNAL] = HANG_SIGNAL,
        [BLOCKED_POLL] = HANG_POLL,
        [BLOCKED_OTHER] = HANG_UNKNOWN,
    };
    const struct blocked *blocked = &scene->tasks[self].blocked;

    scene->hang_tasks[self].wait = waits[blocked->kind];
    if (scene->tasks[self].stopped)
        scene->hang_tasks[self].wait = HANG_STOPPED;
    scene->hang_tasks[self].sp = blocked->sp;
    scene->hang_tasks[self].pc = blocked->pc;
    if (blocked->kind == BLOCKED_FUTEX)
        take_futex(scene, self);
    else if (blocked->kind == BLOCKED_READ ||
             blocked->kind == BLOCKED_WRITE)
        take_pipe(scene, self, blocked->kind == BLOCKED_READ);
    else if (blocked->kind == BLOCKED_CHILD)
        take_child(scene, self);
    else if (blocked->kind == BLOCKED_FILE_LOCK)
        take_file_lock(scene, self);
}
