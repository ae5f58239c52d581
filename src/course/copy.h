/*
 * The learner's own copies of start files.  The start file is never written
 * to; what a copy was started from is remembered (started.h).
 */
#ifndef COURSE_COPY_H
#define COURSE_COPY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "course/exercise.h"

struct course;

/*
 * Make the copy unless it is there.  Returns 1 when it was made, 0 when it
 * was there, or -errno with a sentence in diag.
 */
int copy_make(const struct course *course, const struct exercise *exercise,
              struct diag *diag);

/* The file a run uses: the learner's copy, or the start file while there is
 * none.  Borrowed from the exercise. */
const char *copy_current(const struct exercise *exercise);

/* Whether the start file is another than the one that the copy was made of:
 * 1, 0, or -errno where that is not known. */
int copy_start_changed(const struct course *course,
                       const struct exercise *exercise);

/* The hash of all bytes of the learner's copy: 0 or -errno. */
int copy_hash(const struct exercise *exercise, uint64_t *ret_hash);

/* Whether the learner has a copy that differs from the start file. */
bool copy_changed(const struct exercise *exercise);

#endif
