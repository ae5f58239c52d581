/*
 * Waiting for a builder or a runner and, at the same time, for the signals
 * that ask the tutor to end.  From waits_begin() on these signals no longer
 * kill it: whoever waits ends what it has started, and then itself.  One that
 * was ignored when the tutor began stays so.
 */
#ifndef CLI_WAIT_H
#define CLI_WAIT_H

struct runner;

/* EXIT_FINE; or complains in the name of that command, and returns
 * EXIT_MISSING. */
int waits_begin(const char *command);

enum wait_result {
    WAIT_READY = 1 << 0,        /* the descriptor is readable */
    WAIT_SIGNAL = 1 << 1,       /* SIGINT, SIGTERM or SIGHUP came */
};

/* Wait for up to `ms` (-1: for ever).  Returns wait_results, 0 when the time
 * is over, or -errno. */
int wait_for(int fd, int ms);

/* Wait until there is something to do for a runner.  A signal begins to end
 * its run: EXIT_INTERRUPTED, else EXIT_FINE. */
int wait_for_runner(struct runner *runner);

/* The same until its run is over. */
int wait_for_end(struct runner *runner);

#endif
