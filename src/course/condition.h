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

#endif
