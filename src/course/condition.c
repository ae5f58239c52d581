/*
 * Conditions: read and worked out in one pass over the text, with the
 * processor's stack as the only memory.
 *
 * A value that does not exist (a division by zero) is NaN, and nothing holds
 * of it, not even that it differs.
 */
#include "course/condition.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 50            /* brackets and signs inside each other */
#define NAME_SIZE 64
#define NUMBER_SIZE 64

enum comparison { EQUAL, UNEQUAL, LESS, LESS_EQUAL, MORE, MORE_EQUAL };

struct reader {
    const char *text;
    const char *next;
    int depth;
    int err;                    /* the first one; ends the reading */
    condition_lookup lookup;    /* NULL: only the form counts */
    void *context;
    struct diag *diag;
    struct condition_gap gap;   /* of the newest comparison that failed */
    bool settled;               /* ... which is the one to tell about */
};

static double read_sum(struct reader *reader);

static void
skip_blanks(struct reader *reader)
{
    while (isspace((unsigned char)*reader->next))
        reader->next++;
}

/* The form is wrong at reader->next; `want` is what should stand there. */
static double
refuse(struct reader *reader, const char *want)
{
    if (reader->err)
        return 0;
    reader->err = -EINVAL;
    if (*reader->next)
        diag_say(reader->diag, "the condition '%s' needs %s before '%.40s'",
                 reader->text, want, reader->next);
    else
        diag_say(reader->diag, "the condition '%s' needs %s at its end",
                 reader->text, want);
    return 0;
}

static bool
take(struct reader *reader, const char *sign)
{
    size_t len = strlen(sign);

    skip_blanks(reader);
    if (reader->err || strncmp(reader->next, sign, len) != 0)
        return false;
    reader->next += len;
    return true;
}

static bool
is_name_char(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static size_t
word_length(const struct reader *reader)
{
    size_t len = 0;

    if (!isdigit((unsigned char)*reader->next))
        while (is_name_char(reader->next[len]))
            len++;
    return len;
}

static bool
take_word(struct reader *reader, const char *word)
{
    skip_blanks(reader);
    if (reader->err || word_length(reader) != strlen(word))
        return false;
    return take(reader, word);
}

static size_t
number_length(const char *text)
{
    size_t len = strspn(text, "0123456789");
    size_t sign;

    if (text[len] == '.')
        len += 1 + strspn(text + len + 1, "0123456789");
    if (text[len] != 'e' && text[len] != 'E')
        return len;
    sign = text[len + 1] == '-' || text[len + 1] == '+';
    if (!isdigit((unsigned char)text[len + 1 + sign]))
        return len;
    len += 1 + sign;
    return len + strspn(text + len, "0123456789");
}

static double
read_number(struct reader *reader)
{
    char buf[NUMBER_SIZE];
    size_t len = number_length(reader->next);

    if (len >= sizeof buf)
        return refuse(reader, "a shorter number");
    memcpy(buf, reader->next, len);
    buf[len] = '\0';
    reader->next += len;
    if (is_name_char(*reader->next))
        return refuse(reader, "a comparison");
    return strtod(buf, NULL);
}

static double
read_name(struct reader *reader)
{
    char name[NAME_SIZE];
    size_t len = word_length(reader);
    double value = 1;

    if (len >= sizeof name)
        return refuse(reader, "a shorter name");
    memcpy(name, reader->next, len);
    name[len] = '\0';
    if (!strcmp(name, "and") || !strcmp(name, "or") || !strcmp(name, "true"))
        return refuse(reader, "a name or a number");
    reader->next += len;
    if (reader->lookup && !reader->err &&
        reader->lookup(reader->context, name, &value) < 0) {
        reader->err = -ENOENT;
        diag_say(reader->diag, "the run has no result '%s'", name);
    }
    return value;
}

static double
read_factor(struct reader *reader)
{
    double value;

    if (reader->err)
        return 0;
    if (++reader->depth > DEPTH_MAX)
        return refuse(reader, "fewer brackets and signs");
    if (take(reader, "(")) {
        value = read_sum(reader);
        if (!take(reader, ")"))
            refuse(reader, "a closing bracket");
    } else if (take(reader, "-")) {
        value = -read_factor(reader);
    } else if (isdigit((unsigned char)*reader->next) ||
               (*reader->next == '.' &&
                isdigit((unsigned char)reader->next[1]))) {
        value = read_number(reader);
    } else if (word_length(reader)) {
        value = read_name(reader);
    } else {
        value = refuse(reader, "a name or a number");
    }
    reader->depth--;
    return value;
}

static double
read_product(struct reader *reader)
{
    double value = read_factor(reader);

    for (;;) {
        if (take(reader, "*")) {
            value *= read_factor(reader);
        } else if (take(reader, "/")) {
            double divisor = read_factor(reader);

            value = divisor != 0 ? value / divisor : NAN;
        } else {
            return value;
        }
    }
}

static double
read_sum(struct reader *reader)
{
    double value = read_product(reader);

    for (;;) {
        if (take(reader, "+"))
            value += read_product(reader);
        else if (take(reader, "-"))
            value -= read_product(reader);
        else
            return value;
    }
}

static bool
take_comparison(struct reader *reader, enum comparison *ret_comparison,
                const char **ret_sign)
{
    /* Two characters before the one that they begin with. */
    static const struct {
        const char *sign;
        enum comparison comparison;
    } signs[] = {
        {"==", EQUAL},      {"!=", UNEQUAL}, {"<=", LESS_EQUAL},
        {">=", MORE_EQUAL}, {"<", LESS},     {">", MORE},
    };

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (take(reader, signs[i].sign)) {
            *ret_comparison = signs[i].comparison;
            *ret_sign = signs[i].sign;
            return true;
        }
    }
    refuse(reader, "a comparison (== != < <= > >=)");
    return false;
}

