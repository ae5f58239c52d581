/*
 * What there is to read of each task of a run that does not run, and of its
 * process.
 */
#include "run/scene.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "run/safe.h"
#include "run/scene_wait.h"

#define SYSCALL_SIZE 256

/* ---- one task */

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

/* ---- one process */

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

/* ---- all of it */

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
        scene_find_wait(scene, i);
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
