/*
 * How much faster.  Whatever disturbs a run makes it slower, never faster, so
 * the best of several times is the truest.  One pair that reaches the goal
 * is enough; a program is called too slow only after all of them.
 */
#include "check/speed.h"

#include "base/clock.h"

/* Where others take more of the machine than this, nobody can tell. */
#define TAKEN_MOST 0.25

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

static double
best(const struct speed_run *runs, size_t count)
{
    double seconds = runs[0].seconds;

    for (size_t i = 1; i < count; i++)
        if (runs[i].seconds < seconds)
            seconds = runs[i].seconds;
    return seconds;
}

double
speed_gain(const struct speed *speed)
{
    if (!speed->npairs)
        return 0;
    return best(speed->start, speed->npairs) /
           best(speed->own, speed->npairs);
}

/* Whether the cores that it needs were its own in one of its runs. */
static bool
had_room(const struct speed *speed)
{
    for (size_t i = 0; i < speed->npairs; i++)
        if (speed->own[i].cores_taken >= 0 &&
            speed->own[i].cores_taken <= TAKEN_MOST)
            return true;
    return false;
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
    if (speed->npairs < SPEED_PAIRS)
        return SPEED_GOES_ON;
    if (!had_room(speed))
        return SPEED_UNKNOWN;
    return is_serial(speed) ? SPEED_SERIALISED : SPEED_TOO_SLOW;
}
