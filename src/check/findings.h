/*
 * What a check found out about a program: how far up the ladder it got, the
 * verdict, and the evidence for it.  Reports and screens read this struct;
 * none of them knows how it came about.
 */
#ifndef CHECK_FINDINGS_H
#define CHECK_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "build/builder.h"
#include "check/sanitizer.h"
#include "course/exercise.h"
#include "course/verdict.h"
#include "run/run.h"

enum rung_id { RUNG_BUILD, RUNG_RUN, RUNG_SANITIZE, RUNG_SPEED, RUNGS };

enum rung_state {
    RUNG_AHEAD,
    RUNG_CLIMBING,
    RUNG_HELD,
    RUNG_BROKE,
    RUNG_UNKNOWN,               /* this machine could not tell */
    RUNG_SPARED,                /* not asked for, or after one that broke */
};

struct rung {
    enum rung_state state;
    double seconds;             /* on the clock, from its first step to its
                                 * last */
    char *detail;               /* one phrase, or NULL */
};

/* With which of the programs a trial was made. */
enum trial_kind { TRIAL_PLAIN, TRIAL_SANITIZED, TRIAL_HOOKED };

/* How trials of one kind went. */
struct tally {
    size_t wanted;
    size_t done;
    size_t wrong;               /* of the done: a condition did not hold */
};

struct findings {
    const struct exercise *exercise; /* borrowed */
    char *file;                 /* that was checked */
    uint64_t hash;              /* of its content */
    uint64_t seed;              /* of the knobs and of the schedules */
    struct rung rungs[RUNGS];
    enum verdict verdict;       /* VERDICT_NONE while it climbs */
    char *sentence;             /* what the verdict means here, or NULL */
    char *remedy;               /* of VERDICT_NOT_CHECKED, or NULL */

    struct build build;         /* of the plain program */
    struct tally plain;
    struct tally hooked;        /* with the threads switched on purpose */
    bool unsaid;                /* a result was missing in one of these */

    /* The first trial that was not right; no exercise: there is none. */
    struct run failing;
    enum trial_kind failing_kind;
    char *mismatch;             /* what was wrong with its results, or NULL */
    const char *uncompared;     /* why some were not compared with those of
                                 * the solution, or NULL; static */
    char *switched;             /* ... only with the threads switched, or
                                 * NULL */

    /* What ThreadSanitizer found, and in how many runs it looked. */
    struct sanitizer sanitizer;
    size_t sanitized;

    /* A race that the hooks saw, also between processes. */
    struct race race;
    bool raced;
    const char *blind;          /* why they may have missed one, or NULL;
                                 * static */
    bool forked;                /* there were processes, which they alone
                                 * see */
    bool fenced;                /* they saw atomic_thread_fence(), too, */
    bool heard;                 /* or signals, files and descriptors tell */

    /* What [check]'s `overlap` asks for: whether a trial had it, and what a
     * trial without it was like, or NULL. */
    bool overlapped;
    char *apart;

    /* How many times faster than the start file; 0: not measured. */
    double gain;

    /* Measured from outside; what a program says of itself is not asked. */
    bool workers_known;
    double workers_wanted;      /* by the knobs of that trial; 0: any */
    size_t workers;             /* that existed at one time, and took part */
    bool needless;              /* the results are right without them, too */
};

#define FINDINGS_INIT {.verdict = VERDICT_NONE}

void findings_release(struct findings *findings);

/* The race to be shown; NULL: none was found. */
const struct race *findings_race(const struct findings *findings);

/* "builds", "runs", "sanitize", "speed" */
const char *rung_name(enum rung_id rung);

#endif
