/*
 * A row that is there has an advantage over one that is not, so that two
 * that are about as busy do not take turns.  A core wears a worker's colour
 * as long as nobody else of the run is seen on it.
 */
#include "ui/calm.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "report/workers.h"

#define SOON (4 * CALM_SECOND)  /* readings: most runs are over by then */
#define ADVANTAGE 25            /* points, of 200 of a core, 100 of a worker */

void
calm_release(struct calm *calm)
{
    str_release(&calm->sentence);
    chart_release(&calm->chart);
    *calm = (struct calm)CALM_INIT;
}

unsigned long
calm_readings(const struct run *run, unsigned step)
{
    unsigned long readings = run->history.readings;

    return run->status != RUN_GOING || readings <= step
               ? readings
               : readings - (readings - 1) % step;
}

int
calm_label_columns(const struct run *run)
{
    int columns = sizeof "process 1";

    for (size_t n = run->history.nworkers; n > 10; n = (n + 9) / 10)
        columns++;
    return columns;
}

static const struct worker_slot *
newest_slot(const struct worker *worker)
{
    return worker->nslots ? &worker->slots[worker->nslots - 1] : NULL;
}

static struct calm_core *
core_of(struct calm *calm, const struct history *history, int number)
{
    for (size_t i = 0; i < calm->ncores; i++)
        if ((int)history->cores[calm->cores[i].index].number == number)
            return &calm->cores[i];
    return NULL;
}

/* Who was on the cores since the reading before. */
static void
see_workers(struct calm *calm, const struct history *history)
{
    for (size_t i = 0; i < history->nworkers; i++) {
        const struct worker *worker = &history->workers[i];
        const struct worker_slot *slot = newest_slot(worker);
        struct calm_core *core;

        if (!slot || slot->running == 0)
            continue;
        core = core_of(calm, history, worker->last_core);
        if (!core)
            continue;
        core->mixed |= core->seen >= 0 && core->seen != (long)i;
        core->seen = (long)i;
    }
}

/* A second is over; or the first one goes on, in which every reading
 * counts. */
static void
settle_core(struct calm_core *core, bool first)
{
    bool several = core->wears == CALM_SEVERAL;

    if (core->mixed)
        core->wears = CALM_SEVERAL;
    else if (core->seen >= 0 && (!several || core->settling))
        core->wears = core->seen;
    core->settling = core->seen >= 0 && !core->mixed;
    if (first)
        return;
    core->seen = CALM_NOBODY;
    core->mixed = false;
}

static double
span(const struct history *history)
{
    return (double)(history->latest - history->began) / (double)CLOCK_SECOND;
}

/* Percent of the last second, or of the whole run once that is over; of its
 * time with this run's workers as well. */
static double
core_score(const struct run *run, const struct core *core, double *ret_busy)
{
    double whole = span(&run->history);

    if (run->status == RUN_GOING) {
        *ret_busy = core->busy > 0 ? core->busy : 0;
        return *ret_busy + core->ours;
    }
    *ret_busy = whole > 0 ? 100 * core->busy_seconds / whole : 0;
    return *ret_busy + (whole > 0 ? 100 * core->ours_seconds / whole : 0);
}

static const struct calm_core *
row_of_core(const struct calm *calm, size_t index)
{
    for (size_t i = 0; i < calm->ncores; i++)
        if (calm->cores[i].index == index)
            return &calm->cores[i];
    return NULL;
}

static size_t
core_rows(const struct history *history)
{
    return history->ncores > CALM_CORES ? CALM_CORES_OF_MANY
                                        : history->ncores;
}

static void
rank_cores(const struct calm *calm, const struct run *run, double *scores)
{
    const struct history *history = &run->history;
    bool all = core_rows(history) == history->ncores;

    for (size_t i = 0; i < history->ncores; i++) {
        double busy, score = core_score(run, &history->cores[i], &busy);

        if (run->status == RUN_GOING && row_of_core(calm, i))
            score += ADVANTAGE;
        else if (busy < BUSIEST_IDLE && !all)
            score = -1;
        scores[i] = score;
    }
}

static void
choose_cores(struct calm *calm, const struct run *run)
{
    const struct history *history = &run->history;
    double *scores = mem_resize(NULL, history->ncores + 1, sizeof *scores);
    struct calm_core rows[CALM_CORES];
    size_t chosen[CALM_CORES], count;

    rank_cores(calm, run, scores);
    count = busiest_choose(scores, history->ncores, core_rows(history),
                           chosen);
    free(scores);
    for (size_t i = 0; i < count; i++) {
        const struct calm_core *row = row_of_core(calm, chosen[i]);

        rows[i] = row ? *row
                      : (struct calm_core){.index = chosen[i],
                                           .wears = CALM_NOBODY,
                                           .seen = CALM_NOBODY};
    }
    calm->ncores = count;
    for (size_t i = 0; i < count; i++)
        calm->cores[i] = rows[i];
    calm->other_cores = (struct busiest_cores){0};
    for (size_t i = 0; i < history->ncores; i++) {
        double busy;

        if (row_of_core(calm, i))
            continue;
        core_score(run, &history->cores[i], &busy);
        busiest_count_core(&calm->other_cores, busy);
    }
}

