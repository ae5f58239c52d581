/*
 * stdout: what it can show, and one large buffer in front of it.  Without a
 * terminal behind it nothing is styled; where the locale is not UTF-8, text
 * is replaced by its likeness in ASCII.
 */
#ifndef CLI_OUT_H
#define CLI_OUT_H

#include <stdbool.h>
#include <stddef.h>

struct out {
    bool terminal;              /* styles may be used */
    bool colours;               /* ... and colours */
    bool links;                 /* they can be clicked on */
    bool ascii;
    int columns;
    int error;                  /* -errno of the first failed write, or 0 */
    size_t len;
    char buf[64 * 1024];
};

/* Whether the locale's characters are UTF-8. */
bool out_is_utf8(void);

void out_init(struct out *out);

/* Text as it is, but for ASCII. */
void out_add(struct out *out, const char *text);
void out_add_n(struct out *out, const char *text, size_t len);
void out_format(struct out *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A style: "1" for bold, "1;31" ..., "" for none.  Nothing happens where
 * nothing may be styled. */
void out_style(struct out *out, const char *sgr);

/*
 * What follows is a link to `target`, number `id` of its document, or none
 * where that is NULL.  Nothing happens where links cannot be clicked on.
 */
void out_link(struct out *out, const char *target, unsigned id);

void out_flush(struct out *out);

/*
 * Write what is left.  Returns `status`, or complains where writing failed
 * and returns EXIT_MISSING.  A reader that went away is no failure.
 */
int out_end(struct out *out, int status);

#endif
