/*
 * The kernel's counters can be as large as 64 bits and are never negative
 * where we read them; a number too large is kept as the largest one, so that
 * a strange file gives strange figures and no error.
 */
#include "sample/scan.h"

static const char *
skip_blanks(const char *text)
{
    while (*text == ' ' || *text == '\t')
        text++;
    return text;
}

static bool
is_end(char c)
{
    return c == '\0' || c == '\n';
}

uint64_t
scan_sum(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

bool
scan_number(const char **text, uint64_t *ret_value)
{
    const char *at = skip_blanks(*text);
    uint64_t value = 0;

    if (*at < '0' || *at > '9')
        return false;
    for (; *at >= '0' && *at <= '9'; at++) {
        unsigned digit = (unsigned)(*at - '0');

        value = value > (UINT64_MAX - digit) / 10 ? UINT64_MAX
                                                  : value * 10 + digit;
    }
    *text = at;
    *ret_value = value;
    return true;
}

bool
scan_skip(const char **text, unsigned count)
{
    const char *at = *text;

    while (count-- > 0) {
        at = skip_blanks(at);
        if (is_end(*at))
            return false;
        while (!is_end(*at) && *at != ' ' && *at != '\t')
            at++;
    }
    *text = at;
    return true;
}
