/* What is printed by a stream goes to a descriptor, too: whoever prints has
 * done something that can be seen. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "guest/hooks/channel.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/wrap.h"

WRAP(int, printf, const char *format, ...);
WRAP(int, fprintf, FILE *stream, const char *format, ...);
WRAP(int, dprintf, int fd, const char *format, ...);
WRAP(int, vprintf, const char *format, va_list more);
WRAP(int, vdprintf, int fd, const char *format, va_list more);
WRAP(int, vfprintf, FILE *stream, const char *format, va_list more);
WRAP(int, puts, const char *text);
WRAP(int, fputs, const char *text, FILE *stream);
WRAP(int, putchar, int c);
WRAP(int, putchar_unlocked, int c);
WRAP(int, fputc, int c, FILE *stream);
WRAP(int, putc, int c, FILE *stream);
WRAP(int, putc_unlocked, int c, FILE *stream);
WRAP(size_t, fwrite, const void *data, size_t size, size_t count,
     FILE *stream);

static void
note(FILE *stream)
{
    int kept = errno, fd = fileno(stream);

    errno = kept;
    hk_channel_print(fd);
}

#define PRINTS(type, name, stream, parameters, arguments) \
    type __wrap_##name parameters \
    { \
        note(stream); \
        return __real_##name arguments; \
    }

#define FORMATS(name, before, parameters, call) \
    int __wrap_##name parameters \
    { \
        va_list more; \
        int result; \
        \
        before; \
        va_start(more, format); \
        result = call; \
        va_end(more); \
        return result; \
    }

FORMATS(printf, note(stdout), (const char *format, ...),
        __real_vprintf(format, more))
FORMATS(fprintf, note(stream),
        (FILE *stream, const char *format, ...),
        __real_vfprintf(stream, format, more))
FORMATS(dprintf, hk_channel_print(fd), (int fd, const char *format, ...),
        __real_vdprintf(fd, format, more))
PRINTS(int, vprintf, stdout, (const char *format, va_list more),
       (format, more))
PRINTS(int, vfprintf, stream,
       (FILE *stream, const char *format, va_list more),
       (stream, format, more))
PRINTS(int, puts, stdout, (const char *text), (text))
PRINTS(int, fputs, stream, (const char *text, FILE *stream), (text, stream))
PRINTS(int, putchar, stdout, (int c), (c))
PRINTS(int, putchar_unlocked, stdout, (int c), (c))
PRINTS(int, fputc, stream, (int c, FILE *stream), (c, stream))
PRINTS(int, putc, stream, (int c, FILE *stream), (c, stream))
PRINTS(int, putc_unlocked, stream, (int c, FILE *stream), (c, stream))
PRINTS(size_t, fwrite, stream,
       (const void *data, size_t size, size_t count, FILE *stream),
       (data, size, count, stream))

int
__wrap_vdprintf(int fd, const char *format, va_list more)
{
    hk_channel_print(fd);
    return __real_vdprintf(fd, format, more);
}
