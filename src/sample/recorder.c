/*
 * A core's busy time is counted in ticks, which is too coarse for a tenth of
 * a second: the share that is shown is over a second.  A worker's time is
 * exact, so it may correct its core's, never the other way round.
 */
#include "sample/recorder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "sample/placement.h"
#include "sample/window.h"

#define CORE_SPAN CLOCK_SECOND
#define WORKER_SPAN (3 * CLOCK_SECOND)
#define TICKS_ASTRAY 2          /* by so much is a core's busy time wrong */

/* What history does not need of a core, at the same index. */
struct core_track {
    struct window window;       /* busy and total ticks, ours in ns */
    struct corestat first;
    struct corestat then;
    struct corestat now;
    bool present;               /* in this reading */
    uint64_t ours;              /* ns since the run began */
    uint64_t spare;             /* ns that it may yet prove to be busy */
};

/* ... and of a worker. */
struct worker_track {
    struct window *window;      /* run and wait; NULL once it is done */
    uint64_t run;
    uint64_t wait;
    uint64_t ran;               /* in this interval */
    uint64_t waited;
    int before;                 /* last core at the reading before */
};

struct recorder {
    int64_t tick;

    /* of this reading: */
    struct history *history;
    int64_t now;
    int64_t elapsed;            /* since the reading before */

    struct core_track *cores;
    size_t cap_cores;
    size_t cap_history_cores;
    struct placement_core *places;
    size_t cap_places;
    struct worker_track *workers;
    size_t cap_workers;
    size_t cap_history_workers;
    size_t nworkers;            /* as in history */
    struct placement_task *tasks;
    size_t ntasks;
    size_t cap_tasks;
};

/* Percent, 0 to 100. */
static int
share(uint64_t part, int64_t whole)
{
    double percent;

    if (whole <= 0)
        return 0;
    percent = 100.0 * (double)part / (double)whole;
    return percent >= 100.0 ? 100 : (int)(percent + 0.5);
}

static uint64_t
least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

struct recorder *
recorder_new(int64_t tick)
{
    struct recorder *recorder = mem_new(sizeof *recorder);

    recorder->tick = tick;
    return recorder;
}

void
recorder_free(struct recorder *recorder)
{
    if (!recorder)
        return;
    for (size_t i = 0; i < recorder->nworkers; i++)
        free(recorder->workers[i].window);
    free(recorder->cores);
    free(recorder->places);
    free(recorder->workers);
    free(recorder->tasks);
    free(recorder);
}

void
recorder_begin(struct recorder *recorder, int64_t now,
               struct history *history)
{
    recorder->history = history;
    recorder->now = now;
    recorder->elapsed = 0;
    recorder->ntasks = 0;
    if (history->readings == 0)
        history->began = now;
    else if (now > history->latest)
        recorder->elapsed = now - history->latest;
    for (size_t i = 0; i < history->ncores; i++)
        recorder->cores[i].present = false;
}

/* Make room for a core at index `at` in all that is kept by core. */
static void
insert_core(struct recorder *recorder, size_t at, const struct corestat *stat)
{
    struct history *history = recorder->history;
    size_t behind = history->ncores - at;
    struct core_track *track;

    MEM_GROW(history->cores, history->ncores, recorder->cap_history_cores);
    MEM_GROW(recorder->cores, history->ncores, recorder->cap_cores);
    MEM_GROW(recorder->places, history->ncores, recorder->cap_places);
    memmove(&history->cores[at + 1], &history->cores[at],
            behind * sizeof *history->cores);
    memmove(&recorder->cores[at + 1], &recorder->cores[at],
            behind * sizeof *recorder->cores);
    history->ncores++;
    history->cores[at] = (struct core){.number = stat->core, .busy = -1};
    track = &recorder->cores[at];
    memset(track, 0, sizeof *track);
    window_init(&track->window, CORE_SPAN);
    track->first = track->then = *stat;
    track->spare = TICKS_ASTRAY * (uint64_t)recorder->tick;
}

void
recorder_core(struct recorder *recorder, const struct corestat *stat)
{
    const struct history *history = recorder->history;
    size_t low = 0;
    size_t high = history->ncores;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (history->cores[middle].number < stat->core)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == history->ncores || history->cores[low].number != stat->core)
        insert_core(recorder, low, stat);
    recorder->cores[low].now = *stat;
    recorder->cores[low].present = true;
}

