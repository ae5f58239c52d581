/*
 * The last part of what a program printed.  A ring of fixed size, so that a
 * program that never stops printing costs no more than one that is silent.
 */
#include "run/output.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "run/results.h"

void
output_release(struct output *output)
{
    free(output->ring);
    free(output->results);
    *output = (struct output)OUTPUT_INIT;
}

/* Write at the end of the ring; there is room. */
static void
ring_put(struct output *output, const char *bytes, size_t len)
{
    size_t at = (output->start + output->len) % OUTPUT_KEPT;
    size_t first = len < OUTPUT_KEPT - at ? len : OUTPUT_KEPT - at;

    memcpy(output->ring + at, bytes, first);
    memcpy(output->ring, bytes + first, len - first);
    output->len += len;
}

static void
ring_add(struct output *output, const char *bytes, size_t len)
{
    size_t excess;

    if (!output->ring)
        output->ring = mem_new(OUTPUT_KEPT);
    if (len >= OUTPUT_KEPT) {
        output->dropped += output->len + len - OUTPUT_KEPT;
        output->start = output->len = 0;
        bytes += len - OUTPUT_KEPT;
        len = OUTPUT_KEPT;
    }
    if (output->len + len > OUTPUT_KEPT) {
        excess = output->len + len - OUTPUT_KEPT;
        output->start = (output->start + excess) % OUTPUT_KEPT;
        output->len -= excess;
        output->dropped += excess;
    }
    ring_put(output, bytes, len);
}

void
output_add(struct output *output, enum output_stream stream,
           const char *bytes, size_t len)
{
    if (len == 0)
        return;
    ring_add(output, bytes, len);
    if (stream == OUTPUT_STDOUT)
        results_add(output, bytes, len);
}

void
output_end(struct output *output)
{
    results_end(output);
}

const struct result *
output_result(const struct output *output, const char *name)
{
    for (size_t i = 0; i < output->nresults; i++)
        if (strcmp(output->results[i].name, name) == 0)
            return &output->results[i];
    return NULL;
}

bool
result_is_expected(const struct result *result)
{
    return strcmp(result->name, "expected") == 0 ||
           strncmp(result->name, "expected_", strlen("expected_")) == 0;
}

/* The result that a bare "expected" speaks of, or NULL. */
static const struct result *
first_actual(const struct output *output)
{
    for (size_t i = 0; i < output->nresults; i++)
        if (!result_is_expected(&output->results[i]))
            return &output->results[i];
    return NULL;
}

const struct result *
output_expected(const struct output *output, const char *name)
{
    const struct result *of = output_result(output, name);
    const struct result *result;

    if (!of || result_is_expected(of))
        return NULL;
    for (size_t i = 0; i < output->nresults; i++) {
        result = &output->results[i];
        if (result_is_expected(result) && result->name[8] == '_' &&
            strcmp(result->name + 9, name) == 0)
            return result;
    }
    return of == first_actual(output) ? output_result(output, "expected")
                                      : NULL;
}
