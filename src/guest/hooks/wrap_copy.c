/*
 * Functions of libc that read and write what the program hands them.  clang
 * copies a struct by those with __tsan_ before their names, from its 15 on.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guest/hooks/hooks.h"
#include "guest/hooks/wrap.h"

WRAP(void *, memcpy, void *to, const void *from, size_t size);
WRAP(void *, memmove, void *to, const void *from, size_t size);
WRAP(void *, memset, void *to, int byte, size_t size);
WRAP(char *, strcpy, char *to, const char *from);
WRAP(char *, strncpy, char *to, const char *from, size_t size);
WRAP(char *, strcat, char *to, const char *from);
WRAP(size_t, strlen, const char *text);
WRAP(int, strcmp, const char *one, const char *two);
WRAP(int, strncmp, const char *one, const char *two, size_t size);
WRAP(int, memcmp, const void *one, const void *two, size_t size);
WRAP(int, sprintf, char *to, const char *format, ...);
WRAP(int, snprintf, char *to, size_t size, const char *format, ...);
WRAP(void, qsort, void *items, size_t count, size_t size,
     int (*compare)(const void *one, const void *two));
HOOK void *__tsan_memcpy(void *to, const void *from, size_t size);
HOOK void *__tsan_memmove(void *to, const void *from, size_t size);
HOOK void *__tsan_memset(void *to, int byte, size_t size);

#define MOVES(name, does) \
    void * \
    name(void *to, const void *from, size_t size) \
    { \
        hk_read(from, size, ASKED); \
        hk_write(to, size, ASKED); \
        return does(to, from, size); \
    }

#define FILLS(name, does) \
    void * \
    name(void *to, int byte, size_t size) \
    { \
        hk_write(to, size, ASKED); \
        return does(to, byte, size); \
    }

MOVES(__wrap_memcpy, __real_memcpy)
MOVES(__wrap_memmove, __real_memmove)
FILLS(__wrap_memset, __real_memset)
MOVES(__tsan_memcpy, __real_memcpy)
MOVES(__tsan_memmove, __real_memmove)
FILLS(__tsan_memset, __real_memset)

char *
__wrap_strcpy(char *to, const char *from)
{
    size_t size = __real_strlen(from) + 1;

    hk_read(from, size, ASKED);
    hk_write(to, size, ASKED);
    return __real_strcpy(to, from);
}

char *
__wrap_strncpy(char *to, const char *from, size_t size)
{
    hk_read(from, strnlen(from, size), ASKED);
    hk_write(to, size, ASKED);
    return __real_strncpy(to, from, size);
}

char *
__wrap_strcat(char *to, const char *from)
{
    size_t size = __real_strlen(from) + 1, before = __real_strlen(to);

    hk_read(from, size, ASKED);
    hk_read(to, before + 1, ASKED);
    hk_write(to + before, size, ASKED);
    return __real_strcat(to, from);
}

size_t
__wrap_strlen(const char *text)
{
    size_t len = __real_strlen(text);

    hk_read(text, len + 1, ASKED);
    return len;
}

/* How many bytes of both are looked at. */
static size_t
compared(const char *one, const char *two, size_t size)
{
    size_t len = 0;

    while (len < size && one[len] == two[len] && one[len])
        len++;
    return len < size ? len + 1 : size;
}

int
__wrap_strcmp(const char *one, const char *two)
{
    size_t size = compared(one, two, SIZE_MAX);

    hk_read(one, size, ASKED);
    hk_read(two, size, ASKED);
    return __real_strcmp(one, two);
}

int
__wrap_strncmp(const char *one, const char *two, size_t size)
{
    size_t seen = compared(one, two, size);

    hk_read(one, seen, ASKED);
    hk_read(two, seen, ASKED);
    return __real_strncmp(one, two, size);
}

int
__wrap_memcmp(const void *one, const void *two, size_t size)
{
    hk_read(one, size, ASKED);
    hk_read(two, size, ASKED);
    return __real_memcmp(one, two, size);
}

/* How long it is, is known when it is written. */
int
__wrap_sprintf(char *to, const char *format, ...)
{
    va_list more;
    int len;

    va_start(more, format);
    len = vsprintf(to, format, more);
    va_end(more);
    if (len >= 0)
        hk_write(to, (size_t)len + 1, ASKED);
    return len;
}

int
__wrap_snprintf(char *to, size_t size, const char *format, ...)
{
    va_list more;
    int len;

    va_start(more, format);
    len = vsnprintf(to, size, format, more);
    va_end(more);
    if (len >= 0)
        hk_write(to, (size_t)len < size ? (size_t)len + 1 : size, ASKED);
    return len;
}

void
__wrap_qsort(void *items, size_t count, size_t size,
             int (*compare)(const void *one, const void *two))
{
    hk_read(items, count * size, ASKED);
    hk_write(items, count * size, ASKED);
    __real_qsort(items, count, size, compare);
}
