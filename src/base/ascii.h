/*
 * UTF-8 for a terminal that knows only ASCII: signs like the boxes, bars and
 * marks of the screens become a likeness, letters lose their accents, and
 * what is left becomes '?'.  A text keeps its columns.
 */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stddef.h>

#include "base/str.h"

/*
 * The likeness of the first cluster of text[0..len), len > 0: as many
 * characters as it has columns (0 to 2), and a NUL.  Returns the bytes of
 * the cluster, at least 1.  A control character gives "".
 */
size_t ascii_cluster(const char *text, size_t len, char ret_ascii[3]);

/* Append the likeness of a whole text; newlines and tabs stay. */
void ascii_add(struct str *str, const char *text, size_t len);

#endif
