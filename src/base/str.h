/*
 * A growing string.  Always ends in NUL, so str_text() is a C string, also
 * of a string that nothing was ever added to.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stddef.h>

struct str {
    char *data;                 /* NULL until something is added */
    size_t len;                 /* bytes, without the NUL */
    size_t cap;
};

#define STR_INIT {0}

void str_release(struct str *str);
void str_clear(struct str *str);

void str_add(struct str *str, const char *text);
void str_add_n(struct str *str, const char *text, size_t len);
void str_add_char(struct str *str, char c);
void str_add_format(struct str *str, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void str_add_va(struct str *str, const char *format, va_list args);

/* Cut it back to `len` bytes. */
void str_truncate(struct str *str, size_t len);

/* Borrowed, until the next call that changes str.  Never NULL. */
const char *str_text(const struct str *str);

/* Yours, free() ends it; str is empty afterwards. */
char *str_detach(struct str *str);

/* A formatted string of your own; free() ends it. */
char *str_format(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif
