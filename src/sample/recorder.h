/*
 * Turns readings, which are counters that grow, into history, which is
 * shares of time.  Knows no files: numbers come in, numbers go out.
 *
 * A reading is recorder_begin(), then what was read in any order, then
 * recorder_end().  A core or a worker that is not mentioned in between shows
 * as idle; a worker stays where it was until recorder_gone() is called.
 */
#ifndef SAMPLE_RECORDER_H
#define SAMPLE_RECORDER_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "sample/corestat.h"
#include "sample/history.h"

#define RECORDER_UNSEEN SIZE_MAX

struct recorder;

/* A worker's counters, in ns since it began. */
struct worker_reading {
    const char *name;           /* copied, as far as it fits */
    enum worker_state state;
    int core;                   /* -1: not known */
    uint64_t run;
    uint64_t wait;
};

/* `tick` is a clock tick of corestat in ns.  recorder_free() ends it. */
struct recorder *recorder_new(int64_t tick);
void recorder_free(struct recorder *recorder);

/* `history` is borrowed until recorder_end(), the same one each time. */
void recorder_begin(struct recorder *recorder, int64_t now,
                    struct history *history);
void recorder_core(struct recorder *recorder, const struct corestat *stat);

/*
 * A worker appears.  Returns its index, or RECORDER_UNSEEN, which may be
 * passed below, when there are too many to keep.
 */
size_t recorder_appear(struct recorder *recorder, enum worker_kind kind,
                       pid_t pid, pid_t tid);
/* The numbers that it has for itself; the same where nothing is said. */
void recorder_inside(struct recorder *recorder, size_t worker, pid_t pid,
                     pid_t tid);
void recorder_worker(struct recorder *recorder, size_t worker,
                     const struct worker_reading *reading);
/* It is there as it was, and did not run. */
void recorder_still(struct recorder *recorder, size_t worker);
void recorder_gone(struct recorder *recorder, size_t worker);

void recorder_end(struct recorder *recorder);

#endif
