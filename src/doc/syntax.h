/* Which parts of a line of code are comments, strings and keywords. */
#ifndef DOC_SYNTAX_H
#define DOC_SYNTAX_H

#include <stdbool.h>
#include <stddef.h>

enum syntax_family {
    SYNTAX_NONE,
    SYNTAX_C,                   /* comments: // and slash-star */
    SYNTAX_HASH,                /* Python, shells, settings: # */
};

struct syntax_language;

/* What reaches from one piece into the next. */
struct syntax {
    const struct syntax_language *language;
    bool inside;                /* a comment */
    char quote;                 /* that the string ends with, or 0 */
    bool triple;                /* it takes three of them */
    char before;                /* the sign before, 0 where a line begins */
    bool begun;                 /* the line, with other than blanks */
};

/* Begin code of a fence with this info string. */
struct syntax syntax_begin(const char *info);

/*
 * How much of text[0..len), len > 0, the rest of a line, is one thing, at
 * least 1; ret_style is its STYLE_COMMENT, STYLE_STRING, STYLE_KEYWORD or 0.
 */
size_t syntax_run(struct syntax *syntax, const char *text, size_t len,
                  unsigned *ret_style);

/* The line is over: strings and line comments end with it. */
void syntax_end_line(struct syntax *syntax);

#endif