static size_t
worker_rows(const struct history *history)
{
    size_t all = history->nworkers + history->unseen_workers;

    return all > CALM_WORKERS ? CALM_WORKERS_OF_MANY : history->nworkers;
}

static bool
has_row(const struct calm *calm, size_t worker)
{
    for (size_t i = 0; i < calm->nworkers; i++)
        if (calm->workers[i].index == worker)
            return true;
    return false;
}

/* Main first, then those that did most lately, or all in all. */
static double
worker_score(const struct calm *calm, const struct run *run, size_t index)
{
    const struct worker *worker = &run->history.workers[index];

    if (index == 0)
        return 1e9;
    if (run->status != RUN_GOING)
        return worker->run_seconds + worker->wait_seconds;
    if (worker->state == WORKER_DONE)
        return 0;
    return 1 + worker->running + worker->waiting +
           (has_row(calm, index) ? ADVANTAGE : 0);
}

static void
count_others(struct calm *calm, const struct history *history)
{
    long running = 0, waiting = 0, alive = 0;

    calm->other_workers = (struct busiest_workers){
        .unseen = history->unseen_workers,
    };
    for (size_t i = 0; i < history->nworkers; i++) {
        const struct worker *worker = &history->workers[i];

        if (has_row(calm, i))
            continue;
        busiest_count_worker(&calm->other_workers, worker);
        alive += worker->state != WORKER_DONE;
        running += worker->running;
        waiting += worker->waiting;
    }
    calm->others_running = alive ? (int)((running + alive / 2) / alive) : 0;
    calm->others_waiting = alive ? (int)((waiting + alive / 2) / alive) : 0;
}

static void
choose_workers(struct calm *calm, const struct run *run)
{
    const struct history *history = &run->history;
    double *scores = mem_resize(NULL, history->nworkers + 1, sizeof *scores);
    size_t chosen[CALM_WORKERS];

    for (size_t i = 0; i < history->nworkers; i++)
        scores[i] = worker_score(calm, run, i);
    calm->nworkers = busiest_choose(scores, history->nworkers,
                                    worker_rows(history), chosen);
    free(scores);
    for (size_t i = 0; i < calm->nworkers; i++)
        calm->workers[i] = (struct calm_worker){
            chosen[i], history->workers[chosen[i]].last_core};
    count_others(calm, history);
}

/* What all workers together did in the readings that are new. */
static void
add_up(struct calm *calm, const struct history *history)
{
    unsigned long first = calm->readings;

    if (history->readings > first + HISTORY_SLOTS)
        first = history->readings - HISTORY_SLOTS;
    for (unsigned long i = first; i < history->readings; i++)
        calm->running[i % HISTORY_SLOTS] = 0;
    for (size_t i = 0; i < history->nworkers; i++) {
        const struct worker *worker = &history->workers[i];
        unsigned long oldest = history->readings - worker->nslots;

        for (unsigned long r = first > oldest ? first : oldest;
             r < history->readings; r++)
            calm->running[r % HISTORY_SLOTS] +=
                worker->slots[r - oldest].running;
    }
}

/* Whether rows are to be chosen now: once a second, in the first one at
 * each reading, and where somebody has come for whom there is room. */
static bool
is_due(const struct calm *calm, const struct run *run)
{
    const struct history *history = &run->history;

    return calm->over || calm_readings(run, CALM_SECOND) != calm->chosen ||
           calm->nworkers < worker_rows(history) ||
           (calm->ncores < history->ncores &&
            core_rows(history) == history->ncores);
}

/* Where a picture changes in many places, each second is too often for a
 * run of which many are to come. */
static unsigned long
picture_step(const struct calm *calm)
{
    return calm->readings <= SOON ? CALM_SECOND : 2 * CALM_SECOND;
}

/*
 * A picture's first point is drawn at once, what comes behind it after some
 * time, and all at the end.  While it grows, its axes leave room.
 */
static void
follow_picture(struct calm *calm, const struct run *run)
{
    struct chart chart;

    if (!calm->picture || calm->picture->kind == PICTURE_NONE ||
        (!calm->over && calm->chart.values &&
         calm->readings - calm->charted < picture_step(calm)))
        return;
    chart_make(calm->picture, &run->output, &chart);
    if (!calm->over)
        chart_grow(&chart, &calm->chart);
    chart_release(&calm->chart);
    calm->chart = chart;
    calm->charted = calm->readings;
}

void
calm_follow(struct calm *calm, const struct run *run)
{
    const struct history *history = &run->history;
    bool second;

    if (calm->over || (run->status == RUN_GOING &&
                       history->readings == calm->readings))
        return;
    calm->over = run->status != RUN_GOING;
    add_up(calm, history);
    see_workers(calm, history);
    calm->readings = history->readings;
    follow_picture(calm, run);
    if (!is_due(calm, run))
        return;
    second = calm_readings(run, CALM_SECOND) != calm->chosen;
    calm->chosen = calm_readings(run, CALM_SECOND);
    for (size_t i = 0; second && i < calm->ncores; i++)
        settle_core(&calm->cores[i], history->readings <= CALM_SECOND);
    choose_cores(calm, run);
    choose_workers(calm, run);
    str_clear(&calm->sentence);
    workers_sentence(run, &calm->sentence);
}
