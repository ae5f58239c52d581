/*
 * Of many cores or workers: which are worth a line of their own, and how
 * the others are counted.
 */
#ifndef REPORT_BUSIEST_H
#define REPORT_BUSIEST_H

#include <stddef.h>

#include "base/str.h"
#include "sample/history.h"

/*
 * The `most` highest of the scores: their indexes, in ascending order.  Of
 * equal ones the first; a negative one is never chosen.  Returns how many
 * there are.
 */
size_t busiest_choose(const double *scores, size_t count, size_t most,
                      size_t *ret_chosen);

/* The cores that have no line. */
struct busiest_cores {
    size_t busy;
    size_t idle;
    double percent;             /* all of the busy ones together */
};

/* Below that many percent a core is idle. */
#define BUSIEST_IDLE 5

void busiest_count_core(struct busiest_cores *rest, double percent);
/* "12 more are 40 % busy on average, 492 are idle"; "" where there are
 * none.  Appends to ret_text. */
void busiest_say_cores(const struct busiest_cores *rest,
                       struct str *ret_text);

/* The workers that have no line. */
struct busiest_workers {
    size_t running;             /* most of what they did lately */
    size_t waiting;             /* ... for a core */
    size_t sleeping;
    size_t done;
    size_t unseen;              /* too many to know more of them */
};

void busiest_count_worker(struct busiest_workers *rest,
                          const struct worker *worker);
/* "985 more: 12 running, 970 asleep, 3 over"; "" where there are none.
 * Appends to ret_text. */
void busiest_say_workers(const struct busiest_workers *rest,
                         struct str *ret_text);

#endif
