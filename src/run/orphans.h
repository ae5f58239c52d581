/*
 * What is left when a program has killed its keeper.  The tutor is the next
 * subreaper above, so that the program's processes come to it.
 */
#ifndef RUN_ORPHANS_H
#define RUN_ORPHANS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct orphans {
    pid_t first;                /* the program's first process */
    uint64_t since;             /* the keeper's start, as in proc(5) */
    int64_t began;              /* the program's, clock_now() */

    /* what is learnt of those that were waited for: */
    bool first_over;
    int status;                 /* of the first process */
    int64_t cpu_ns;
    long peak_rss_kib;
};

/*
 * End the orphans that there are, and wait for those that are over.  Does
 * not block.  Returns how many there were: when none, nothing is left.
 */
unsigned orphans_end(struct orphans *orphans);

/* End all below a process that is alive, but not this process itself. */
void orphans_end_below(pid_t keeper);

struct rusage;

/* Add what somebody who was waited for has used. */
void orphans_count(struct orphans *orphans, const struct rusage *used);

#endif
