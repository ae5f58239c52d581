/*
 * A program's share of the processors beside others, where the scheduler
 * shares by session (autogroups).  Of a thousand processes that are born at
 * once it gives their session far more than its share for a tenth of a
 * second at a time, and whoever sits at the keys waits.
 *
 * A smaller share is no loss on a machine that does nothing else.
 * Async-signal-safe.
 */
#ifndef RUN_SHARE_H
#define RUN_SHARE_H

#include <stdbool.h>
#include <sys/types.h>

struct share {
    bool lowered;
};

/* Lower the share of that process's session, or raise it again; the kernel
 * does either ten times a second at most, so say it again and again. */
void share_suit(struct share *share, pid_t pid, bool lower);

#endif
