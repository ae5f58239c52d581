/*
 * Who can never go on?  Knows tasks as numbers, and of each what could end
 * its wait; finds those for whom nobody is left who could, and a cycle among
 * them.
 */
#ifndef RUN_KNOT_H
#define RUN_KNOT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum knot_end {
    KNOT_ITSELF,                /* it runs, or may go on by itself */
    KNOT_NOBODY,                /* who could is gone */
    KNOT_TASK,                  /* `task` alone */
    KNOT_PROCESSES,             /* any task of `processes` */
    KNOT_ANYBODY,               /* any task of any process */
};

struct knot_task {
    pid_t process;
    enum knot_end end;
    size_t task;                /* also of KNOT_ANYBODY, where `told` */
    const pid_t *processes;     /* borrowed */
    size_t nprocesses;
    bool told;                  /* the machine names those that it waits
                                 * for: they can be part of a cycle */

    bool stuck;                 /* out: nobody can end its wait */
};

/* Fill in `stuck` of all.  Returns how many are. */
size_t knot_find(struct knot_task *tasks, size_t count);

/*
 * A cycle among those that are stuck: ret_cycle[0] waits for ret_cycle[1],
 * and the last for the first.  Returns its length, 0: there is none.
 * ret_cycle has room for `count`.
 */
size_t knot_cycle(const struct knot_task *tasks, size_t count,
                  size_t *ret_cycle);

#endif
