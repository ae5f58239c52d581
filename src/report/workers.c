/*
 * Workers in words.  A worker here is one that did something: a main thread
 * that only joins the others is not counted among those who waited.
 */
#include "report/workers.h"

#include <stdbool.h>
#include <stdio.h>

#include "base/clock.h"

#define MUCH 0.2                /* share of the time worth a sentence */
#define IDLE 0.05               /* a worker that ran less did nothing */
#define SHORTEST 0.25           /* seconds: readings say nothing before */

struct tally {
    size_t all;                 /* but for a main that did neither */
    size_t workers;             /* that ran or waited for a core */
    size_t asleep;              /* that did neither, most of their time */
    double run, wait;           /* seconds of the former */
    double life;                /* ... and how long they were seen */
};

/* From the first reading of it to the last, or what it ran and waited, which
 * is exact and begins before the first. */
static double
seconds_seen(const struct history *history, const struct worker *worker)
{
    double span = (double)(history->latest - history->began) /
                  (double)CLOCK_SECOND;
    unsigned long readings = worker->last_reading - worker->first_reading;
    double seen = history->readings > 1
                      ? span * (double)readings /
                            (double)(history->readings - 1)
                      : 0;
    double busy = worker->run_seconds + worker->wait_seconds;

    return seen > SHORTEST && seen < busy ? busy : seen;
}

static void
count(const struct history *history, struct tally *tally)
{
    bool main_worked = false;

    for (size_t i = 0; i < history->nworkers; i++) {
        const struct worker *worker = &history->workers[i];
        double life = seconds_seen(history, worker);

        if (life < SHORTEST)
            continue;
        /* Waiting for a core now and then is all that joining takes. */
        if (worker->run_seconds + (i ? worker->wait_seconds : 0) <
            IDLE * life) {
            tally->asleep += i > 0;
            continue;
        }
        tally->workers++;
        main_worked |= i == 0;
        tally->run += worker->run_seconds;
        tally->wait += worker->wait_seconds;
        tally->life += life;
    }
    tally->all = history->nworkers + history->unseen_workers;
    tally->all -= tally->all && !main_worked;
}

/* What other programs used of the cores, in cores. */
static double
others_busy(const struct history *history)
{
    double span = (double)(history->latest - history->began) /
                  (double)CLOCK_SECOND;
    double others = 0;

    for (size_t i = 0; i < history->ncores; i++)
        others += history->cores[i].busy_seconds -
                  history->cores[i].ours_seconds;
    return span > 0 ? others / span : 0;
}

static void
say_working(const struct tally *tally, double others, struct str *text)
{
    double waited = tally->wait / tally->life;
    double slept = 1 - (tally->run + tally->wait) / tally->life;

    if (tally->workers == 1)
        str_add(text, "One worker");
    else if (tally->workers < tally->all)
        str_add_format(text, "%zu of %zu workers", tally->workers,
                       tally->all);
    else if (tally->workers == 2)
        str_add(text, "Both workers");
    else
        str_add_format(text, "All %zu workers", tally->workers);
    if (waited >= MUCH)
        str_add_format(text, " had to wait for a core %.0f %% of the time: %s",
                       waited * 100,
                       others >= MUCH
                           ? "other programs wanted the cores as well."
                           : "there were more workers than cores.");
    else if (slept >= MUCH)
        str_add_format(text,
                       " slept %.0f %% of the time, waiting for something "
                       "that is not a core.",
                       slept * 100);
    else if (tally->workers == 1)
        str_add(text, " ran nearly all the time.");
    else
        str_add(text, " ran nearly all the time, at the same time: nothing "
                      "made one wait for another.");
}

void
workers_sentence(const struct run *run, struct str *ret_text)
{
    struct tally tally = {0};

    count(&run->history, &tally);
    if (tally.workers)
        say_working(&tally, others_busy(&run->history), ret_text);
    else if (tally.asleep)
        str_add(ret_text, "The workers slept: they waited for something "
                          "that is not a core.");
}
