/*
 * What a program printed as text that drives no terminal.  A carriage return
 * begins the line anew: the parts of a line lie on top of each other, and
 * read from the last to the first each adds only the columns that no later
 * one covers.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "run/output.h"

#define TAB 8

/* The pictures of U+0000 to U+001F begin here. */
#define CONTROL_PICTURES 0x2400
#define DELETE_PICTURE 0x2421

static void
add_code(struct str *str, uint32_t code)
{
    char buf[4];

    str_add_n(str, buf, utf8_put(code, buf));
}

/* A sign for what has no width of its own. */
static uint32_t
sign_of(uint32_t control)
{
    if (control < 0x20)
        return CONTROL_PICTURES + control;
    return control == 0x7F ? DELETE_PICTURE : UTF8_REPLACEMENT;
}

static size_t
plain_run(const char *text, size_t len)
{
    size_t n = 0;

    while (n < len && text[n] >= 0x20 && text[n] < 0x7F)
        n++;
    return n;
}

/* Code by code: a broken byte may be part of a cluster. */
static void
add_codes(struct str *str, const char *text, size_t len)
{
    uint32_t code;

    for (size_t i = 0; i < len;) {
        i += utf8_decode(text + i, len - i, &code);
        add_code(str, code);
    }
}

static size_t
add_cluster(struct str *str, const char *text, size_t len, int *columns)
{
    uint32_t code;
    size_t taken = utf8_decode(text, len, &code);
    int wide = 1;

    if (code == '\t') {
        wide = TAB - *columns % TAB;
        str_add_n(str, "        ", (size_t)wide);
    } else if (utf8_is_control(code)) {
        add_code(str, sign_of(code));
    } else {
        taken = utf8_cluster(text, len, &wide);
        add_codes(str, text, taken);
    }
    *columns += wide;
    return taken;
}

/* Text without newlines and carriage returns; returns its columns. */
static int
add_clean(struct str *str, const char *text, size_t len)
{
    int columns = 0;
    size_t plain;

    while (len > 0) {
        /* The last letter may have marks that follow it. */
        plain = plain_run(text, len);
        if (plain > 0 && plain < len && (text[plain] & 0x80))
            plain--;
        str_add_n(str, text, plain);
        columns += (int)plain;
        text += plain;
        len -= plain;
        if (len > 0) {
            size_t taken = add_cluster(str, text, len, &columns);

            text += taken;
            len -= taken;
        }
    }
    return columns;
}

/* What of `part` stands right of the first `covered` columns. */
static void
add_uncovered(struct str *str, const struct str *part, int covered)
{
    int used, wide;
    size_t at = utf8_fit(str_text(part), part->len, covered, &used);

    if (used < covered && at < part->len) {
        /* Half of a wide character is left. */
        at += utf8_cluster(str_text(part) + at, part->len - at, &wide);
        str_add_char(str, ' ');
    }
    str_add_n(str, str_text(part) + at, part->len - at);
}

static void
add_line(struct str *str, const char *line, size_t len)
{
    struct str part = STR_INIT;
    const char *cr;
    int covered = 0, columns;

    if (!memchr(line, '\r', len)) {
        add_clean(str, line, len);
        return;
    }
    do {
        cr = memrchr(line, '\r', len);
        size_t begin = cr ? (size_t)(cr - line) + 1 : 0;

        str_clear(&part);
        columns = add_clean(&part, line + begin, len - begin);
        if (columns > covered) {
            add_uncovered(str, &part, covered);
            covered = columns;
        }
        len = cr ? begin - 1 : 0;
    } while (cr);
    str_release(&part);
}

static void
add_lines(struct str *str, const char *text, size_t len)
{
    const char *end;

    while ((end = memchr(text, '\n', len))) {
        add_line(str, text, (size_t)(end - text));
        str_add_char(str, '\n');
        len -= (size_t)(end - text) + 1;
        text = end + 1;
    }
    add_line(str, text, len);
}

char *
output_text(const struct output *output, size_t *ret_len)
{
    struct str str = STR_INIT;
    size_t first = OUTPUT_KEPT - output->start;
    char *kept;

    if (first > output->len)
        first = output->len;
    kept = mem_resize(NULL, output->len + 1, 1);
    if (output->len > 0) {
        memcpy(kept, output->ring + output->start, first);
        memcpy(kept + first, output->ring, output->len - first);
    }
    add_lines(&str, kept, output->len);
    free(kept);
    *ret_len = str.len;
    return str_detach(&str);
}
