/*
 * What the machine did while a program ran, as numbers: the readings of
 * each core and of each worker, ten times a second, for a view to draw.
 */
#ifndef SAMPLE_HISTORY_H
#define SAMPLE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define HISTORY_SLOTS 64        /* the newest readings that are kept */

/* One core between two readings; shares in percent of that time. */
struct core_slot {
    uint8_t busy;               /* all programs */
    uint8_t ours;               /* this run's workers, never above busy */
};

struct core {
    unsigned number;            /* the kernel's */
    int busy;                   /* over the last second, percent, or -1 */
    int ours;
    double busy_seconds;        /* since the run began */
    double ours_seconds;
    struct core_slot slots[HISTORY_SLOTS]; /* oldest first */
    unsigned nslots;
};

enum worker_kind { WORKER_PROCESS, WORKER_THREAD };

enum worker_state {
    WORKER_RUNNING,             /* on a core or waiting for one */
    WORKER_SLEEPING,            /* waiting for something else */
    WORKER_STOPPED,
    WORKER_DONE,                /* gone, or a zombie */
};

/* One worker between two readings; shares in percent of that time, the rest
 * it slept (or did not exist). */
struct worker_slot {
    uint8_t running;
    uint8_t waiting;            /* runnable, without a core */
};

struct worker {
    enum worker_kind kind;      /* a process is its main thread */
    pid_t pid;
    pid_t tid;
    pid_t pid_inside;           /* as the program itself sees them */
    pid_t tid_inside;
    char name[16];              /* as the kernel has it, control-free */
    enum worker_state state;
    int last_core;              /* -1: not known */
    double run_seconds;         /* exact, as of the last reading */
    double wait_seconds;
    int running;                /* over the last 3 seconds, percent */
    int waiting;
    unsigned long first_reading; /* the reading in which it was first seen */
    unsigned long last_reading; /* ... and last seen alive */
    struct worker_slot slots[HISTORY_SLOTS]; /* slots[i] is reading
                                    * (readings - nslots + i) of the run */
    unsigned nslots;
};

struct history {
    unsigned long readings;     /* taken so far */
    int64_t began;              /* clock_now() of the first */
    int64_t latest;             /* ... and of the newest */
    struct core *cores;         /* by number */
    size_t ncores;
    struct worker *workers;     /* in order of appearance */
    size_t nworkers;
    size_t unseen_workers;      /* more than HISTORY_WORKERS: only counted */
};

#define HISTORY_INIT {0}
#define HISTORY_WORKERS 4096

void history_release(struct history *history);

/*
 * What to call a worker: "main" for the first process, then "thread 1",
 * "process 1", ... in the order in which they appeared.
 */
void history_label(const struct history *history, size_t index, char *buf,
                   size_t size);

#endif