size_t
recorder_appear(struct recorder *recorder, enum worker_kind kind, pid_t pid,
                pid_t tid)
{
    struct history *history = recorder->history;
    struct worker_track *track;
    struct worker *worker;

    if (history->nworkers == HISTORY_WORKERS) {
        history->unseen_workers++;
        return RECORDER_UNSEEN;
    }
    MEM_GROW(history->workers, history->nworkers,
             recorder->cap_history_workers);
    MEM_GROW(recorder->workers, recorder->nworkers, recorder->cap_workers);
    worker = &history->workers[history->nworkers++];
    *worker = (struct worker){
        .kind = kind,
        .pid = pid,
        .tid = tid,
        .pid_inside = pid,
        .tid_inside = tid,
        .last_core = -1,
        .first_reading = history->readings,
    };
    track = &recorder->workers[recorder->nworkers++];
    *track = (struct worker_track){.before = -1};
    track->window = mem_new(sizeof *track->window);
    window_init(track->window, WORKER_SPAN);
    return history->nworkers - 1;
}

void
recorder_inside(struct recorder *recorder, size_t index, pid_t pid, pid_t tid)
{
    if (index == RECORDER_UNSEEN || pid == 0 || tid == 0)
        return;
    recorder->history->workers[index].pid_inside = pid;
    recorder->history->workers[index].tid_inside = tid;
}

/* The counter's growth; one that fell is taken to stand still. */
static uint64_t
advance(uint64_t *counter, uint64_t now)
{
    uint64_t added = now > *counter ? now - *counter : 0;

    *counter += added;
    return added;
}

static void
add_task(struct recorder *recorder, const struct worker_track *track,
         int core)
{
    MEM_GROW(recorder->tasks, recorder->ntasks, recorder->cap_tasks);
    recorder->tasks[recorder->ntasks++] = (struct placement_task){
        .core = core,
        .before = track->before,
        .run = least(track->ran, (uint64_t)recorder->elapsed),
    };
}

void
recorder_worker(struct recorder *recorder, size_t index,
                const struct worker_reading *reading)
{
    struct worker_track *track;
    struct worker *worker;

    if (index == RECORDER_UNSEEN)
        return;
    track = &recorder->workers[index];
    worker = &recorder->history->workers[index];
    track->ran = advance(&track->run, reading->run);
    track->waited = advance(&track->wait, reading->wait);
    if (reading->core >= 0)
        worker->last_core = reading->core;
    if (track->ran > 0)
        add_task(recorder, track, worker->last_core);
    track->before = worker->last_core;
    snprintf(worker->name, sizeof worker->name, "%s", reading->name);
    worker->state = reading->state;
    if (reading->state != WORKER_DONE)
        worker->last_reading = recorder->history->readings;
}

void
recorder_still(struct recorder *recorder, size_t index)
{
    if (index != RECORDER_UNSEEN)
        recorder->history->workers[index].last_reading =
            recorder->history->readings;
}

void
recorder_gone(struct recorder *recorder, size_t index)
{
    if (index != RECORDER_UNSEEN)
        recorder->history->workers[index].state = WORKER_DONE;
}

static void
place_workers(struct recorder *recorder)
{
    size_t ncores = recorder->history->ncores;
    uint64_t elapsed = (uint64_t)recorder->elapsed;
    uint64_t astray = TICKS_ASTRAY * (uint64_t)recorder->tick;

    for (size_t i = 0; i < ncores; i++) {
        const struct core_track *track = &recorder->cores[i];
        struct placement_core *place = &recorder->places[i];
        uint64_t then = track->then.busy;
        uint64_t busy = 0;

        *place = (struct placement_core){
            .number = recorder->history->cores[i].number,
        };
        if (!track->present)
            continue;
        if (track->now.busy > then)
            busy = least(track->now.busy - then, elapsed) *
                   (uint64_t)recorder->tick;
        place->elapsed = elapsed;
        place->room = least(busy, elapsed + astray) + track->spare;
    }
    placement_run(recorder->places, ncores, recorder->tasks,
                  recorder->ntasks);
}

static void
add_core_slot(struct core *core, int busy, int ours)
{
    if (core->nslots == HISTORY_SLOTS)
        memmove(&core->slots[0], &core->slots[1],
                --core->nslots * sizeof core->slots[0]);
    core->slots[core->nslots++] = (struct core_slot){
        .busy = (uint8_t)(busy > ours ? busy : ours),
        .ours = (uint8_t)ours,
    };
}

