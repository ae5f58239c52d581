/*
 * The values along one side of a picture: from where to where they go, and
 * at which of them marks stand that a person can read.
 */
#ifndef REPORT_AXIS_H
#define REPORT_AXIS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define AXIS_MARKS 16

/* The smallest and the largest of some finite values. */
struct range {
    double min, max;
    bool any;                   /* there are values; else nothing is meant */
};

/* Take that value in, too. */
void range_add(struct range *range, double value);

struct axis {
    bool log;
    double from, to;            /* from <= to, and > 0 where `log` */
    double marks[AXIS_MARKS];   /* ascending, within from..to */
    size_t nmarks;
};

/*
 * From one mark to another, around what is in the range: marks are whole
 * multiples of 1, 2 or 5 times a power of ten, or powers of ten where the
 * axis is logarithmic, `most` of them or fewer (2 at least, and 3 around
 * zero, whatever is asked for).  A range without values is 0..1, or 1..10.
 */
void axis_around(const struct range *range, bool log, size_t most,
                 struct axis *ret_axis);

/* The same marks, as far as they lie within the range, which it ends with.
 * Both ends may be the same value. */
void axis_within(const struct range *range, bool log, size_t most,
                 struct axis *ret_axis);

/* Where a value lies, from 0 to 1, what is beyond at the end; in the middle
 * where both ends are the same. */
double axis_place(const struct axis *axis, double value);

/* A value in a few characters: "0.005", "20000", "1e6", "2.5e-14"; whole
 * numbers exactly.  Appends to ret_text. */
void axis_number(double value, struct str *ret_text);

#endif
