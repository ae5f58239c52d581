/* Processes for tests: some that do the same, and what becomes of them. */
#ifndef WORKERS_H
#define WORKERS_H

#include "guest/mp/mp.h"

#define WORKERS_MAX 64

struct workers {
    int count;
    struct mp_process *processes[WORKERS_MAX];
};

/* Start target(arg) in so many processes. */
void workers_start(struct workers *workers, int count, int (*target)(void *),
                   void *arg);
/* Each has to return 0. */
void workers_join(struct workers *workers);
/* End them, whatever they do. */
void workers_kill(struct workers *workers);

/* One process, which has to return 0 by itself. */
void worker_run(int (*target)(void *), void *arg);
/* Start one and wait until it sleeps in a system call. */
struct mp_process *worker_asleep(int (*target)(void *), void *arg);
/* It ends, and returns 0. */
void worker_end(struct mp_process *process);

#endif
