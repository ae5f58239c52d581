/*
 * Where a text stands in the rows of a document.  A blank in it stands for
 * any white space, also between two rows, so that it does not matter where
 * lines were broken; capitals matter only where it has some.
 */
#ifndef UI_SEARCH_H
#define UI_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/rows.h"

#define SEARCH_MAX 64           /* bytes of a text that is searched for */

struct place {
    size_t row;
    size_t byte;                /* what the layout added counts as blanks */
};

/* Columns of a row, up to but without `end`. */
struct stretch {
    int begin, end;
};

/* The first match that begins at `from` or after it; false without any. */
bool search_from(const struct rows *rows, const char *text,
                 struct place from, struct place *ret_place);

/* What of a row belongs to matches: up to `max` stretches, the number of
 * which is returned. */
size_t search_stretches(const struct rows *rows, const char *text, size_t row,
                        struct stretch *stretches, size_t max);

/* The column of its row that a place is at. */
int search_column(const struct rows *rows, struct place place);

#endif
