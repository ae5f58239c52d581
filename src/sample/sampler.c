/*
 * One reading: the cores, then the tasks that are known, then those that
 * have come.  A task is only gone when its own files say so: the kernel's
 * lists may skip one while others come and go.
 */
#include "sample/sampler.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "sample/recorder.h"
#include "sample/schedstat.h"
#include "sample/taskstat.h"
#include "sample/tree.h"

#define STAT_SIZE 1024          /* more than a task's stat can be long */
#define SCHEDSTAT_SIZE 128

struct sampler {
    struct procfs fs;
    struct procfile stat;       /* of the machine */
    struct tree tree;
    struct recorder *recorder;
    struct str text;
    int64_t tick;               /* ns */
    int64_t cost;               /* ns that the last reading took */
    int64_t budget;             /* ns that one may take */
    size_t turn;                /* task at which the next one begins */
};

int
sampler_new(const char *proc, pid_t root, struct sampler **ret_sampler)
{
    struct sampler *sampler = mem_new(sizeof *sampler);
    long ticks = sysconf(_SC_CLK_TCK);
    int err;

    sampler->stat = (struct procfile)PROCFILE_INIT(0, 0, "stat");
    sampler->tick = CLOCK_SECOND / (ticks > 0 ? ticks : 100);
    err = procfs_open(proc ? proc : "/proc", &sampler->fs);
    if (err) {
        free(sampler);
        return err;
    }
    sampler->budget = proc ? INT64_MAX : SAMPLER_BUDGET;
    sampler->recorder = recorder_new(sampler->tick);
    err = tree_init(&sampler->tree, &sampler->fs, root);
    if (err) {
        sampler_free(sampler);
        return err;
    }
    *ret_sampler = sampler;
    return 0;
}

void
sampler_free(struct sampler *sampler)
{
    if (!sampler)
        return;
    tree_release(&sampler->tree);
    procfs_close(&sampler->fs, &sampler->stat);
    procfs_release(&sampler->fs);
    recorder_free(sampler->recorder);
    str_release(&sampler->text);
    free(sampler);
}

void
sampler_set_budget(struct sampler *sampler, int64_t budget)
{
    sampler->budget = budget;
}

int64_t
sampler_pause(const struct sampler *sampler)
{
    int64_t pause = 10 * sampler->cost;

    return pause > SAMPLER_PERIOD ? pause : SAMPLER_PERIOD;
}

/* The cores' lines come first, the rest is of no interest. */
static int
read_cores(struct sampler *sampler)
{
    int err = procfs_text(&sampler->fs, &sampler->stat, &sampler->text);
    const char *line;

    if (err)
        return err;
    for (line = str_text(&sampler->text); strncmp(line, "cpu", 3) == 0;
         line++) {
        struct corestat stat;

        if (corestat_parse(line, &stat) == 1)
            recorder_core(sampler->recorder, &stat);
        line = strchr(line, '\n');
        if (!line)
            break;
    }
    return 0;
}

static enum worker_state
state_of(char letter)
{
    switch (letter) {
    case 'R':
        return WORKER_RUNNING;
    case 'T':
    case 't':
        return WORKER_STOPPED;
    case 'Z':
    case 'X':
    case 'x':
        return WORKER_DONE;
    default:
        return WORKER_SLEEPING;
    }
}

/* -ESRCH: it is gone, or another one has its number. */
static int
read_stat(struct sampler *sampler, struct task *task, struct taskstat *stat)
{
    char text[STAT_SIZE];
    int err = procfs_line(&sampler->fs, &task->stat, text, sizeof text);

    if (!err)
        err = taskstat_parse(text, stat);
    if (!err && task->known && task->start != stat->start)
        err = -ESRCH;
    return err;
}

/* -ENODATA where the kernel keeps no exact times: there is no such file, or
 * it says 0 for all. */
static int
read_schedstat(struct sampler *sampler, struct task *task,
               struct schedstat *ret_sched)
{
    char text[SCHEDSTAT_SIZE];
    int err = procfs_line(&sampler->fs, &task->schedstat, text, sizeof text);

    if (!err)
        err = schedstat_parse(text, ret_sched);
    if (err == -ESRCH || (!err && ret_sched->run == 0 &&
                          ret_sched->slices == 0))
        return -ENODATA;
    return err;
}

/* Ticks have to do where there is nothing better. */
static uint64_t
ns_of_ticks(const struct sampler *sampler, uint64_t ticks)
{
    uint64_t tick = (uint64_t)sampler->tick;

    return ticks > UINT64_MAX / tick ? UINT64_MAX : ticks * tick;
}

/*
 * One that slept and was given no core since sleeps still, or waits for a
 * core, which it will tell when it has it.  Of a thousand threads most are
 * such, and their stat takes the kernel longest to write.
 */
static bool
sleeps_still(const struct task *task, const struct schedstat *sched)
{
    return task->known && task->asleep && task->sched.run == sched->run &&
           task->sched.wait == sched->wait &&
           task->sched.slices == sched->slices;
}

