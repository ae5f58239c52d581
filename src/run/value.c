/* A result's value as the number that it is.  Whole numbers are not taken
 * through a double, which would lose digits beyond 2^53. */
#include "run/value.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
value_digits(const struct result *result)
{
    const char *digits = result->value;

    digits += *digits == '-' || *digits == '+';
    return *digits && digits[strspn(digits, "0123456789")] == '\0';
}

bool
value_whole(const struct result *result, int64_t *ret_value)
{
    long long value;

    if (!value_digits(result))
        return false;
    errno = 0;
    value = strtoll(result->value, NULL, 10);
    if (errno)
        return false;
    *ret_value = value;
    return true;
}

/* A whole number with fewer digits is another one. */
static bool
has_fraction(const char *value)
{
    char *end;

    strtod(value, &end);
    return *value && !*end && strpbrk(value, ".eE") &&
           !strpbrk(value, "xXpPnN");
}

void
value_shorten(const char *value, int columns, char *buf, size_t size)
{
    snprintf(buf, size, "%s", value);
    if ((int)strlen(value) <= columns || !has_fraction(value))
        return;
    for (int digits = 14; digits >= 1; digits--) {
        snprintf(buf, size, "%.*g", digits, strtod(value, NULL));
        if ((int)strlen(buf) <= columns)
            return;
    }
    snprintf(buf, size, "%s", value);
}

bool
value_same(const struct result *result, const struct result *expected)
{
    int64_t value, wanted;

    if (strcmp(result->value, expected->value) == 0)
        return true;
    if (value_whole(result, &value) && value_whole(expected, &wanted))
        return value == wanted;
    return result->is_number && expected->is_number &&
           result->number == expected->number;
}

bool
value_wrong(const struct result *result, const struct result *expected,
            bool content)
{
    if (value_same(result, expected))
        return false;
    return !content || !result->is_number ||
           (value_digits(result) && value_digits(expected));
}
