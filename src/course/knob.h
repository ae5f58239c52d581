/* A number that an exercise takes: its name, default and range. */
#ifndef COURSE_KNOB_H
#define COURSE_KNOB_H

#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct knob {
    char *name;
    int64_t value;              /* the default */
    int64_t min;
    int64_t max;
};

/*
 * A whole number as a person writes it: "1000000", "1_000_000", "1e6", "10k",
 * "2M", "-3".  Returns 0, -EINVAL, or -ERANGE beyond 64 bits.
 */
int knob_number(const char *text, int64_t *ret_value);

/*
 * `text` as a value of that knob.  Returns 0, or -EINVAL or -ERANGE with a
 * sentence in diag that names the knob, what was given and the range.
 */
int knob_parse(const struct knob *knob, const char *text, int64_t *ret_value,
               struct diag *diag);

/*
 * The next value up (direction 1) or down (-1) when it is turned: by one up
 * to 16, else along 1, 2, 5, 10, 20, 50, ...; stays within the range.
 */
int64_t knob_turn(const struct knob *knob, int64_t value, int direction);

#endif
