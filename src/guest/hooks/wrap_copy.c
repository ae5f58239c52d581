/*
 * Functions of libc that read and write what the program hands them.  clang
 * copies a struct by those with __tsan_ before their names, from its 15 on.
 */
#include <string.h>

#include "guest/hooks/hooks.h"
#include "guest/hooks/wrap.h"

WRAP(void *, memcpy, void *to, const void *from, size_t size);
WRAP(void *, memmove, void *to, const void *from, size_t size);
WRAP(void *, memset, void *to, int byte, size_t size);
WRAP(char *, strcpy, char *to, const char *from);
WRAP(char *, strncpy, char *to, const char *from, size_t size);
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
    size_t size = strlen(from) + 1;

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
