/*
 * Steps between numbers that a person can read: 1, 2 or 5 times a power of
 * ten.  What stands on one is made from a whole number of steps, never by
 * adding steps up, so that 3 times 0.1 is the number that is written 0.3.
 */
#ifndef REPORT_STEP_H
#define REPORT_STEP_H

#include <stdbool.h>

#define STEP_POWERS 308         /* of ten, at most, in a double */
#define STEP_COUNT 1e15         /* from zero, so that each is exact */

struct step {
    int digit;
    int power;
};

/*
 * The first step to try where so many are to reach over that width, and
 * false where it is too small for any.  Ends may be as far apart as doubles
 * go: nothing is subtracted that could overflow.
 */
bool step_begin(double from, double to, double count, struct step *ret_step);

/* The next wider one. */
void step_widen(struct step *step);

/* So many of them, from zero; what is too much for a double is its end. */
double step_value(const struct step *step, double count);

/* A value in steps. */
double step_count(const struct step *step, double value);

#endif
