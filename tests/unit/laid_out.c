/* Documents laid out, for the tests of rows. */
#include "laid_out.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct doc *
laid_out_doc(const char *text)
{
    return doc_new(text, strlen(text), DOC_GITHUB | DOC_LESSON);
}

void
laid_out_add(struct str *text, const struct row *row)
{
    for (unsigned i = 0; i < row->nspans; i++)
        str_add_n(text, row->spans[i].text, row->spans[i].bytes);
    str_add_char(text, '\n');
}

char *
laid_out_text(const struct rows *rows)
{
    struct str text = STR_INIT;

    for (size_t i = 0; i < rows_count(rows); i++)
        laid_out_add(&text, rows_at(rows, i));
    if (!text.data)
        str_add(&text, "");
    return str_detach(&text);
}

void
check_rows_of(const struct doc *doc, int width, const char *expected)
{
    struct rows *rows = rows_new(doc, width);
    char *text = laid_out_text(rows);

    assert_string_equal(text, expected);
    free(text);
    rows_free(rows);
}

void
check_rows(const char *markdown, int width, const char *expected)
{
    struct doc *doc = laid_out_doc(markdown);

    check_rows_of(doc, width, expected);
    doc_free(doc);
}

/* The style of the first span that holds this text, all of it or more. */
static unsigned
style_of(const struct rows *rows, const char *text)
{
    size_t len = strlen(text);

    for (size_t i = 0; i < rows_count(rows); i++) {
        const struct row *row = rows_at(rows, i);

        for (unsigned k = 0; k < row->nspans; k++) {
            const struct span *span = &row->spans[k];

            if (memmem(span->text, span->bytes, text, len))
                return span->style;
        }
    }
    fail_msg("no span holds \"%s\"", text);
    return 0;
}

void
check_style(const char *markdown, const char *text, unsigned style)
{
    struct doc *doc = laid_out_doc(markdown);
    struct rows *rows = rows_new(doc, 60);

    assert_int_equal(style_of(rows, text), style);
    rows_free(rows);
    doc_free(doc);
}
