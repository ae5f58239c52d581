/* check --watch: checks again and again, each time that a file is saved. */
#ifndef CLI_CHECK_WATCH_H
#define CLI_CHECK_WATCH_H

#include "cli/checks.h"

/*
 * Check what was chosen, then whatever is saved of it, until the user ends
 * it; of many, nothing before one is saved.  The exit status.
 */
int check_watch(struct checks *chosen);

#endif
