/*
 * Numbers as people write them, and the steps in which they are turned.
 * Computed in integers throughout: 1e18 has to be exact.
 */
#include "course/knob.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define STEP_LIMIT 16           /* up to here a turn is one */
#define EXPONENT_MAX 100000     /* beyond it only the size counts */

/* A number taken apart: digits * 10^exponent. */
struct decimal {
    uint64_t digits;
    long exponent;
    bool any;                   /* there was a digit */
    bool too_big;
};

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void
add_digit(struct decimal *number, char c)
{
    uint64_t digit = (uint64_t)(c - '0');

    number->any = true;
    if (__builtin_mul_overflow(number->digits, 10, &number->digits) ||
        __builtin_add_overflow(number->digits, digit, &number->digits))
        number->too_big = true;
}

/* Digits, between two of which one underscore may stand. */
static const char *
take_digits(const char *text, struct decimal *number, bool fraction)
{
    while (is_digit(*text)) {
        add_digit(number, *text++);
        if (fraction)
            number->exponent--;
        if (*text == '_' && is_digit(text[1]))
            text++;
    }
    return text;
}

/* "e9", "k", "M" or "G"; NULL where the exponent has no digits. */
static const char *
take_exponent(const char *text, struct decimal *number)
{
    char *end;
    long exponent;

    switch (*text) {
    case 'k':
    case 'K':
        number->exponent += 3;
        return text + 1;
    case 'M':
        number->exponent += 6;
        return text + 1;
    case 'G':
        number->exponent += 9;
        return text + 1;
    case 'e':
    case 'E':
        text++;
        if (!is_digit(text[*text == '+' || *text == '-']))
            return NULL;
        exponent = strtol(text, &end, 10);
        if (exponent > EXPONENT_MAX)
            exponent = EXPONENT_MAX;
        if (exponent < -EXPONENT_MAX)
            exponent = -EXPONENT_MAX;
        number->exponent += exponent;
        return end;
    default:
        return text;
    }
}

/* digits * 10^exponent in full, if it is whole. */
static int
write_out(struct decimal *number)
{
    while (number->digits && number->exponent < 0) {
        if (number->digits % 10)
            return -EINVAL;
        number->digits /= 10;
        number->exponent++;
    }
    while (number->digits && number->exponent > 0) {
        if (__builtin_mul_overflow(number->digits, 10, &number->digits))
            return -ERANGE;
        number->exponent--;
    }
    return 0;
}

static int
with_sign(uint64_t digits, bool negative, int64_t *ret_value)
{
    if (digits > (uint64_t)INT64_MAX + negative)
        return -ERANGE;
    *ret_value = negative ? (int64_t)(0 - digits) : (int64_t)digits;
    return 0;
}

int
knob_number(const char *text, int64_t *ret_value)
{
    struct decimal number = {0};
    bool negative;
    int err;

    while (isspace((unsigned char)*text))
        text++;
    negative = *text == '-';
    if (*text == '-' || *text == '+')
        text++;
    text = take_digits(text, &number, false);
    if (*text == '.')
        text = take_digits(text + 1, &number, true);
    if (!number.any)
        return -EINVAL;
    text = take_exponent(text, &number);
    if (!text)
        return -EINVAL;
    while (isspace((unsigned char)*text))
        text++;
    if (*text)
        return -EINVAL;
    if (number.too_big)
        return -ERANGE;
    err = write_out(&number);
    return err ? err : with_sign(number.digits, negative, ret_value);
}

int
knob_parse(const struct knob *knob, const char *text, int64_t *ret_value,
           struct diag *diag)
{
    int64_t value;
    int err = knob_number(text, &value);

    if (err == -EINVAL) {
        diag_set(diag, NULL, 0,
                 "%s takes a whole number from %" PRId64 " to %" PRId64
                 ", not '%s'",
                 knob->name, knob->min, knob->max, text);
        return err;
    }
    if (err || value < knob->min || value > knob->max) {
        diag_set(diag, NULL, 0,
                 "%s takes %" PRId64 " to %" PRId64 "; %s is out of range",
                 knob->name, knob->min, knob->max, text);
        return -ERANGE;
    }
    *ret_value = value;
    return 0;
}

/* The first of 20, 50, 100, 200, ... above value; INT64_MAX past the last. */
static int64_t
series_above(int64_t value)
{
    static const int64_t factors[] = {1, 2, 5};

    for (int64_t power = 10; power <= INT64_MAX / 10; power *= 10)
        for (size_t i = 0; i < 3; i++)
            if (factors[i] * power > value)
                return factors[i] * power;
    return INT64_MAX;
}

/* The last of 16, 20, 50, 100, 200, ... below value, which is above 16. */
static int64_t
series_below(int64_t value)
{
    int64_t below = STEP_LIMIT;

    for (;;) {
        int64_t next = series_above(below);

        if (next >= value)
            return below;
        below = next;
    }
}

/* value is not INT64_MIN, so that it can be mirrored. */
static int64_t
turn_up(int64_t value)
{
    if (value < -STEP_LIMIT)
        return -series_below(-value);
    return value < STEP_LIMIT ? value + 1 : series_above(value);
}

int64_t
knob_turn(const struct knob *knob, int64_t value, int direction)
{
    if (direction < 0 && value <= -INT64_MAX)
        return knob->min;
    if (value == INT64_MIN)
        value++;
    value = direction > 0 ? turn_up(value) : -turn_up(-value);
    if (value < knob->min)
        return knob->min;
    return value > knob->max ? knob->max : value;
}
