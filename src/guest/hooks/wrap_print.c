/* What is printed by a stream goes to a descriptor, too: whoever prints has
 * done something that can be seen. */
#include <stdarg.h>
#include <stdio.h>

#include "guest/hooks/hooks.h"
#include "guest/hooks/stray.h"
#include "guest/hooks/wrap.h"

WRAP(int, printf, const char *format, ...);
WRAP(int, fprintf, FILE *stream, const char *format, ...);
WRAP(int, dprintf, int fd, const char *format, ...);
WRAP(int, vprintf, const char *format, va_list more);
WRAP(int, vfprintf, FILE *stream, const char *format, va_list more);
WRAP(int, puts, const char *text);
WRAP(int, fputs, const char *text, FILE *stream);
WRAP(int, putchar, int c);
WRAP(int, fputc, int c, FILE *stream);
WRAP(int, putc, int c, FILE *stream);
WRAP(size_t, fwrite, const void *data, size_t size, size_t count,
     FILE *stream);

static void
note(void)
{
    struct self *self = hk_enter();

    if (self && !hk_nested(self)) {
        PUT(self->task->wrote, 1);
        hk_stray(self);
    }
    hk_leave(self);
}

#define PRINTS(type, name, parameters, arguments) \
    type __wrap_##name parameters \
    { \
        note(); \
        return __real_##name arguments; \
    }

#define FORMATS(name, parameters, call) \
    int __wrap_##name parameters \
    { \
        va_list more; \
        int result; \
        \
        note(); \
        va_start(more, format); \
        result = call; \
        va_end(more); \
        return result; \
    }

FORMATS(printf, (const char *format, ...), __real_vprintf(format, more))
FORMATS(fprintf, (FILE *stream, const char *format, ...),
        __real_vfprintf(stream, format, more))
FORMATS(dprintf, (int fd, const char *format, ...),
        vdprintf(fd, format, more))
PRINTS(int, vprintf, (const char *format, va_list more), (format, more))
PRINTS(int, vfprintf, (FILE *stream, const char *format, va_list more),
       (stream, format, more))
PRINTS(int, puts, (const char *text), (text))
PRINTS(int, fputs, (const char *text, FILE *stream), (text, stream))
PRINTS(int, putchar, (int c), (c))
PRINTS(int, fputc, (int c, FILE *stream), (c, stream))
PRINTS(int, putc, (int c, FILE *stream), (c, stream))
PRINTS(size_t, fwrite,
       (const void *data, size_t size, size_t count, FILE *stream),
       (data, size, count, stream))
