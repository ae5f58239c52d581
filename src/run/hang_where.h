/*
 * Where in the program its tasks stand, and what the things are called that
 * they wait for.
 */
#ifndef RUN_HANG_WHERE_H
#define RUN_HANG_WHERE_H

#include "run/hang.h"
#include "run/scene.h"

/*
 * Fill in frames and names of the tasks that will be told.  What the bytes
 * of a lock did not say for certain is said by the call that the task is in,
 * and what they seemed to say is taken back where that is another one.
 */
void hang_where(struct scene *scene, struct hang *hang);

/*
 * The same of those that run, which are stopped for it: only when the run is
 * about to be ended.
 */
void hang_where_running(struct scene *scene, struct hang *hang);

/* Whether a task that waits for its time is a sanitizer's own. */
bool hang_is_helper(struct scene *scene, size_t task);

#endif
