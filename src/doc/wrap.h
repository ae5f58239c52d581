/*
 * Text into lines: words are put into lines of a width as they come.  A word
 * wider than a line is cut between clusters; between wide characters (CJK)
 * a line may end without a space.  Control characters are dropped here, so
 * that no row ever holds one.
 */
#ifndef DOC_WRAP_H
#define DOC_WRAP_H

#include <stddef.h>

#include "doc/span.h"

struct wrap_line {
    const struct spans *spans;
    size_t offset;              /* place of its first text */
    int line;                   /* source line of its first text */
};

typedef void wrap_emit(const struct wrap_line *line, void *context);

/* What the word ends in, as far as it decides whether it may end there. */
enum wrap_after {
    AFTER_TEXT,
    AFTER_WIDE,                 /* yes, before a letter */
    AFTER_OPENING,              /* no, not even before a wide character */
};

struct wrap {
    int width;
    wrap_emit *emit;            /* gets each line when it is full */
    void *context;

    /* The caller moves these along with what it adds: */
    size_t offset;              /* place of the text added next */
    int line;                   /* its source line */

    int widest_word;            /* in columns, of all words so far */

    struct spans filled;        /* the line so far */
    size_t filled_offset;
    int filled_line;
    struct spans space;         /* between it and the word */
    struct spans word;          /* not known yet where it goes */
    size_t word_offset;
    int word_line;
    enum wrap_after after;
};

#define WRAP_INIT {0}

void wrap_release(struct wrap *wrap);

/* Begin a text; what an earlier one left is forgotten. */
void wrap_begin(struct wrap *wrap, int width, wrap_emit *emit,
                void *context);

/* Add text, borrowed until all rows are done with. */
void wrap_text(struct wrap *wrap, const char *text, size_t len,
               struct look look);

/* Add a space, where a line may end. */
void wrap_space(struct wrap *wrap, struct look look);

/* At the start of a line: put spaces before its first word, if both fit. */
void wrap_indent(struct wrap *wrap, int columns, struct look look);

/* End the line here, also an empty one. */
void wrap_break(struct wrap *wrap);

/* End the last line if anything is in it. */
void wrap_end(struct wrap *wrap);

#endif
