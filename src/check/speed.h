/*
 * The last rung: is it faster than the start file?  Runs of both take turns,
 * at the default knobs, alone on the machine as far as that is ours to say.
 * Where the cores are not free, nothing can be told, and that is said.
 */
#ifndef CHECK_SPEED_H
#define CHECK_SPEED_H

#include <stdbool.h>
#include <stddef.h>

#include "run/run.h"

#define SPEED_PAIRS 3           /* at most */

enum speed_outcome {
    SPEED_GOES_ON,              /* another pair is needed */
    SPEED_REACHED,
    SPEED_SERIALISED,           /* its workers do not run side by side */
    SPEED_TOO_SLOW,
    SPEED_UNKNOWN,              /* the cores were not free */
};

struct speed_run {
    double seconds;
    double cores_busy;          /* with the run */
    double cores_taken;         /* by others meanwhile, -1: not known */
};

struct speed {
    double wanted;              /* how many times faster */
    double workers;             /* that it has, by its knobs */
    double cpus;                /* that may be used */
    struct speed_run start[SPEED_PAIRS];
    struct speed_run own[SPEED_PAIRS];
    size_t npairs;
};

/* What a finished run that took readings tells. */
struct speed_run speed_run_of(const struct run *run);

/* What the pairs so far tell. */
enum speed_outcome speed_outcome(const struct speed *speed);

/* How many times faster: the best of the start file's times by the best of
 * its own, of the runs that had their cores; 0 where there is none. */
double speed_gain(const struct speed *speed);

#endif
