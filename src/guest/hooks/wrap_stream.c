/* Streams: libc reads where no wrapped function sees it. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "guest/hooks/channel.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/wrap.h"

WRAP(char *, fgets, char *line, int size, FILE *stream);
WRAP(size_t, fread, void *data, size_t size, size_t count, FILE *stream);
WRAP(int, fgetc, FILE *stream);
WRAP(int, getc, FILE *stream);
WRAP(int, getc_unlocked, FILE *stream);
WRAP(int, getchar, void);
WRAP(int, getchar_unlocked, void);
WRAP(ssize_t, getline, char **line, size_t *size, FILE *stream);
WRAP(ssize_t, getdelim, char **line, size_t *size, int end, FILE *stream);
WRAP(int, scanf, const char *format, ...);
WRAP(int, __isoc99_scanf, const char *format, ...);
WRAP(int, __isoc23_scanf, const char *format, ...);
WRAP(int, __isoc99_fscanf, FILE *stream, const char *format, ...);
WRAP(int, __isoc23_fscanf, FILE *stream, const char *format, ...);
WRAP(int, fscanf, FILE *stream, const char *format, ...);

/* The stream has read, now or ahead: all are heard. */
static void
read_by(struct self *self, FILE *stream)
{
    int kept = errno, fd = fileno(stream);

    errno = kept;
    hk_channel_received(self, fd, 0);
}

#define HEARS(type, name, stream, parameters, arguments) \
    type __wrap_##name parameters \
    { \
        struct self *self = hk_channel_wait(-1, CALLER); \
        type got = __real_##name arguments; \
        \
        read_by(self, stream); \
        return got; \
    }

#define SCANS(name, parameters, stream) \
    int __wrap_##name parameters \
    { \
        struct self *self = hk_channel_wait(-1, CALLER); \
        va_list more; \
        int got; \
        \
        va_start(more, format); \
        got = vfscanf(stream, format, more); \
        va_end(more); \
        read_by(self, stream); \
        return got; \
    }

HEARS(char *, fgets, stream, (char *line, int size, FILE *stream),
      (line, size, stream))
HEARS(size_t, fread, stream,
      (void *data, size_t size, size_t count, FILE *stream),
      (data, size, count, stream))
HEARS(int, fgetc, stream, (FILE *stream), (stream))
HEARS(int, getc, stream, (FILE *stream), (stream))
HEARS(int, getc_unlocked, stream, (FILE *stream), (stream))
HEARS(int, getchar, stdin, (void), ())
HEARS(int, getchar_unlocked, stdin, (void), ())
HEARS(ssize_t, getline, stream, (char **line, size_t *size, FILE *stream),
      (line, size, stream))
HEARS(ssize_t, getdelim, stream,
      (char **line, size_t *size, int end, FILE *stream),
      (line, size, end, stream))
SCANS(scanf, (const char *format, ...), stdin)
SCANS(__isoc99_scanf, (const char *format, ...), stdin)
SCANS(__isoc23_scanf, (const char *format, ...), stdin)
SCANS(__isoc99_fscanf, (FILE *stream, const char *format, ...), stream)
SCANS(__isoc23_fscanf, (FILE *stream, const char *format, ...), stream)
SCANS(fscanf, (FILE *stream, const char *format, ...), stream)
