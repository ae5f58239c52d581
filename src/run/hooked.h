/*
 * What the hooks of a checked program saw (src/guest/hooks): races, a
 * deadlock, who took part, who waits for what.  It can be read while the
 * program runs and after it.  The program may have written anything there,
 * so all of it is bounded here; that it is true is another matter.
 */
#ifndef RUN_HOOKED_H
#define RUN_HOOKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire/hooks.h"

struct hooked;

/*
 * Memory for one run; `seed` decides where tasks yield, 0: nowhere.
 * Returns 0 or -errno; hooked_free() ends it.
 */
int hooked_new(uint64_t seed, struct hooked **ret_hooked);
void hooked_free(struct hooked *hooked);
/* Before it begins: its workers are to do nothing of what they are given. */
void hooked_make_idle(struct hooked *hooked);

/* For keep_fd and env of a struct runner_spec; borrowed. */
int hooked_fd(const struct hooked *hooked);
const char *const *hooked_env(const struct hooked *hooked);

/* Below, a pc is an address of the program's file, 0: none; and so is an
 * address where `in_program`, else it is one in its process. */
struct hooked_lock {
    uint64_t address;
    bool in_program;
    uint64_t pc;                /* where it was taken */
    uint32_t object;            /* which lock, in whatever process; or 0 */
};

struct hooked_task {
    uint32_t number;            /* 0: main; as others name it */
    enum hooks_kind kind;
    uint32_t creator;           /* HOOKS_NOBODY: not known */
    uint32_t pid, tid;          /* as the program sees them */
    uint64_t start;             /* pc */
    bool ended;                 /* as far as is known */
    bool took_part;             /* changed what others may reach, returned a
                                 * value, wrote to a descriptor, or, as a
                                 * process, ran any function at all */
    bool returned, wrote, serves; /* ... libmp alone: it is no worker */
    bool heard;                 /* of others, by signals, names or ends */
    uint64_t entries, reads, writes, changes, calls;
    uint64_t sites[HOOKS_SITES];        /* where it wrote or changed, 0: no
                                         * more; race.h does so as well */
    enum hooks_wait wait;       /* HOOKS_NOTHING: it does not */
    uint64_t wait_address, wait_pc;
    bool wait_in_program;
    uint32_t wait_object;
    uint32_t wait_task;         /* who has that, or whose end; or NOBODY */
    struct hooked_lock holds[HOOKS_LOCKS];
    size_t nholds;
};

struct hooked_side {
    uint32_t task, size;
    bool writes, atomic;
    uint64_t address;
    bool in_program;
    uint64_t pc;
    uint64_t callers[HOOKS_FRAMES];
    size_t ncallers;
    struct hooked_lock holds[HOOKS_LOCKS];
    size_t nholds;
};

struct hooked_race {
    struct hooked_side side[2]; /* the later one first */
    uint64_t pointer;           /* the address of a variable that may point
                                 * to shared memory there, or 0 */
    uint64_t pointed;           /* ... so many bytes before side[0] */
};

struct hooked_link {
    uint32_t task;
    enum hooks_wait wait;
    uint64_t wait_address, wait_pc;
    bool wait_in_program;
    uint64_t held_pc;           /* where the next one took it; 0: a join */
};

struct hooked_report {
    bool started;               /* the program has hooks */
    enum hooks_blind blind;     /* other than HOOKS_SEES: some races may be
                                 * missing, none is untrue */
    bool fenced;                /* it called atomic_thread_fence() */
    bool heard;                 /* ... or one of several threads heard */
    uint64_t unwatched, yields;
    double yield_seconds;       /* of all tasks together */
    uint64_t bias;
    struct hooked_task *tasks;  /* main first */
    size_t ntasks;
    unsigned nworkers;          /* that ever were, rows or not */
    unsigned took_part;         /* of tasks, without main */
    unsigned most_at_once;      /* workers made and not yet waited for */
    struct hooked_race races[HOOKS_RACES];
    size_t nraces;
    struct hooked_link deadlock[HOOKS_CYCLE];
    size_t nlinks;              /* 0: no deadlock */
};

#define HOOKED_REPORT_INIT {0}

/* How much it did, as far as it was seen. */
uint64_t hooked_deeds(const struct hooked_task *task);
/* Returns 0 or -EAGAIN while no program has begun.  hooked_report_release()
 * ends what it gave. */
int hooked_read(const struct hooked *hooked, struct hooked_report *report);
void hooked_report_release(struct hooked_report *report);

#endif
