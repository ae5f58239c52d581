/*
 * Files as locks: those that the kernel locks, and names, which one alone
 * can make or take away, and others look for.  Whoever comes back from one
 * has heard of all others.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdarg.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mman.h>
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
WRAP(FILE *, fopen, const char *path, const char *mode);
WRAP(FILE *, fopen64, const char *path, const char *mode);
WRAP(int, shm_open, const char *name, int flags, mode_t mode);
WRAP(int, shm_unlink, const char *name);
WRAP(int, sem_unlink, const char *name);
WRAP(int, mkstemp, char *path);
WRAP(int, mkstemp64, char *path);
WRAP(int, mkfifo, const char *path, mode_t mode);
WRAP(int, mkdir, const char *path, mode_t mode);
WRAP(int, rmdir, const char *path);
WRAP(int, link, const char *from, const char *to);
WRAP(int, symlink, const char *from, const char *to);
WRAP(int, rename, const char *from, const char *to);
WRAP(int, unlink, const char *path);
WRAP(int, remove, const char *path);
WRAP(int, access, const char *path, int mode);
WRAP(int, stat, const char *path, struct stat *status);
WRAP(int, lstat, const char *path, struct stat *status);
WRAP(DIR *, opendir, const char *path);
WRAP(int, eventfd_read, int fd, eventfd_t *value);

HEARS_ALL(int, flock, (int fd, int operation), (fd, operation))
HEARS_ALL(int, lockf, (int fd, int command, off_t size), (fd, command, size))
HEARS_ALL(FILE *, fopen, (const char *path, const char *mode), (path, mode))
HEARS_ALL(FILE *, fopen64, (const char *path, const char *mode),
          (path, mode))
HEARS_ALL(int, shm_open, (const char *name, int flags, mode_t mode),
          (name, flags, mode))
HEARS_ALL(int, shm_unlink, (const char *name), (name))
HEARS_ALL(int, sem_unlink, (const char *name), (name))
HEARS_ALL(int, mkstemp, (char *path), (path))
HEARS_ALL(int, mkstemp64, (char *path), (path))
HEARS_ALL(int, mkfifo, (const char *path, mode_t mode), (path, mode))
HEARS_ALL(int, mkdir, (const char *path, mode_t mode), (path, mode))
HEARS_ALL(int, rmdir, (const char *path), (path))
HEARS_ALL(int, link, (const char *from, const char *to), (from, to))
HEARS_ALL(int, symlink, (const char *from, const char *to), (from, to))
HEARS_ALL(int, rename, (const char *from, const char *to), (from, to))
HEARS_ALL(int, unlink, (const char *path), (path))
HEARS_ALL(int, remove, (const char *path), (path))
HEARS_ALL(int, access, (const char *path, int mode), (path, mode))
HEARS_ALL(int, stat, (const char *path, struct stat *status), (path, status))
HEARS_ALL(int, lstat, (const char *path, struct stat *status), (path, status))
HEARS_ALL(DIR *, opendir, (const char *path), (path))
HEARS_ALL(int, eventfd_read, (int fd, eventfd_t *value), (fd, value))

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
        if (fd >= 0 || flags & O_EXCL) \
            hk_channel_heard(); \
        return fd; \
    }

OPEN(open)
OPEN(open64)
