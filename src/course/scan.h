/*
 * A first look at a lesson: its fences and comments, found line by line.  A
 * course is opened by this look at all of its lessons; only the one that is
 * read becomes a document.
 */
#ifndef COURSE_SCAN_H
#define COURSE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct scan_fence {
    char *info;
    char *body;                 /* without the fence's own indentation */
    size_t len;
    int line;                   /* of the opening fence */
    bool closed;
};

/* A comment on one line of its own: what stands in it, trimmed. */
struct scan_comment {
    char *text;
    int line;
};

struct scan {
    struct scan_fence *fences;
    size_t nfences;
    size_t fences_cap;
    struct scan_comment *comments;
    size_t ncomments;
    size_t comments_cap;
    size_t head;                /* bytes before the first fence or second
                                   heading */
};

#define SCAN_INIT {0}

/* Look at text[0..len). */
void scan_read(struct scan *scan, const char *text, size_t len);
void scan_release(struct scan *scan);

#endif
