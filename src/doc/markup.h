/*
 * The source of a paragraph, passed piece by piece, for what has to be found
 * in it before cmark looks: code, tags, targets of links and what stands
 * behind a backslash are passed as a whole.
 */
#ifndef DOC_MARKUP_H
#define DOC_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

struct markup {
    const char *at;
    const char *end;
    bool tagless;               /* no > follows */
    bool closeless;             /* no ) follows */
};

/* Begin a paragraph that is text[0..len). */
void markup_begin(struct markup *markup, const char *text, size_t len);

/* Pass what stands at markup->at, which is before the end; a byte at least. */
void markup_pass(struct markup *markup);

#endif
