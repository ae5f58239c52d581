/*
 * ThreadSanitizer's reports as data: what it found, or why it could not
 * look.  Its exit status alone is never believed: it is the same for a race
 * and for a sanitizer that could not start.
 */
#ifndef CHECK_SANITIZER_H
#define CHECK_SANITIZER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "check/race.h"
#include "run/run.h"

#define SANITIZER_REPORTS 16    /* of a run that are kept */
#define SANITIZER_CYCLE 6       /* locks of a cycle */

enum sanitizer_kind {
    SANITIZER_RACE,             /* also on freed memory and on vptrs */
    SANITIZER_ORDER,            /* locks taken in different orders */
    SANITIZER_LOCK,             /* a lock used wrongly: unlocked by another,
                                 * destroyed while locked, taken twice */
    SANITIZER_LEAK,             /* a thread that nobody joined */
    SANITIZER_SIGNAL,           /* what no signal handler may call */
    SANITIZER_OTHER,
};

/* One step of a cycle of locks. */
struct sanitizer_order {
    char *worker;
    char *holds;                /* which lock */
    char *wants;
    struct race_stack held;     /* where it took the one */
    struct race_stack wanted;   /* ... and then the other */
};

struct sanitizer_report {
    enum sanitizer_kind kind;
    char *title;                /* "data race": its own words */
    long pid;                   /* as its process knows itself */

    /* Of a race.  Of all others the first access is where it happened, the
     * second what belongs to it, if anything; neither touches anything. */
    struct race race;
    char *lock;                 /* of SANITIZER_LOCK, or NULL */
    struct sanitizer_order order[SANITIZER_CYCLE];
    size_t norder;              /* of SANITIZER_ORDER */
};

enum sanitizer_outcome {
    SANITIZER_CLEAN,            /* it looked, to the end, and found nothing */
    SANITIZER_FOUND,
    SANITIZER_CRASHED,          /* the program did, by itself */
    SANITIZER_UNFINISHED,       /* stopped before its end; nothing until then */
    SANITIZER_COULD_NOT,        /* `why` says why */
};

struct sanitizer {
    enum sanitizer_outcome outcome;
    struct sanitizer_report *reports; /* each only once */
    size_t nreports;
    size_t unkept;              /* more than were kept */
    bool try_fixed;             /* of COULD_NOT: it may start without random
                                 * addresses (RUNNER_NO_ASLR) */
    char *why;                  /* of COULD_NOT: a sentence without its full
                                 * stop; or NULL */
    char *unknown;              /* what the program uses and the sanitizer
                                 * does not know: "flock()"; or NULL */
    bool hooks_know;            /* ... and our own hooks do */
    struct race_stack crash;    /* of CRASHED, where that is known */
};

#define SANITIZER_INIT {.reports = NULL}

struct sanitizer_spec {
    const struct run *run;      /* that is over */
    const char *text;           /* what the sanitizer wrote: its log and what
                                 * went to stderr before there was one */
    const char *program;        /* the file that ran */
    const char *root;           /* of the course, or NULL */
    const char *file;           /* the learner's, as in race_init() */
};

void sanitizer_read(const struct sanitizer_spec *spec,
                    struct sanitizer *ret_sanitizer);
/* Races that it found may be none, since it does not know that, which our
 * own hooks know: "atomic_thread_fence()".  What else it found stays.  Returns
 * whether there were any. */
bool sanitizer_doubt(struct sanitizer *sanitizer, const char *unknown);

void sanitizer_release(struct sanitizer *sanitizer);

/*
 * What a sanitized program needs in its environment: "TSAN_OPTIONS=...".
 * Reports go to files log.PID, one a process.  `log` is a path that the
 * program sees, too, without quotes in it.  The caller's, free() ends it.
 *
 * A program that runs through ends with its own status, or with
 * SANITIZER_EXIT where something was found.  So it does, too, where it
 * crashes, and mostly where the sanitizer cannot start.
 */
char *sanitizer_options(const char *log);
#define SANITIZER_EXIT 66

/* Add what these files say, and remove them. */
void sanitizer_take_log(const char *log, struct str *text);

#endif
