/*
 * Where a talk is, for those who follow it from another terminal: a small
 * file a talk, PREFIX.XXXXXX, replaced as a whole at each step.  It is locked
 * for as long as the talk goes on, so that what a killed one has left is told
 * from one that still goes on, and is removed.
 */
#ifndef COURSE_BEACON_H
#define COURSE_BEACON_H

#include <stddef.h>
#include <stdint.h>

struct beacon_place {
    char *lessons;              /* names of all of the talk's, in order, with
                                 * a blank between two */
    char *lesson;               /* name of the one that is shown */
    size_t number;              /* of the slide in it, from 1 */
    size_t step;                /* pauses of it that are over */
    int64_t began;              /* seconds since 1970 */
};

#define BEACON_PLACE_INIT {0}
void beacon_place_release(struct beacon_place *place);

struct beacon;

/*
 * Begin; nothing is seen before beacon_show().  The prefix's folder is made
 * if it is not there.  beacon_free() ends it and removes the file.  Returns
 * 0 or -errno.
 */
int beacon_new(const char *prefix, struct beacon **ret_beacon);
void beacon_free(struct beacon *beacon);

/* Returns 0 or -errno; then followers see what was shown before. */
int beacon_show(struct beacon *beacon, const struct beacon_place *place);

/*
 * The talk that began last, of those that go on under that prefix: 0, and
 * beacon_place_release() ends the place; -ENOENT where there is none; else
 * -errno.
 */
int beacon_find(const char *prefix, struct beacon_place *ret_place);

/*
 * A descriptor that becomes readable when beacon_find() may find something
 * else, or -errno where this system cannot say; close() ends it.
 */
int beacon_watch(const char *prefix);
/* Take what made it readable. */
void beacon_seen(int fd);

#endif
