/* Numbers beside each other, in words. */
#ifndef REPORT_COMPARE_H
#define REPORT_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define COMPARE_MOST 16
#define COMPARE_ALIKE 1.1       /* times as much: no difference */

struct entry {
    const char *name;
    size_t name_len;
    double number;              /* finite */
};

struct entries {
    const char *unit;           /* or NULL */
    bool time;                  /* less is faster */
    bool named;                 /* never just "both" or "all" */
    struct entry items[COMPARE_MOST]; /* the first: what the others are
                                       * compared with */
    size_t count;
};

/*
 * "processes is 3.9 times as fast as serial; threads takes 1.2 times as
 * long", "both are about the same", "serial is 120 ms"; "" for none.  Zero
 * has no ratio, so zeros are told apart: "plain is 0 ns; ..."; where there is
 * less than zero, only the largest and the smallest are named.
 * Appends to ret_text, as the others do.
 */
void compare(const struct entries *entries, struct str *ret_text);

/* "3.9 times", "0.02 times", "2.1e6 times" */
void compare_add_times(double times, struct str *ret_text);

/* "120 ms" */
void compare_add_value(double value, const char *unit, struct str *ret_text);

#endif
