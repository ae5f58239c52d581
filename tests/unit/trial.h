/*
 * Trials of the runner.  Each is a process of its own with a time limit,
 * because it starts processes that do not want to end.  Programs are started
 * with a mark among their arguments, which their children inherit: whatever
 * of it is left afterwards is found by its command line.
 */
#ifndef UNIT_TRIAL_H
#define UNIT_TRIAL_H

#include "run/runner.h"

#define CHECK(condition) \
    ((condition) ? (void)0 : trial_fail(#condition, __LINE__))

/* To be given to every program as an argument. */
extern char trial_mark[64];

_Noreturn void trial_fail(const char *what, int line);

/* What the runs that trial_start() starts may take; 0: the usual. */
extern struct limits trial_limits;

/* How many processes have the mark. */
int trial_count_marked(void);

/* How many descriptors this process has, by one too many. */
int trial_count_fds(void);

/* Run body as a process of its own; it leaves nothing behind. */
void trial_alone(void (*body)(void));

/* Whether programs get namespaces: found by starting one. */
bool trial_is_contained(void);

/* Start a mode of the hostile program; argument may be NULL. */
struct runner *trial_start(struct run *run, const char *mode,
                           const char *argument);
int trial_step(struct runner *runner);
void trial_wait_until_over(struct runner *runner);
void trial_wait_until_ready(struct runner *runner, struct run *run);

/* Start a mode and see it to its end. */
void trial_go(struct run *run, const char *mode, const char *argument);

/* Start a mode, and stop it when it is ready. */
void trial_go_and_stop(const char *mode);

#endif