static bool
compare(double left, enum comparison comparison, double right)
{
    if (isnan(left) || isnan(right))
        return false;
    switch (comparison) {
    case EQUAL:
        return left >= right && left <= right;
    case UNEQUAL:
        return left < right || left > right;
    case LESS:
        return left < right;
    case LESS_EQUAL:
        return left <= right;
    case MORE:
        return left > right;
    case MORE_EQUAL:
        return left >= right;
    }
    return false;
}

/* From `start` to where the reader is, without the blanks around it. */
static size_t
text_since(const struct reader *reader, const char **start)
{
    const char *end = reader->next;

    while (*start < end && isspace((unsigned char)**start))
        (*start)++;
    while (end > *start && isspace((unsigned char)end[-1]))
        end--;
    return (size_t)(end - *start);
}

static bool
read_comparison(struct reader *reader)
{
    struct condition_gap gap = {.left_text = reader->next};
    enum comparison comparison;
    const char *sign;
    bool holds;

    if (take_word(reader, "true"))
        return true;
    gap.left = read_sum(reader);
    gap.left_len = text_since(reader, &gap.left_text);
    if (reader->err || !take_comparison(reader, &comparison, &sign))
        return false;
    gap.right_text = reader->next;
    gap.right = read_sum(reader);
    gap.right_len = text_since(reader, &gap.right_text);
    strcpy(gap.sign, sign);
    holds = compare(gap.left, comparison, gap.right);
    if (!holds && !reader->settled)
        reader->gap = gap;
    return holds;
}

static bool
read_clause(struct reader *reader)
{
    bool holds = read_comparison(reader);

    /* Both sides are read in any case: the right one may be malformed. */
    for (;;) {
        if (take_word(reader, "and"))
            holds = read_comparison(reader) && holds;
        else if (take_word(reader, "or"))
            holds = read_comparison(reader) || holds;
        else
            return holds;
    }
}

static int
read_all(struct reader *reader)
{
    bool holds = read_clause(reader);

    reader->settled = !holds;
    while (take(reader, ",")) {
        holds = read_clause(reader) && holds;
        reader->settled = !holds;
    }
    skip_blanks(reader);
    if (*reader->next)
        refuse(reader, "'and', 'or' or a comma");
    return reader->err ? reader->err : holds;
}

int
condition_check(const char *text, struct diag *diag)
{
    struct reader reader = {.text = text, .next = text, .diag = diag};
    int holds = read_all(&reader);

    return holds < 0 ? holds : 0;
}

int
condition_sum(const char *text, condition_lookup lookup, void *context,
              double *ret_value, struct diag *diag)
{
    struct reader reader = {
        .text = text,
        .next = text,
        .lookup = lookup,
        .context = context,
        .diag = diag,
    };
    double value = read_sum(&reader);

    skip_blanks(&reader);
    if (*reader.next)
        refuse(&reader, "an end");
    if (!reader.err)
        *ret_value = value;
    return reader.err;
}

int
condition_explain(const char *text, condition_lookup lookup, void *context,
                  struct condition_gap *ret_gap, struct diag *diag)
{
    struct reader reader = {
        .text = text,
        .next = text,
        .lookup = lookup,
        .context = context,
        .diag = diag,
    };
    int holds = condition_check(text, diag);

    /* A malformed condition is that, whatever names it has. */
    if (holds == 0)
        holds = read_all(&reader);
    if (holds == 0)
        *ret_gap = reader.gap;
    return holds;
}

int
condition_holds(const char *text, condition_lookup lookup, void *context,
                struct diag *diag)
{
    struct condition_gap gap;

    return condition_explain(text, lookup, context, &gap, diag);
}
