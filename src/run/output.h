/*
 * What a program printed: the last part of it, what was dropped before, and
 * the results among it, lines `name = value`.
 */
#ifndef RUN_OUTPUT_H
#define RUN_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define OUTPUT_KEPT (256 * 1024)
#define OUTPUT_RESULTS 256      /* names that are kept */
#define OUTPUT_NAME 48
#define OUTPUT_VALUE 64

/* A result; a later line of the same name replaces an earlier one. */
struct result {
    char name[OUTPUT_NAME];
    char value[OUTPUT_VALUE];   /* as printed, control-free */
    bool is_number;             /* finite, all of the value */
    double number;
};

enum output_stream { OUTPUT_STDOUT, OUTPUT_STDERR };

struct output {
    char *ring;                 /* OUTPUT_KEPT bytes, NULL until needed */
    size_t start;
    size_t len;
    uint64_t dropped;           /* bytes before the first that is kept */
    struct result *results;     /* in order of first appearance */
    size_t nresults;
    uint64_t unkept_results;    /* names beyond OUTPUT_RESULTS */
    char line[OUTPUT_NAME + OUTPUT_VALUE + 8]; /* of stdout, unfinished */
    size_t line_len;            /* past sizeof line: no result */
    size_t last_result;         /* where the newest result was put */
};

#define OUTPUT_INIT {0}

void output_release(struct output *output);

/* Take bytes as they come; only those of stdout can be results. */
void output_add(struct output *output, enum output_stream stream,
                const char *bytes, size_t len);
/* No more bytes will come: an unfinished last line counts. */
void output_end(struct output *output);

/* NULL: no such result. */
const struct result *output_result(const struct output *output,
                                   const char *name);

/*
 * What `name` ought to be: the result "expected_NAME", or "expected" where
 * it stands for this result: the first one that is not itself an expected.
 * NULL: the program did not say.
 */
const struct result *output_expected(const struct output *output,
                                     const char *name);
/* "expected" or "expected_..." */
bool result_is_expected(const struct result *result);

/*
 * The kept part as text that no terminal can mistake for commands: escape
 * sequences and other control characters become visible signs, broken UTF-8
 * U+FFFD, carriage returns begin the line anew as a terminal would show it,
 * tabs blanks.  The caller's, free() ends it.
 */
char *output_text(const struct output *output, size_t *ret_len);

#endif
