/* A run until it is over: what it prints as it comes, and what is to be
 * said meanwhile. */
#ifndef CLI_FOLLOW_H
#define CLI_FOLLOW_H

#include <stdbool.h>

#include "cli/out.h"
#include "run/runner.h"

struct follow {
    struct out *out;
    bool live;                  /* show its output while it runs */
    bool progress;              /* where not, say that it runs */
    bool impatient;             /* end it where it hangs */
    const char *name;
};

/*
 * Until it is over; waits_begin() came before.  A signal ends it: returns
 * EXIT_INTERRUPTED then, else EXIT_FINE.
 */
int follow_run(const struct follow *follow, struct runner *runner,
               const struct run *run);

#endif
