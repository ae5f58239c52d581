/* Which parts of a line of code are comments. */
#ifndef DOC_COMMENTS_H
#define DOC_COMMENTS_H

#include <stdbool.h>
#include <stddef.h>

enum comments_language {
    COMMENTS_NONE,
    COMMENTS_C,                 /* and its family: // and slash-star */
    COMMENTS_HASH,              /* Python, shells, settings: # */
};

/* What reaches from one line into the next. */
struct comments {
    enum comments_language language;
    bool inside;                /* a comment */
    char quote;                 /* that the string ends with, or 0 */
    bool triple;                /* it takes three of them */
};

/* Begin code of a fence with this info string. */
struct comments comments_begin(const char *info);

/*
 * How much of text[0..len), len > 0, the rest of a line, is comment or is
 * none; ret_comment says which.  At least 1.
 */
size_t comments_run(struct comments *comments, const char *text, size_t len,
                    bool *ret_comment);

/* The line is over: strings and line comments end with it. */
void comments_end_line(struct comments *comments);

#endif
