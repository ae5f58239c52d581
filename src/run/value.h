/* A result's value as the number that it is. */
#ifndef RUN_VALUE_H
#define RUN_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "run/output.h"

/* Whether it is a whole number of 64 bits, written with digits only. */
bool value_whole(const struct result *result, int64_t *ret_value);

/* Written with digits only, of any length. */
bool value_digits(const struct result *result);

/*
 * A value in at most so many columns, where that can be done without telling
 * a lie: a number with a fraction or an exponent gets fewer digits.  All else
 * stays as it is, for the caller to cut.
 */
void value_shorten(const char *value, int columns, char *buf, size_t size);

/* Whether a result is what was expected: as numbers where both are, as
 * texts otherwise. */
bool value_same(const struct result *result, const struct result *expected);

/* Whether it is to be called wrong.  Of a run that the exercise is content
 * with a fraction may be a little off. */
bool value_wrong(const struct result *result, const struct result *expected,
                 bool content);

#endif