/* A run in namespaces has numbers of its own. */
static void
ask_for_inside(struct sampler *sampler, const struct task *task)
{
    struct procfile file = PROCFILE_INIT(task->pid, task->tid, "status");

    if (procfs_text(&sampler->fs, &file, &sampler->text) == 0)
        recorder_inside(
            sampler->recorder, task->worker,
            taskstat_inside(str_text(&sampler->text), "NStgid"),
            taskstat_inside(str_text(&sampler->text), "NSpid"));
    procfs_close(&sampler->fs, &file);
}

static void
meet_task(struct sampler *sampler, struct task *task, uint64_t start)
{
    enum worker_kind kind =
        task->pid == task->tid ? WORKER_PROCESS : WORKER_THREAD;

    task->known = true;
    task->start = start;
    task->worker = RECORDER_UNSEEN;
    if (task->is_root)
        return;
    task->worker = recorder_appear(sampler->recorder, kind, task->pid,
                                   task->tid);
    ask_for_inside(sampler, task);
}

static int
try_task(struct sampler *sampler, struct task *task)
{
    struct worker_reading reading = {0};
    struct schedstat sched = {0};
    struct taskstat stat;
    int exact = read_schedstat(sampler, task, &sched);
    int err;

    if (exact < 0 && exact != -ENODATA)
        return exact;
    task->still = exact == 0 && sleeps_still(task, &sched);
    if (task->still) {
        recorder_still(sampler->recorder, task->worker);
        return 0;
    }
    err = read_stat(sampler, task, &stat);
    if (err)
        return err;
    if (!task->known)
        meet_task(sampler, task, stat.start);
    task->sched = sched;
    task->asleep = exact == 0 && stat.state == 'S';
    reading.name = stat.name;
    reading.state = state_of(stat.state);
    reading.core = stat.core;
    reading.run = exact == 0 ? sched.run : ns_of_ticks(sampler, stat.ticks);
    reading.wait = sched.wait;
    recorder_worker(sampler->recorder, task->worker, &reading);
    return 0;
}

/* Read it, or find that it is gone.  Keeps the first error in *err. */
static void
read_task(struct sampler *sampler, struct task *task, int *err)
{
    int got = try_task(sampler, task);

    if (got == -ESRCH) {
        task->gone = true;
        if (task->known)
            recorder_gone(sampler->recorder, task->worker);
    } else if (got && !*err) {
        *err = got;
    }
}

/*
 * What is known but was not listed: a file that stays open may outlive the
 * folder that it was in, so it is asked for by name.
 */
static void
read_unlisted(struct sampler *sampler, unsigned long reading, int *err)
{
    struct tree *tree = &sampler->tree;

    for (size_t i = 0; i < tree->ntasks; i++) {
        if (tree->tasks[i]->listed == reading || tree->tasks[i]->gone)
            continue;
        tree_reopen(tree, tree->tasks[i]);
        read_task(sampler, tree->tasks[i], err);
        if (tree_is_late(tree))
            return;
    }
}

/* Those for whom there is no time have their turn in the next reading. */
static void
read_known(struct sampler *sampler, int *err)
{
    struct tree *tree = &sampler->tree;
    size_t first = sampler->turn < tree->ntasks ? sampler->turn : 0;

    sampler->turn = 0;
    for (size_t i = 0; i < tree->ntasks; i++) {
        size_t at = (first + i) % tree->ntasks;

        read_task(sampler, tree->tasks[at], err);
        if (tree_is_late(tree)) {
            sampler->turn = at + 1;
            return;
        }
    }
}

static int
read_workers(struct sampler *sampler, unsigned long reading)
{
    struct tree *tree = &sampler->tree;
    int err = 0;
    int got;

    read_known(sampler, &err);
    tree_prune(tree);
    got = tree_discover(tree, reading);
    for (size_t i = 0; i < tree->nfound; i++) {
        read_task(sampler, tree->found[i], &err);
        if (tree_is_late(tree))
            break;
    }
    if (!tree->cut)
        read_unlisted(sampler, reading, &err);
    tree_prune(tree);
    return err ? err : got;
}

/* Among a thousand that want a core it can take ten times as long as what
 * it is given of one, and keys wait meanwhile. */
static void
set_deadline(struct sampler *sampler, int64_t now)
{
    if (sampler->budget == INT64_MAX) {
        sampler->tree.deadline = INT64_MAX;
        return;
    }
    sampler->tree.deadline = clock_cpu() + sampler->budget;
    sampler->tree.until = now + 2 * sampler->budget;
}

int
sampler_read(struct sampler *sampler, int64_t now, struct history *history)
{
    int64_t began = clock_now();
    int cores;
    int workers;

    set_deadline(sampler, began);
    recorder_begin(sampler->recorder, now, history);
    cores = read_cores(sampler);
    workers = read_workers(sampler, history->readings + 1);
    recorder_end(sampler->recorder);
    sampler->cost = clock_now() - began;
    if (workers)
        return workers;
    return cores == -ESRCH ? 0 : cores;
}
