/*
 * First those that stayed, then those that moved, then what is left over,
 * wherever cores were busy and, when even that is full, wherever there was
 * time: worked time is exact, a core's busy time is not.
 */
#include "sample/placement.h"

static struct placement_core *
find_core(struct placement_core *cores, size_t ncores, int number)
{
    size_t low = 0;

    while (low < ncores) {
        size_t middle = low + (ncores - low) / 2;

        if (number >= 0 && cores[middle].number == (unsigned)number)
            return &cores[middle];
        if (number < 0 || cores[middle].number > (unsigned)number)
            ncores = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Put as much of *run on the core as fits below `limit`. */
static void
put(struct placement_core *core, uint64_t limit, uint64_t *run)
{
    uint64_t part;

    if (limit > core->elapsed)
        limit = core->elapsed;
    if (core->ours >= limit)
        return;
    part = limit - core->ours < *run ? limit - core->ours : *run;
    core->ours += part;
    *run -= part;
}

static void
put_stayed(struct placement_core *cores, size_t ncores,
           struct placement_task *tasks, size_t ntasks)
{
    for (size_t i = 0; i < ntasks; i++) {
        struct placement_core *core;

        if (tasks[i].core != tasks[i].before)
            continue;
        core = find_core(cores, ncores, tasks[i].core);
        if (core)
            put(core, core->elapsed, &tasks[i].run);
    }
}

static void
put_moved(struct placement_core *cores, size_t ncores,
          struct placement_task *tasks, size_t ntasks)
{
    for (size_t i = 0; i < ntasks; i++) {
        const int places[] = {tasks[i].core, tasks[i].before};

        for (int k = 0; k < 2 && tasks[i].run > 0; k++) {
            struct placement_core *core =
                find_core(cores, ncores, places[k]);

            if (core)
                put(core, core->room, &tasks[i].run);
        }
    }
}

void
placement_run(struct placement_core *cores, size_t ncores,
              struct placement_task *tasks, size_t ntasks)
{
    uint64_t left = 0;

    for (size_t i = 0; i < ncores; i++)
        cores[i].ours = 0;
    put_stayed(cores, ncores, tasks, ntasks);
    put_moved(cores, ncores, tasks, ntasks);
    for (size_t i = 0; i < ntasks; i++) {
        left = left + tasks[i].run < left ? UINT64_MAX : left + tasks[i].run;
        tasks[i].run = 0;
    }
    for (size_t i = 0; i < ncores && left > 0; i++)
        put(&cores[i], cores[i].room, &left);
    for (size_t i = 0; i < ncores && left > 0; i++)
        put(&cores[i], cores[i].elapsed, &left);
}
