/*
 * How much faster.  Whatever disturbs a run makes it slower, never faster, so
 * the best of several times is the truest.  One pair that reaches the goal
 * is enough; a program is called too slow only after all of them.
 */
#include "check/speed.h"

#include "base/clock.h"

/* Where others take more of the machine than this, nobody can tell. */
#define TAKEN_MOST 0.25

/* ... and after so many pairs of that kind nobody need go on. */
#define PAIRS_BUSY 2

/* Workers that take turns keep one core busy, and a little of another. */
#define SERIAL_MOST 1.3

struct speed_run
speed_run_of(const struct run *run)
{
    const struct history *history = &run->history;
    double watched =
        (double)(history->latest - history->began) / (double)CLOCK_SECOND;
    double others = 0;

    for (size_t i = 0; i < history->ncores; i++)
        others += history->cores[i].busy_seconds -
                  history->cores[i].ours_seconds;
    return (struct speed_run){
        .seconds = run->seconds,
        .cores_busy = run_cores_busy(run),
        .cores_taken = watched > 0 ? others / watched : -1,
    };
}

/* Whether the cores that it needs were its own. */
static bool
had_room(const struct speed_run *run)
{
    return run->cores_taken >= 0 && run->cores_taken <= TAKEN_MOST;
}

/* The shortest time of those that had room; 0 where none had. */
static double
best(const struct speed_run *runs, size_t count)
{
    double seconds = 0;

    for (size_t i = 0; i < count; i++)
        if (had_room(&runs[i]) && (runs[i].seconds < seconds || seconds <= 0))
            seconds = runs[i].seconds;
    return seconds;
}

double
speed_gain(const struct speed *speed)
{
    double start = best(speed->start, speed->npairs);
    double own = best(speed->own, speed->npairs);

    return own > 0 ? start / own : 0;
}

static bool
is_serial(const struct speed *speed)
{
    for (size_t i = 0; i < speed->npairs; i++)
        if (speed->own[i].cores_busy > SERIAL_MOST)
            return false;
    return true;
}

enum speed_outcome
speed_outcome(const struct speed *speed)
{
    double most = speed->workers < speed->cpus ? speed->workers : speed->cpus;

    /* More than one for each core that it may use cannot be asked. */
    if (most < speed->wanted)
        return SPEED_UNKNOWN;
    if (speed_gain(speed) >= speed->wanted)
        return SPEED_REACHED;
    if (speed->npairs < (speed_gain(speed) > 0 ? SPEED_PAIRS : PAIRS_BUSY))
        return SPEED_GOES_ON;
    if (speed_gain(speed) <= 0)
        return SPEED_UNKNOWN;
    return is_serial(speed) ? SPEED_SERIALISED : SPEED_TOO_SLOW;
}
