/*
 * What an errno cannot say: where something is wrong and, in one sentence,
 * what, and how to mend it.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stddef.h>

struct diag {
    char file[256];             /* "" where no file is meant */
    int line;                   /* from 1; 0 where no line is meant */
    char text[320];             /* one sentence, no full stop, no newline */
};

#define DIAG_INIT {0}

/*
 * file may be NULL.  Too long a text is cut; control characters and broken
 * UTF-8 become question marks.
 */
void diag_set(struct diag *diag, const char *file, int line,
              const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Set the text alone, keep file and line. */
void diag_say(struct diag *diag, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* "file:line: text", "file: text" or "text", into buf; returns buf. */
const char *diag_format(const struct diag *diag, char *buf, size_t size);

/* All that is wrong with something. */
struct diags {
    struct diag *items;
    size_t count;
    size_t cap;
};

#define DIAGS_INIT {0}

void diags_release(struct diags *diags);
void diags_add(struct diags *diags, const char *file, int line,
               const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
