/* What the journal knows of each exercise: a hash table by name. */
#ifndef COURSE_ENTRIES_H
#define COURSE_ENTRIES_H

#include <stddef.h>

#include "course/journal.h"

struct entry {
    char *exercise;             /* NULL: the slot is free */
    enum progress progress;
    int runs;
    struct checked checked;
    uint64_t *hints;            /* that were seen, in their order */
    size_t nhints;
    int *answers;
    size_t nanswers;
};

struct entries {
    struct entry *slots;        /* at most half full */
    size_t nslots;              /* a power of two */
    size_t nused;
};

#define ENTRIES_INIT {0}

void entries_release(struct entries *entries);

/* The entry of that name, made if there is none.  Borrowed, until the next
 * call. */
struct entry *entries_for(struct entries *entries, const char *name,
                          size_t len);

/* NULL: there is none. */
const struct entry *entries_find(const struct entries *entries,
                                 const char *name);

#endif
