/*
 * The lines of a Markdown text, as cmark counts them, for what its tree does
 * not tell: how a fence was written, where the rows of a table stand.
 */
#ifndef DOC_SOURCE_H
#define DOC_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

struct source {
    const char *text;
    size_t len;
    size_t *starts;             /* offset of each line, then of the end */
    size_t count;               /* lines */
};

/* A piece of the text, not ended. */
struct piece {
    const char *text;
    size_t len;
};

/*
 * The first `what` in text[0..len), or NULL.  Where its byte number `rare` is
 * seldom in the text that takes no longer than to look for a single byte.
 */
const char *text_find(const char *text, size_t len, const char *what,
                      size_t rare);

/* text[0..len) is borrowed until source_release(). */
void source_init(struct source *source, const char *text, size_t len);
void source_release(struct source *source);

/* Line number `line`, from 1, without its end; empty where there is none. */
struct piece source_line(const struct source *source, int line);

/* Without white space at its start and end. */
struct piece piece_trim(struct piece piece);

/* Without leading spaces and tabs and up to `quotes` marks of quotes. */
struct piece piece_unquote(struct piece piece, int quotes);

#endif
