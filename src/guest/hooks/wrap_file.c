/*
 * Files as locks: those that the kernel locks, and names, which one alone
 * can make or take away.  Whoever comes back from one has heard of all
 * others.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guest/hooks/channel.h"
#include "guest/hooks/hooks.h"
#include "guest/hooks/wrap.h"

WRAP(int, flock, int fd, int operation);
WRAP(int, lockf, int fd, int command, off_t size);
WRAP(int, fcntl, int fd, int command, ...);
WRAP(int, fcntl64, int fd, int command, ...);
WRAP(int, open, const char *path, int flags, ...);
WRAP(int, open64, const char *path, int flags, ...);
WRAP(int, mkdir, const char *path, mode_t mode);
WRAP(int, rmdir, const char *path);
WRAP(int, link, const char *from, const char *to);
WRAP(int, symlink, const char *from, const char *to);
WRAP(int, rename, const char *from, const char *to);
WRAP(int, unlink, const char *path);
WRAP(int, access, const char *path, int mode);
WRAP(int, stat, const char *path, struct stat *status);
WRAP(int, eventfd_read, int fd, eventfd_t *value);

#define HEARS(type, name, parameters, arguments) \
    type __wrap_##name parameters \
    { \
        type result = __real_##name arguments; \
        \
        hk_channel_heard(); \
        return result; \
    }

HEARS(int, flock, (int fd, int operation), (fd, operation))
HEARS(int, lockf, (int fd, int command, off_t size), (fd, command, size))
HEARS(int, mkdir, (const char *path, mode_t mode), (path, mode))
HEARS(int, rmdir, (const char *path), (path))
HEARS(int, link, (const char *from, const char *to), (from, to))
HEARS(int, symlink, (const char *from, const char *to), (from, to))
HEARS(int, rename, (const char *from, const char *to), (from, to))
HEARS(int, unlink, (const char *path), (path))
HEARS(int, access, (const char *path, int mode), (path, mode))
HEARS(int, stat, (const char *path, struct stat *status), (path, status))
HEARS(int, eventfd_read, (int fd, eventfd_t *value), (fd, value))

static bool
is_lock(int command)
{
    return command == F_SETLK || command == F_SETLKW ||
           command == F_OFD_SETLK || command == F_OFD_SETLKW;
}

/* All that it takes fits where a pointer does. */
#define FCNTL(name) \
    int __wrap_##name(int fd, int command, ...) \
    { \
        void *argument; \
        va_list more; \
        int result; \
        \
        va_start(more, command); \
        argument = va_arg(more, void *); \
        va_end(more); \
        result = __real_##name(fd, command, argument); \
        if (is_lock(command)) \
            hk_channel_heard(); \
        return result; \
    }

FCNTL(fcntl)
FCNTL(fcntl64)

#define OPEN(name) \
    int __wrap_##name(const char *path, int flags, ...) \
    { \
        mode_t mode = 0; \
        va_list more; \
        int fd; \
        \
        va_start(more, flags); \
        if (flags & (O_CREAT | __O_TMPFILE)) \
            mode = va_arg(more, mode_t); \
        va_end(more); \
        fd = __real_##name(path, flags, mode); \
        if (flags & O_EXCL) \
            hk_channel_heard(); \
        return fd; \
    }

OPEN(open)
OPEN(open64)
