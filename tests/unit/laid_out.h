/* Documents laid out, for the tests of rows. */
#ifndef UNIT_LAID_OUT_H
#define UNIT_LAID_OUT_H

#include "base/str.h"
#include "doc/doc.h"
#include "doc/rows.h"

/* A lesson with GitHub's extensions. */
struct doc *laid_out_doc(const char *text);

void laid_out_add(struct str *text, const struct row *row);

/* All rows as text; the caller frees it. */
char *laid_out_text(const struct rows *rows);

/* Fail the test where the rows are not this text. */
void check_rows_of(const struct doc *doc, int width, const char *expected);
void check_rows(const char *markdown, int width, const char *expected);

/* Fail it where the first span that holds `text` has another style. */
void check_style(const char *markdown, const char *text, unsigned style);

#endif
