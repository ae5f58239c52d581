/* What reports as JSON are made of. */
#include "report/json_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "run/value.h"

json_t *
json_text_n(const char *text, size_t len)
{
    struct str valid = STR_INIT;
    json_t *json;

    for (size_t at = 0; at < len;) {
        uint32_t code;
        char bytes[4];

        at += utf8_decode(text + at, len - at, &code);
        str_add_n(&valid, bytes, utf8_put(code, bytes));
    }
    json = json_stringn(str_text(&valid), valid.len);
    str_release(&valid);
    return json;
}

json_t *
json_text(const char *text)
{
    return json_text_n(text ? text : "", text ? strlen(text) : 0);
}

json_t *
json_text_or_null(const char *text)
{
    return text && *text ? json_text(text) : json_null();
}

json_t *
json_seconds(double seconds)
{
    return json_real(round(seconds * 1e6) / 1e6);
}

json_t *
json_value(const struct result *result)
{
    int64_t whole;

    if (value_whole(result, &whole))
        return json_integer(whole);
    if (result->is_number && !value_digits(result))
        return json_real(result->number);
    return json_text(result->value);
}

json_t *
json_knobs(const struct run *run)
{
    json_t *knobs = json_object();

    for (size_t i = 0; i < run->nknobs; i++)
        json_object_set_new(knobs, run->knobs[i].name,
                            json_integer(run->knobs[i].value));
    return knobs;
}

size_t
json_digits(double number, size_t least)
{
    char text[64];

    for (; least < 17; least++) {
        snprintf(text, sizeof text, "%.*g", (int)least, number);
        if (strtod(text, NULL) == number)
            break;
    }
    return least;
}

void
json_end(json_t *report, size_t digits, struct str *ret_text)
{
    char *text =
        json_dumps(report, JSON_INDENT(2) | JSON_REAL_PRECISION(digits));

    if (text)
        str_add_format(ret_text, "%s\n", text);
    free(text);
    json_decref(report);
}
