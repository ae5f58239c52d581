/*
 * Where the kernel lists a task's children, only the tree itself is looked
 * at.  Where it does not (CONFIG_PROC_CHILDREN), every process of the
 * machine is asked for its parent.
 */
#include "sample/tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "sample/taskstat.h"

#define STAT_SIZE 1024

static struct task *
task_new(pid_t pid, pid_t tid)
{
    struct task *task = mem_new(sizeof *task);

    task->pid = pid;
    task->tid = tid;
    task->stat = (struct procfile)PROCFILE_INIT(pid, tid, "stat");
    task->schedstat = (struct procfile)PROCFILE_INIT(pid, tid, "schedstat");
    task->children = (struct procfile)PROCFILE_INIT(pid, tid, "children");
    return task;
}

void
tree_reopen(struct tree *tree, struct task *task)
{
    procfs_close(tree->fs, &task->stat);
    procfs_close(tree->fs, &task->schedstat);
    procfs_close(tree->fs, &task->children);
}

static void
task_free(struct tree *tree, struct task *task)
{
    tree_reopen(tree, task);
    free(task);
}

/* Where tid stands, or would have to. */
static size_t
task_place(const struct tree *tree, pid_t tid)
{
    size_t low = 0;
    size_t high = tree->ntasks;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (tree->tasks[middle]->tid < tid)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct task *
find_task(const struct tree *tree, pid_t tid)
{
    size_t at = task_place(tree, tid);

    if (at < tree->ntasks && tree->tasks[at]->tid == tid)
        return tree->tasks[at];
    return NULL;
}

/* NULL: there are too many. */
static struct task *
add_task(struct tree *tree, pid_t pid, pid_t tid)
{
    size_t at = task_place(tree, tid);
    struct task *task;

    if (tree->ntasks == TREE_TASKS)
        return NULL;
    MEM_GROW(tree->tasks, tree->ntasks, tree->cap_tasks);
    memmove(&tree->tasks[at + 1], &tree->tasks[at],
            (tree->ntasks - at) * sizeof *tree->tasks);
    task = task_new(pid, tid);
    tree->tasks[at] = task;
    tree->ntasks++;
    MEM_GROW(tree->found, tree->nfound, tree->cap_found);
    tree->found[tree->nfound++] = task;
    return task;
}

/* With its first task, so that it is found from here on. */
static struct task *
add_process(struct tree *tree, pid_t pid)
{
    struct task *task = add_task(tree, pid, pid);

    if (!task)
        return NULL;
    MEM_GROW(tree->processes, tree->nprocesses, tree->cap_processes);
    tree->processes[tree->nprocesses++] = (struct tree_process){
        .pid = pid,
        .tasks = PROCFILE_INIT(pid, 0, "task"),
    };
    return task;
}

static void
find_tasks(struct tree *tree, pid_t pid, unsigned long reading)
{
    bool is_root = find_task(tree, pid)->is_root;

    for (size_t i = 0; i < tree->tids.count; i++) {
        struct task *task = find_task(tree, tree->tids.items[i]);

        if (!task)
            task = add_task(tree, pid, tree->tids.items[i]);
        if (!task || task->pid != pid)
            continue;
        task->listed = reading;
        task->is_root = is_root;
    }
}

/*
 * A thread that only slept made no children.  The first one of a process
 * may get some all the same, when others die and it is their reaper.
 */
static bool
may_have_more(const struct task *task)
{
    return !task->still || task->pid == task->tid;
}

/*
 * All tasks have their own children: those that they made.  Those for whom
 * there is no time have their turn at the next call.
 */
static int
find_children(struct tree *tree)
{
    size_t first = tree->task_turn;
    int err = 0;

    tree->task_turn = 0;
    for (size_t i = first; i < tree->tids.count; i++) {
        struct task *task = find_task(tree, tree->tids.items[i]);
        int got;

        if (!task || !may_have_more(task))
            continue;
        got = procfs_text(tree->fs, &task->children, &tree->text);
        if (got && got != -ESRCH && !err)
            err = got;
        if (got)
            continue;
        tree->pids.count = 0;
        pidlist_parse(&tree->pids, str_text(&tree->text));
        for (size_t k = 0; k < tree->pids.count; k++)
            if (!find_task(tree, tree->pids.items[k]))
                add_process(tree, tree->pids.items[k]);
        if (i + 1 < tree->tids.count && tree_is_late(tree)) {
            tree->task_turn = i + 1;
            break;
        }
    }
    return err;
}

/* -ESRCH when the process is not there. */
static int
find_parent(struct tree *tree, pid_t pid, pid_t *ret_parent)
{
    struct procfile file = PROCFILE_INIT(pid, 0, "stat");
    struct taskstat stat;
    char text[STAT_SIZE];
    int err = procfs_line(tree->fs, &file, text, sizeof text);

    procfs_close(tree->fs, &file);
    if (!err)
        err = taskstat_parse(text, &stat);
    if (!err)
        *ret_parent = stat.parent;
    return err;
}

bool
tree_is_late(const struct tree *tree)
{
    return tree->deadline != INT64_MAX &&
           (clock_cpu() >= tree->deadline || clock_now() >= tree->until);
}

static void
list_add(struct pidlist *list, pid_t pid)
{
    MEM_GROW(list->items, list->count, list->cap);
    list->items[list->count++] = pid;
}

/* All processes that are not in the tree, with their parents; those for
 * whom there is no time have their turn at the next call. */
static int
list_strangers(struct tree *tree)
{
    struct pidlist *all = &tree->tids;
    int err = procfs_list(tree->fs, &tree->top, all);
    size_t asked = 0;

    tree->pids.count = tree->parents.count = 0;
    for (; !err && asked < all->count && !tree->cut; asked++) {
        pid_t pid = all->items[(tree->stranger_turn + asked) % all->count];
        pid_t parent;

        if (find_task(tree, pid))
            continue;
        if (find_parent(tree, pid, &parent) == 0) {
            list_add(&tree->pids, pid);
            list_add(&tree->parents, parent);
        }
        tree->cut = tree_is_late(tree);
    }
    tree->stranger_turn = tree->cut ? tree->stranger_turn + asked : 0;
    return err;
}

static int
adopt_strangers(struct tree *tree)
{
    int err = list_strangers(tree);
    size_t before;

    do {
        before = tree->nprocesses;
        for (size_t i = 0; i < tree->parents.count; i++)
            if (find_task(tree, tree->parents.items[i]) &&
                !find_task(tree, tree->pids.items[i]))
                add_process(tree, tree->pids.items[i]);
    } while (tree->nprocesses > before);
    return err;
}

/* The tasks and the children of one process. */
static int
look_into(struct tree *tree, size_t index, unsigned long reading)
{
    pid_t pid = tree->processes[index].pid;
    int got = procfs_list(tree->fs, &tree->processes[index].tasks,
                          &tree->tids);

    if (!got) {
        find_tasks(tree, pid, reading);
        if (tree->has_children)
            got = find_children(tree);
    }
    return got == -ESRCH ? 0 : got;
}

/*
 * From process `first` on, then those before it.  What is found on the way
 * stands at the end; it has its turn if that has not passed.
 */
int
tree_discover(struct tree *tree, unsigned long reading)
{
    size_t first = tree->turn < tree->nprocesses ? tree->turn : 0;
    size_t at = first;
    int err = 0;

    tree->nfound = 0;
    tree->cut = false;
    if (!tree->has_children)
        err = adopt_strangers(tree);
    while (tree->nprocesses > 0) {
        int got = look_into(tree, at, reading);

        if (got && !err)
            err = got;
        tree->cut = tree->cut || tree->task_turn > 0;
        if (tree->task_turn > 0)
            break;
        if (++at == tree->nprocesses)
            at = 0;
        if (at == first)
            break;
        if (tree_is_late(tree)) {
            tree->cut = true;
            break;
        }
    }
    tree->turn = tree->cut ? at : 0;
    return err;
}

static void
prune_processes(struct tree *tree)
{
    size_t count = 0;

    for (size_t i = 0; i < tree->nprocesses; i++) {
        struct tree_process process = tree->processes[i];

        if (find_task(tree, process.pid))
            tree->processes[count++] = process;
        else
            procfs_close(tree->fs, &process.tasks);
    }
    tree->nprocesses = count;
}

void
tree_prune(struct tree *tree)
{
    size_t count = 0;

    tree->nfound = 0;
    for (size_t i = 0; i < tree->ntasks; i++) {
        if (tree->tasks[i]->gone)
            task_free(tree, tree->tasks[i]);
        else
            tree->tasks[count++] = tree->tasks[i];
    }
    if (count == tree->ntasks)
        return;
    tree->ntasks = count;
    prune_processes(tree);
}

int
tree_init(struct tree *tree, struct procfs *fs, pid_t root)
{
    struct task *task;
    pid_t parent;
    int err;

    *tree = (struct tree){
        .fs = fs,
        .top = PROCFILE_INIT(0, 0, "."),
        .deadline = INT64_MAX,
        .until = INT64_MAX,
    };
    err = find_parent(tree, root, &parent);
    if (err)
        return err;
    task = add_process(tree, root);
    task->is_root = true;
    tree->has_children = procfs_text(fs, &task->children, &tree->text) == 0;
    return 0;
}

void
tree_release(struct tree *tree)
{
    for (size_t i = 0; i < tree->ntasks; i++)
        task_free(tree, tree->tasks[i]);
    for (size_t i = 0; i < tree->nprocesses; i++)
        procfs_close(tree->fs, &tree->processes[i].tasks);
    procfs_close(tree->fs, &tree->top);
    pidlist_release(&tree->tids);
    pidlist_release(&tree->pids);
    pidlist_release(&tree->parents);
    str_release(&tree->text);
    free(tree->tasks);
    free(tree->processes);
    free(tree->found);
}
