/* Functions of libc that read and write what the program hands them. */
#include <string.h>

#include "guest/hooks/hooks.h"
#include "guest/hooks/wrap.h"

WRAP(void *, memcpy, void *to, const void *from, size_t size);
WRAP(void *, memmove, void *to, const void *from, size_t size);
WRAP(void *, memset, void *to, int byte, size_t size);
WRAP(char *, strcpy, char *to, const char *from);
WRAP(char *, strncpy, char *to, const char *from, size_t size);

void *
__wrap_memcpy(void *to, const void *from, size_t size)
{
    hk_read(from, size, ASKED);
    hk_write(to, size, ASKED);
    return __real_memcpy(to, from, size);
}

void *
__wrap_memmove(void *to, const void *from, size_t size)
{
    hk_read(from, size, ASKED);
    hk_write(to, size, ASKED);
    return __real_memmove(to, from, size);
}

void *
__wrap_memset(void *to, int byte, size_t size)
{
    hk_write(to, size, ASKED);
    return __real_memset(to, byte, size);
}

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
