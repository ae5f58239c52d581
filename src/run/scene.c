/*
 * What each task of a run waits for.  The kernel numbers tasks as the tutor
 * sees them, libc's locks as the program does.
 *
 * Only where something is known beyond doubt, somebody is said to wait for
 * somebody else; all others are taken to go on by themselves.
 */
#include "run/scene.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/mem.h"
#include "run/filelocks.h"
#include "run/safe.h"
#include "run/sync.h"
#include "sample/taskstat.h"

#define SYSCALL_SIZE 256
#define STAT_SIZE 1024

/* ---- what is read */

static int
read_of(struct scene *scene, const struct hang_task *task, const char *name,
        char *buf, size_t size)
{
    struct procfile file = PROCFILE_INIT(task->pid, task->tid, name);
    int error = procfs_line(&scene->proc, &file, buf, size);

    procfs_close(&scene->proc, &file);
    return error;
}

static void
read_blocked(struct scene *scene, const struct hang_task *task,
             struct blocked *ret_blocked)
{
    char text[SYSCALL_SIZE];

    *ret_blocked = (struct blocked){.kind = BLOCKED_OTHER, .number = -1};
    if (read_of(scene, task, "syscall", text, sizeof text) == 0)
        blocked_parse(text, ret_blocked);
}

/* Signal 1 is the lowest bit; libc has two of its own, past 31. */
#define SIGNAL(number) ((uint64_t)1 << ((number) - 1))
#define OF_TIME (SIGNAL(SIGALRM) | SIGNAL(SIGVTALRM) | SIGNAL(SIGPROF) | \
                 SIGNAL(SIGIO) | ~(SIGNAL(34) - 1))
#define OF_ERRORS (SIGNAL(SIGSEGV) | SIGNAL(SIGBUS) | SIGNAL(SIGFPE) | \
                   SIGNAL(SIGILL) | SIGNAL(SIGABRT) | SIGNAL(SIGTRAP) | \
                   SIGNAL(32) | SIGNAL(33))

static void
read_status(struct scene *scene, const struct hang_task *task,
            struct scene_task *ret_task)
{
    static const char name[] = "\nSigCgt:";
    char text[4096];
    const char *caught;
    uint64_t signals;

    ret_task->switches = UINT64_MAX;
    ret_task->handles = ret_task->handles_time = true;
    if (read_of(scene, task, "status", text, sizeof text) < 0)
        return;
    if (strstr(text, "\nnonvoluntary_ctxt_switches:"))
        ret_task->switches =
            safe_number_of(text, "voluntary_ctxt_switches") +
            safe_number_of(text, "nonvoluntary_ctxt_switches");
    caught = strstr(text, name);
    if (!caught)
        return;
    signals = strtoull(caught + sizeof name - 1, NULL, 16);
    ret_task->handles = signals & ~OF_ERRORS;
    ret_task->handles_time = signals & OF_TIME;
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

static struct scene_process *
process_of(struct scene *scene, pid_t pid)
{
    size_t at = 0;

    while (scene->processes[at].pid != pid)
        at++;
    return &scene->processes[at];
}

const char *
scene_maps(struct scene *scene, pid_t pid)
{
    struct scene_process *process = process_of(scene, pid);
    struct procfile file = PROCFILE_INIT(pid, process->tid, "maps");

    if (!process->has_maps) {
        procfs_text(&scene->proc, &file, &process->maps);
        procfs_close(&scene->proc, &file);
        process->has_maps = true;
    }
    return str_text(&process->maps);
}

/* Most wait for what lies side by side. */
bool
scene_mapping(struct scene *scene, pid_t pid, uint64_t address,
              struct mapping *ret_mapping)
{
    const char *maps = scene_maps(scene, pid);
    struct mapping *last = &process_of(scene, pid)->last;

