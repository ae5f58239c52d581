/* What pools, pending jobs and iterators know of each other. */
#ifndef MP_POOL_H
#define MP_POOL_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "guest/mp/jobs.h"
#include "guest/mp/mp.h"
#include "guest/mp/store.h"

struct mp_pool {
    pid_t owner;
    int nworkers;
    int nstarted;               /* workers there are */
    struct mp_process **workers;
    struct pollfd *fds;         /* a worker each, then the jobs' */
    struct mp_jobs *jobs;
    struct mp_store store;      /* the regions are the pending jobs' */
    struct mp_pending **slots;  /* who has which slot of the jobs */
    struct mp_pending *forgotten; /* freed before they were over, in turn */
    struct mp_pending **forgotten_end;
    struct mp_fault fault;
    struct mp_fault death;      /* of the worker that broke it */
    const struct mp_jobs_slot *death_slot; /* what it was at; or NULL */
    bool ending;                /* closed or terminated */
    bool terminated;
    bool broken;                /* a worker died before its time */
    bool blind;                 /* some worker's end has no descriptor */
};

struct mp_pending {
    struct mp_region region;    /* first, so that the store finds it */
    struct mp_pool *pool;       /* NULL: it is gone, or not needed any more */
    struct mp_pending *next;    /* that was forgotten */
    struct mp_jobs_slot *slot;  /* NULL: over */
    struct mp_jobs_job job;
    void *results;              /* NULL: they are not copied */
    int error;                  /* once over: the first, or 0 */
    size_t task;                /* that returned it */
    bool got;                   /* results are copied, the region is given */
};

/* Remember what went wrong; returns the error. */
int mp_pool_fail(struct mp_pool *pool, int error, size_t task);

/*
 * Wait until ready() says so; that may be asked often.  -ETIMEDOUT,
 * -ECHILD: a worker died, -ECANCELED: all were killed.
 */
int mp_pool_wait(struct mp_pool *pool, bool (*ready)(void *what), void *what,
                 double seconds);

/* As mp_pool_start(); with `ordered` its job has an order and errors. */
int mp_pending_start(struct mp_pool *pool, const struct mp_job *job,
                     bool ordered, struct mp_pending **ret_pending);
/* The error of a wait for a job, and remember what was wrong. */
int mp_pending_fail(const struct mp_pending *pending, int error);
/* Forget those that are over. */
void mp_pending_sweep(struct mp_pool *pool);
/* The pool goes. */
void mp_pending_orphan(struct mp_pool *pool);

#endif
