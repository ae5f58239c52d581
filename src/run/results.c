/*
 * Finds the results among the bytes of stdout, which come in pieces of any
 * size.  Only the beginning of a line is kept until its end is seen: what is
 * longer than a result may be is none.
 */
#include "run/results.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

static bool
is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c >= '0' && c <= '9');
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static size_t
name_len(const char *line, size_t len)
{
    size_t n = 0;

    if (len == 0 || (line[0] >= '0' && line[0] <= '9'))
        return 0;
    while (n < len && is_name_char(line[n]))
        n++;
    return n;
}

static bool
is_plain_text(const char *text, size_t len)
{
    uint32_t code;
    size_t taken;

    for (size_t i = 0; i < len; i += taken) {
        taken = utf8_decode(text + i, len - i, &code);
        if (utf8_is_control(code) ||
            (code == UTF8_REPLACEMENT && taken == 1))
            return false;
    }
    return true;
}

/* Finite, and nothing but the number. */
static bool
parse_number(const char *value, double *ret_number)
{
    char *end;
    double number = strtod(value, &end);

    if (end == value || *end || !isfinite(number))
        return false;
    *ret_number = number;
    return true;
}

bool
result_parse(const char *line, size_t len, struct result *ret_result)
{
    struct result result = {0};
    size_t name, at;

    while (len > 0 && (is_blank(line[len - 1]) || line[len - 1] == '\r'))
        len--;
    for (; len > 0 && is_blank(*line); len--)
        line++;
    name = at = name_len(line, len);
    while (at < len && is_blank(line[at]))
        at++;
    /* `a == b` is a sentence about results, not a result. */
    if (name == 0 || name >= OUTPUT_NAME || at == len || line[at] != '=' ||
        (at + 1 < len && line[at + 1] == '='))
        return false;
    for (at++; at < len && is_blank(line[at]);)
        at++;
    if (at == len || len - at >= OUTPUT_VALUE ||
        !is_plain_text(line + at, len - at))
        return false;
    memcpy(result.name, line, name);
    memcpy(result.value, line + at, len - at);
    result.is_number = parse_number(result.value, &result.number);
    *ret_result = result;
    return true;
}

/*
 * The place of a name, or nresults.  A program that prints results in a loop
 * prints them in the same order again, so the search begins behind the one
 * that was found last.
 */
static size_t
find(const struct output *output, const char *name)
{
    size_t i = output->last_result;

    for (size_t n = 0; n < output->nresults; n++) {
        i = i + 1 < output->nresults ? i + 1 : 0;
        if (strcmp(output->results[i].name, name) == 0)
            return i;
    }
    return output->nresults;
}

static void
keep(struct output *output, const struct result *result)
{
    size_t i = find(output, result->name);

    if (i == output->nresults) {
        if (i == OUTPUT_RESULTS) {
            output->unkept_results++;
            return;
        }
        if (!output->results)
            output->results = mem_resize(NULL, OUTPUT_RESULTS,
                                         sizeof *output->results);
        output->nresults++;
    }
    output->results[i] = *result;
    output->last_result = i;
}

static void
line_add(struct output *output, const char *bytes, size_t len)
{
    size_t room = output->line_len < sizeof output->line
                      ? sizeof output->line - output->line_len
                      : 0;

    memcpy(output->line + (room ? output->line_len : 0), bytes,
           len < room ? len : room);
    output->line_len += len;
}

static void
line_end(struct output *output)
{
    struct result result;

    if (output->line_len <= sizeof output->line &&
        result_parse(output->line, output->line_len, &result))
        keep(output, &result);
    output->line_len = 0;
}

void
results_add(struct output *output, const char *bytes, size_t len)
{
    const char *end;

    while (len > 0 && (end = memchr(bytes, '\n', len))) {
        line_add(output, bytes, (size_t)(end - bytes));
        line_end(output);
        len -= (size_t)(end - bytes) + 1;
        bytes = end + 1;
    }
    if (len > 0)
        line_add(output, bytes, len);
}

void
results_end(struct output *output)
{
    if (output->line_len > 0)
        line_end(output);
}
