/*
 * Waiting for a builder or a runner and, at the same time, for the signals
 * that ask the tutor to end.  From waits_begin() on these signals no longer
 * kill it: whoever waits ends what it has started, and then itself.
 */
#ifndef CLI_WAIT_H
#define CLI_WAIT_H

/* 0 or -errno. */
int waits_begin(void);

enum wait_result {
    WAIT_READY = 1 << 0,        /* the descriptor is readable */
    WAIT_SIGNAL = 1 << 1,       /* SIGINT, SIGTERM or SIGHUP came */
};

/* Wait for up to `ms` (-1: for ever).  Returns wait_results, 0 when the time
 * is over, or -errno. */
int wait_for(int fd, int ms);

#endif