    if ((address < last->start || address >= last->end) &&
        !mapping_find(maps, address, last))
        return false;
    *ret_mapping = *last;
    return true;
}

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

/* ---- all of it */

static void
take_wait(struct scene *scene, size_t self)
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

static void
meet(struct scene *scene, const struct history *history, size_t index)
{
    const struct worker *worker = &history->workers[index];
    struct hang_task *task = &scene->hang_tasks[scene->count];
    size_t at = 0;

    *task = (struct hang_task){.worker = index,
                               .pid = worker->pid,
                               .tid = worker->tid,
                               .tid_inside = worker->tid_inside};
    history_label(history, index, task->label, sizeof task->label);
    scene->tasks[scene->count].blocked.kind =
        worker->state == WORKER_SLEEPING ? BLOCKED_OTHER : BLOCKED_RUNS;
    scene->tasks[scene->count].stopped = worker->state == WORKER_STOPPED;
    scene->knot_tasks[scene->count].process = worker->pid;
    scene->count++;
    while (at < scene->nprocesses && scene->processes[at].pid != worker->pid)
        at++;
    if (at < scene->nprocesses)
        return;
    MEM_GROW(scene->processes, scene->nprocesses, scene->cap_processes);
    scene->processes[scene->nprocesses++] =
        (struct scene_process){.pid = worker->pid,
                         .tid = worker->tid,
                         .pid_inside = worker->pid_inside};
}

/*
 * A task that sleeps has left its core before.  The number of times that it
 * did is read first, and last by scene_is_still(): whose is the same then was
 * asleep at all that was read in between, in one place.
 */
static void
read_tasks(struct scene *scene)
{
    for (size_t i = 0; i < scene->count; i++) {
        struct scene_task *task = &scene->tasks[i];

        if (task->blocked.kind == BLOCKED_RUNS)
            continue;
        read_status(scene, &scene->hang_tasks[i], task);
        read_blocked(scene, &scene->hang_tasks[i], &task->blocked);
    }
    for (size_t i = 0; i < scene->count; i++)
        take_wait(scene, i);
}

int
scene_new(const struct history *history, struct scene **ret_scene)
{
    struct scene *scene = mem_new(sizeof *scene);
    size_t count = history->nworkers + 1;
    int error = procfs_open("/proc", &scene->proc);

    if (error) {
        free(scene);
        return error;
    }
    scene->tasks = mem_new(count * sizeof *scene->tasks);
    scene->hang_tasks = mem_new(count * sizeof *scene->hang_tasks);
    scene->knot_tasks = mem_new(count * sizeof *scene->knot_tasks);
    for (size_t i = 0; i < history->nworkers; i++)
        if (history->workers[i].state != WORKER_DONE)
            meet(scene, history, i);
    read_tasks(scene);
    *ret_scene = scene;
    return 0;
}

void
scene_free(struct scene *scene)
{
    if (!scene)
        return;
    for (size_t i = 0; i < scene->nprocesses; i++)
        str_release(&scene->processes[i].maps);
    for (size_t i = 0; i < scene->nlists; i++)
        free(scene->lists[i]);
    free(scene->lists);
    pipes_release(&scene->pipes);
    procfs_release(&scene->proc);
    free(scene->processes);
    free(scene->tasks);
    free(scene->hang_tasks);
    free(scene->knot_tasks);
    free(scene);
}

bool
scene_is_still(struct scene *scene, size_t index)
{
    const struct scene_task *task = &scene->tasks[index];
    const struct hang_task *hang = &scene->hang_tasks[index];
    const struct blocked *then = &task->blocked;
    struct scene_task now;

    read_blocked(scene, hang, &now.blocked);
    read_status(scene, hang, &now);
    if (task->switches == UINT64_MAX || now.switches != task->switches)
        return false;
    return now.blocked.number == then->number &&
           now.blocked.sp == then->sp && now.blocked.pc == then->pc &&
           memcmp(now.blocked.args, then->args, sizeof then->args) == 0;
}