/* The last second. */
static void
show_core(const struct recorder *recorder, const struct core_track *track,
          struct core *core)
{
    const struct window_entry now = {
        recorder->now,
        {track->now.busy, track->now.total, track->ours},
    };
    uint64_t added[WINDOW_VALUES];
    int64_t elapsed = window_since(&track->window, &now, added);

    core->busy = -1;
    core->ours = 0;
    if (elapsed <= 0)
        return;
    core->busy = corestat_percent(
        &(struct corestat){0},
        &(struct corestat){.busy = added[0], .total = added[1]});
    core->ours = share(added[2], elapsed);
    if (core->busy < core->ours)
        core->busy = core->ours;
}

static void
end_core(struct recorder *recorder, size_t index)
{
    struct core_track *track = &recorder->cores[index];
    struct core *core = &recorder->history->cores[index];
    const struct placement_core *place = &recorder->places[index];
    double ticks = (double)track->now.busy - (double)track->first.busy;
    int busy;

    if (!track->present) {
        core->busy = -1;
        core->ours = 0;
        add_core_slot(core, 0, 0);
        return;
    }
    busy = corestat_percent(&track->then, &track->now);
    track->ours += place->ours;
    track->spare = place->room > place->ours ? place->room - place->ours : 0;
    track->spare = least(track->spare,
                         TICKS_ASTRAY * (uint64_t)recorder->tick);
    add_core_slot(core, busy, share(place->ours, recorder->elapsed));
    show_core(recorder, track, core);
    core->ours_seconds = (double)track->ours / CLOCK_SECOND;
    core->busy_seconds = ticks * (double)recorder->tick / CLOCK_SECOND;
    if (core->busy_seconds < core->ours_seconds)
        core->busy_seconds = core->ours_seconds;
    window_add(&track->window,
               &(struct window_entry){
                   recorder->now,
                   {track->now.busy, track->now.total, track->ours}});
    track->then = track->now;
}

static void
add_worker_slot(struct worker *worker, int running, int waiting)
{
    if (worker->nslots == HISTORY_SLOTS)
        memmove(&worker->slots[0], &worker->slots[1],
                --worker->nslots * sizeof worker->slots[0]);
    worker->slots[worker->nslots++] = (struct worker_slot){
        .running = (uint8_t)running,
        .waiting = (uint8_t)waiting,
    };
}

/* The last three seconds. */
static void
show_worker(struct recorder *recorder, struct worker_track *track,
            struct worker *worker)
{
    const struct window_entry now = {
        recorder->now, {track->run, track->wait}};
    uint64_t added[WINDOW_VALUES] = {track->ran, track->waited};
    int64_t elapsed = window_since(track->window, &now, added);

    if (elapsed <= 0)
        elapsed = recorder->elapsed;
    worker->running = share(added[0], elapsed);
    worker->waiting = share(added[1], elapsed);
    if (worker->waiting > 100 - worker->running)
        worker->waiting = 100 - worker->running;
    window_add(track->window, &now);
}

static void
end_worker(struct recorder *recorder, size_t index)
{
    struct worker_track *track = &recorder->workers[index];
    struct worker *worker = &recorder->history->workers[index];
    int running = share(track->ran, recorder->elapsed);
    int waiting = share(track->waited, recorder->elapsed);

    if (waiting > 100 - running)
        waiting = 100 - running;
    add_worker_slot(worker, running, waiting);
    if (track->window) {
        worker->run_seconds = (double)track->run / CLOCK_SECOND;
        worker->wait_seconds = (double)track->wait / CLOCK_SECOND;
        show_worker(recorder, track, worker);
    }
    track->ran = 0;
    track->waited = 0;
    if (worker->state == WORKER_DONE) {
        worker->running = 0;
        worker->waiting = 0;
        free(track->window);
        track->window = NULL;
    }
}

void
recorder_end(struct recorder *recorder)
{
    struct history *history = recorder->history;

    place_workers(recorder);
    for (size_t i = 0; i < history->ncores; i++)
        end_core(recorder, i);
    for (size_t i = 0; i < history->nworkers; i++)
        end_worker(recorder, i);
    history->latest = recorder->now;
    history->readings++;
}
