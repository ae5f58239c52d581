/*
 * Writers of a journal, each a process, in a folder of their own.  What they
 * were told is kept stands in memory that outlives them.
 */
#ifndef UNIT_WRITERS_H
#define UNIT_WRITERS_H

#include <sys/types.h>

/* Counted by writers, after journal_record_run() has said 0. */
struct told {
    volatile int runs[2];
};

extern char writers_folder[];
extern char *writers_path;      /* of the journal */
extern struct told *writers_told;

/* cmocka's. */
int writers_set_up(void **state);
int writers_tear_down(void **state);

/* How many runs of an exercise the journal has. */
int writers_read(const char *exercise);
/* Record runs of "0" or "1" up to `most`; the errors are left out. */
void writers_write(int writer, int most);
/* The same in a process of its own. */
pid_t writers_start(int writer, int most);
/* Wait for it, and return its wait status. */
int writers_status(pid_t pid);

#endif
