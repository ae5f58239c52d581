/*
 * Which core did our workers' time pass on?  The kernel says exactly how
 * long each worker ran, but only where it ran last, and it says roughly how
 * busy each core was.  A worker that stayed ran where it is; one that moved
 * ran where there was room for it: on a core that was busy, and not yet with
 * another worker of ours.
 */
#ifndef SAMPLE_PLACEMENT_H
#define SAMPLE_PLACEMENT_H

#include <stddef.h>
#include <stdint.h>

/* A core between two readings, in nanoseconds. */
struct placement_core {
    unsigned number;
    uint64_t elapsed;           /* how long a reading's interval was */
    uint64_t room;              /* about how long it was busy */
    uint64_t ours;              /* out: never above elapsed */
};

/* A worker between two readings. */
struct placement_task {
    int core;                   /* -1: not known */
    int before;                 /* at the reading before, -1: there was none */
    uint64_t run;               /* ns on cores */
};

/*
 * Fill in `ours` of all cores, which are sorted by number.  The tasks' run
 * is used up.
 */
void placement_run(struct placement_core *cores, size_t ncores,
                   struct placement_task *tasks, size_t ntasks);

#endif
