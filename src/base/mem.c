/*
 * Memory that never comes back NULL.  A workbook that cannot allocate has
 * nothing better to do than to leave the terminal as it was and end.
 */
#include "base/mem.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*failure_hook)(void);

static _Noreturn void
fail(void)
{
    static const char message[] = "racecourse: out of memory\n";

    if (failure_hook)
        failure_hook();
    if (write(STDERR_FILENO, message, sizeof message - 1) < 0)
        _exit(3);
    _exit(3);
}

void
mem_on_failure(void (*hook)(void))
{
    failure_hook = hook;
}

void *
mem_new(size_t size)
{
    void *memory = calloc(1, size ? size : 1);

    if (!memory)
        fail();
    return memory;
}

void *
mem_resize(void *memory, size_t count, size_t size)
{
    size_t bytes;
    void *resized;

    if (__builtin_mul_overflow(count, size, &bytes))
        fail();
    resized = realloc(memory, bytes ? bytes : 1);
    if (!resized)
        fail();
    return resized;
}

char *
mem_copy_n(const char *text, size_t len)
{
    char *copy = mem_resize(NULL, len + 1, 1);

    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *
mem_copy(const char *text)
{
    return mem_copy_n(text, strlen(text));
}

void
mem_free_all(char **texts)
{
    for (size_t i = 0; texts && texts[i]; i++)
        free(texts[i]);
    free(texts);
}

/* Others than glibc do it by themselves. */
void
mem_trim(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
