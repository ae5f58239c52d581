/*
 * What a run may take.  The kernel's own limits hold neither for root (its
 * processes are not counted), nor for a run alone (all that a user has is),
 * nor for programs with sanitizers (which map more than there is): so most
 * of it is looked at while the program runs.
 */
#ifndef RUN_LIMITS_H
#define RUN_LIMITS_H

#include <stdint.h>

/* 0: as much as there is. */
struct limits {
    uint64_t memory;            /* bytes, of all its processes together */
    uint64_t files;             /* bytes written to files */
    uint64_t output;            /* bytes printed */
    unsigned processes;
    unsigned tasks;             /* threads of all its processes */
};

#define LIMITS_OUTPUT (1ull << 30)
#define LIMITS_FILES (4ull << 30)
#define LIMITS_FILES_LEAST (16ull << 20)
#define LIMITS_PROCESSES 1000
#define LIMITS_TASKS 8000

/*
 * Give each limit that is 0 its usual value: half of the machine's memory,
 * and no more in files than half of what is free in `folder`.
 */
void limits_fill(struct limits *limits, const char *folder);

/* Whether it has more than it may. */
enum limits_excess {
    LIMITS_KEPT,
    LIMITS_PROCESSES_EXCEEDED,
    LIMITS_MEMORY_EXCEEDED,
    LIMITS_FILES_EXCEEDED,
};

#endif
