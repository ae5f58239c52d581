/*
 * A condition over the results of a run: "counter == expected",
 * "counter < threads * iterations", "error < 1e-9 and seconds < 2".
 * What is divided by zero has no value, and no comparison with it holds.
 *
 *     condition:  clause { "," clause }                      all must hold
 *     clause:     comparison { ("and" | "or") comparison }   left to right
 *     comparison: sum (== | != | < | <= | > | >=) sum | "true"
 *     sum:        product { (+ | -) product }
 *     product:    factor { (* | /) factor }
 *     factor:     number | name | ( sum ) | - factor
 */
#ifndef COURSE_CONDITION_H
#define COURSE_CONDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/* The value of a name: 0, or -ENOENT where the run has none of that name. */
typedef int (*condition_lookup)(void *context, const char *name,
                                double *ret_value);

/* 0, or -EINVAL with a sentence in diag (which keeps its file and line). */
int condition_check(const char *text, struct diag *diag);

/*
 * Whether it holds: 1 or 0; -ENOENT where a name has no value (diag says
 * which), -EINVAL for one that condition_check() refuses.
 */
int condition_holds(const char *text, condition_lookup lookup, void *context,
                    struct diag *diag);

/* The value of a sum, which is NaN where it divides by zero.  Returns 0, or
 * as condition_holds() does. */
int condition_sum(const char *text, condition_lookup lookup, void *context,
                  double *ret_value, struct diag *diag);

/* The two sides of a comparison, and what they came to; the texts point into
 * the condition. */
struct condition_gap {
    const char *left_text;
    size_t left_len;
    double left;
    char sign[3];               /* "==", "<", ... */
    const char *right_text;
    size_t right_len;
    double right;
};

/*
 * condition_holds(), which where it returns 0 also says in *ret_gap which
 * comparison failed: the last one that did not hold in the first clause
 * that did not.
 */
int condition_explain(const char *text, condition_lookup lookup,
                      void *context, struct condition_gap *ret_gap,
                      struct diag *diag);

#endif
