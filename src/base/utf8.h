/*
 * UTF-8 as a terminal sees it: clusters (a letter with its marks, an emoji
 * with its joiners) that take 0, 1 or 2 columns.  Unicode data comes from
 * libutf8proc, so the answer does not depend on the locale.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT 0xFFFD

/*
 * Decode one code point from text[0..len), len > 0.  Returns how many bytes
 * it took, at least 1.  A broken byte gives UTF8_REPLACEMENT and takes 1.
 */
size_t utf8_decode(const char *text, size_t len, uint32_t *ret_code);

/* Bytes written to buf (1 to 4). */
size_t utf8_put(uint32_t code, char buf[4]);

/*
 * The first cluster of text[0..len), len > 0: returns its bytes, at least 1,
 * and its columns (0 to 2).  Control characters take 0 columns.
 */
size_t utf8_cluster(const char *text, size_t len, int *ret_columns);

/* Columns of a whole text. */
int utf8_columns(const char *text, size_t len);

/*
 * The bytes of text that fit into `columns`, never half a cluster;
 * ret_columns (may be NULL) are the columns that these take.
 */
size_t utf8_fit(const char *text, size_t len, int columns, int *ret_columns);

/* C0, DEL and C1 control characters, line separators, bidi overrides. */
bool utf8_is_control(uint32_t code);

/* Make these, and broken bytes, also those of a character cut in two,
 * question marks. */
void utf8_make_printable(char *text);

#endif
