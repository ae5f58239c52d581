/* A growing string that always ends in NUL. */
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void
reserve(struct str *str, size_t more)
{
    size_t need = str->len + more + 1;
    size_t cap = str->cap ? str->cap : 32;

    if (need <= str->cap)
        return;
    while (cap < need)
        cap *= 2;
    str->data = mem_resize(str->data, cap, 1);
    str->cap = cap;
}

void
str_release(struct str *str)
{
    free(str->data);
    *str = (struct str)STR_INIT;
}

void
str_clear(struct str *str)
{
    str_truncate(str, 0);
}

void
str_add_n(struct str *str, const char *text, size_t len)
{
    reserve(str, len);
    if (len)
        memcpy(str->data + str->len, text, len);
    str->len += len;
    str->data[str->len] = '\0';
}

void
str_add(struct str *str, const char *text)
{
    str_add_n(str, text, strlen(text));
}

void
str_add_char(struct str *str, char c)
{
    str_add_n(str, &c, 1);
}

void
str_add_va(struct str *str, const char *format, va_list args)
{
    va_list again;
    int len;

    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    if (len > 0) {
        reserve(str, (size_t)len);
        vsnprintf(str->data + str->len, (size_t)len + 1, format, again);
        str->len += (size_t)len;
    }
    va_end(again);
}

void
str_add_format(struct str *str, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    str_add_va(str, format, args);
    va_end(args);
}

void
str_truncate(struct str *str, size_t len)
{
    if (str->data && len < str->len) {
        str->len = len;
        str->data[len] = '\0';
    }
}

const char *
str_text(const struct str *str)
{
    return str->data ? str->data : "";
}

char *
str_detach(struct str *str)
{
    char *text = str->data ? str->data : mem_copy("");

    *str = (struct str)STR_INIT;
    return text;
}

char *
str_format(const char *format, ...)
{
    struct str str = STR_INIT;
    va_list args;

    va_start(args, format);
    str_add_va(&str, format, args);
    va_end(args);
    return str_detach(&str);
}
