/* From the hooks' table of races to what a learner is told. */
#include "check/watched_race.h"

#include <stdio.h>

#define MOST(a, b) ((a) < (b) ? (a) : (b))

static const struct hooked_task *
find_task(const struct hooked_report *report, uint32_t number)
{
    for (size_t i = 0; i < report->ntasks; i++)
        if (report->tasks[i].number == number)
            return &report->tasks[i];
    return NULL;
}

/* "main", "thread 2": the second that was made of its kind. */
static void
name_worker(const struct hooked_report *report, uint32_t number,
            char *name, size_t size)
{
    const struct hooked_task *task = find_task(report, number);
    unsigned count = 0;

    for (size_t i = 0; task && i < report->ntasks; i++)
        count += report->tasks[i].kind == task->kind &&
                 report->tasks[i].number <= task->number;
    if (!task)
        snprintf(name, size, "a worker");
    else if (task->kind == HOOKS_MAIN)
        snprintf(name, size, "main");
    else
        snprintf(name, size, "%s %u",
                 task->kind == HOOKS_THREAD ? "thread" : "process", count);
}

static void
take_side(const struct hooked_report *report, const struct hooked_side *side,
          struct race_raw_access *access)
{
    *access = (struct race_raw_access){
        .write = side->writes,
        .atomic = side->atomic,
        .frames = {side->pc},
        .nframes = 1,
    };
    name_worker(report, side->task, access->worker, sizeof access->worker);
    for (size_t i = 0; i < side->ncallers && access->nframes < RACE_FRAMES;
         i++)
        access->frames[access->nframes++] = side->callers[i];
    for (size_t i = 0; i < MOST(side->nholds, RACE_LOCKS); i++)
        access->locks[access->nlocks++] = (struct race_raw_lock){
            .id = side->holds[i].object ? side->holds[i].object
                                        : side->holds[i].address,
            .address = side->holds[i].in_program ? side->holds[i].address : 0,
            .made = side->holds[i].pc,
            .taken = true,
        };
}

/* Where processes meet, it is memory that they share. */
static enum race_place
place_of(const struct hooked_report *report, const struct hooked_race *race)
{
    const struct hooked_task *one = find_task(report, race->side[0].task);
    const struct hooked_task *two = find_task(report, race->side[1].task);

    if (one && two && one->pid != two->pid)
        return RACE_SHARED;
    return race->side[0].in_program ? RACE_GLOBAL : RACE_UNKNOWN;
}

void
watched_race(const struct hooked_report *report,
             const struct hooked_race *race, struct race_raw *ret_raw)
{
    *ret_raw = (struct race_raw){
        .place = place_of(report, race),
        .size = race->side[0].size,
    };
    if (ret_raw->place == RACE_GLOBAL) {
        ret_raw->address = race->side[0].address;
    } else if (ret_raw->place == RACE_SHARED) {
        ret_raw->address = race->pointer;
        ret_raw->pointed = race->pointed;
    }
    for (int i = 0; i < 2; i++)
        take_side(report, &race->side[i], &ret_raw->accesses[i]);
}
