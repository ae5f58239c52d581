/* The little of HTML that lessons use: comments and keys. */
#ifndef DOC_HTML_H
#define DOC_HTML_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The first whole comment in text: its start and length with the marks, and
 * true; false where there is none.
 */
bool html_find_comment(const char *text, size_t *ret_start, size_t *ret_len);

/* Whether an inline piece of HTML is a comment, or that tag, "<kbd>". */
bool html_is_comment(const char *text);
bool html_is_tag(const char *text, const char *tag);

#endif
