/*
 * All are taken to be stuck but those that go on by themselves; then those
 * are let go whom one of these could wake, until nothing changes.
 */
#include "run/knot.h"

#include <stdlib.h>

#include "base/mem.h"

static bool
is_among(const struct knot_task *task, pid_t process)
{
    for (size_t i = 0; i < task->nprocesses; i++)
        if (task->processes[i] == process)
            return true;
    return false;
}

static bool
any_goes_on(const struct knot_task *tasks, size_t count,
            const struct knot_task *task)
{
    for (size_t i = 0; i < count; i++)
        if (!tasks[i].stuck && is_among(task, tasks[i].process))
            return true;
    return false;
}

static bool
can_go_on(const struct knot_task *tasks, size_t count, size_t self,
          size_t nstuck)
{
    switch (tasks[self].end) {
    case KNOT_ITSELF:
        return true;
    case KNOT_TASK:
        return !tasks[tasks[self].task].stuck;
    case KNOT_PROCESSES:
        return any_goes_on(tasks, count, &tasks[self]);
    case KNOT_ANYBODY:
        return nstuck < count;
    default:
        return false;
    }
}

size_t
knot_find(struct knot_task *tasks, size_t count)
{
    size_t stuck = count, before;

    for (size_t i = 0; i < count; i++)
        tasks[i].stuck = true;
    do {
        before = stuck;
        for (size_t i = 0; i < count; i++) {
            if (!tasks[i].stuck || !can_go_on(tasks, count, i, stuck))
                continue;
            tasks[i].stuck = false;
            stuck--;
        }
    } while (stuck < before);
    return stuck;
}

/* A stuck one that this one waits for, from `from` on.  count: none. */
static size_t
next_of(const struct knot_task *tasks, size_t count, size_t self, size_t from)
{
    const struct knot_task *task = &tasks[self];

    if (!task->stuck)
        return count;
    if (task->end == KNOT_TASK || (task->end == KNOT_ANYBODY && task->told))
        return from <= task->task ? task->task : count;
    if (task->end != KNOT_PROCESSES || !task->told)
        return count;
    while (from < count && !is_among(task, tasks[from].process))
        from++;
    return from < count ? from : count;
}

enum colour { NEW, ON_PATH, SEEN };

/* Where on the path it stands. */
static size_t
place_on(const size_t *path, size_t task)
{
    size_t at = 0;

    while (path[at] != task)
        at++;
    return at;
}

/*
 * From `first` on along whoever is waited for, the latest first.  Returns
 * the length of a cycle that it ends in; the path from its first on.
 */
static size_t
walk(const struct knot_task *tasks, size_t count, size_t first,
     unsigned char *colours, size_t *path)
{
    size_t *tried = mem_resize(NULL, count, sizeof *tried);
    size_t length = 1, cycle = 0;

    path[0] = first;
    tried[0] = 0;
    colours[first] = ON_PATH;
    while (length > 0 && !cycle) {
        size_t self = path[length - 1];
        size_t next = next_of(tasks, count, self, tried[length - 1]);

        tried[length - 1] = next + 1;
        if (next >= count) {
            colours[self] = SEEN;
            length--;
        } else if (colours[next] == ON_PATH) {
            size_t at = place_on(path, next);

            cycle = length - at;
            for (size_t i = 0; i < cycle; i++)
                path[i] = path[at + i];
        } else if (colours[next] == NEW) {
            colours[next] = ON_PATH;
            path[length] = next;
            tried[length++] = 0;
        }
    }
    free(tried);
    return cycle;
}

size_t
knot_cycle(const struct knot_task *tasks, size_t count, size_t *ret_cycle)
{
    unsigned char *colours = mem_new(count + 1);
    size_t cycle = 0;

    for (size_t i = 0; i < count && !cycle; i++)
        if (tasks[i].stuck && colours[i] == NEW)
            cycle = walk(tasks, count, i, colours, ret_cycle);
    free(colours);
    return cycle;
}
