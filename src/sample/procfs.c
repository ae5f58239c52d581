/*
 * A descriptor of a task's file belongs to that task, not to its number: it
 * says ESRCH once the task is gone, whoever has the number then.
 */
#include "sample/procfs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/mem.h"
#include "sample/scan.h"

void
pidlist_release(struct pidlist *list)
{
    free(list->items);
    *list = (struct pidlist)PIDLIST_INIT;
}

static void
pidlist_add(struct pidlist *list, uint64_t number)
{
    if (number == 0 || number > INT_MAX)
        return;
    MEM_GROW(list->items, list->count, list->cap);
    list->items[list->count++] = (pid_t)number;
}

void
pidlist_parse(struct pidlist *list, const char *text)
{
    uint64_t number;

    while (scan_number(&text, &number))
        pidlist_add(list, number);
}

static unsigned
half_of_descriptors(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur == RLIM_INFINITY ||
        limit.rlim_cur / 2 > 1 << 16)
        return 1 << 16;
    return (unsigned)(limit.rlim_cur / 2);
}

int
procfs_open(const char *path, struct procfs *ret_fs)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return -errno;
    *ret_fs = (struct procfs){.fd = fd, .max_kept = half_of_descriptors()};
    return 0;
}

void
procfs_release(struct procfs *fs)
{
    if (fs->fd >= 0)
        close(fs->fd);
    *fs = (struct procfs)PROCFS_INIT;
}

void
procfs_close(struct procfs *fs, struct procfile *file)
{
    if (file->fd < 0)
        return;
    close(file->fd);
    file->fd = -1;
    fs->nkept--;
}

static int
gone_or(int err)
{
    return err == ENOENT ? -ESRCH : -err;
}

/* A descriptor to read from: the kept one, or one to give to put_fd(). */
static int
get_fd(const struct procfs *fs, const struct procfile *file)
{
    char path[128];
    int fd;

    if (file->fd >= 0)
        return file->fd;
    if (file->pid == 0)
        snprintf(path, sizeof path, "%s", file->name);
    else if (file->tid == 0)
        snprintf(path, sizeof path, "%d/%s", file->pid, file->name);
    else
        snprintf(path, sizeof path, "%d/task/%d/%s", file->pid, file->tid,
                 file->name);
    fd = openat(fs->fd, path, O_RDONLY | O_CLOEXEC);
    return fd >= 0 ? fd : gone_or(errno);
}

/* Keep it where there is room for it and it proved to be readable. */
static void
put_fd(struct procfs *fs, struct procfile *file, int fd, bool good)
{
    if (fd == file->fd)
        return;
    if (good && fs->nkept < fs->max_kept) {
        file->fd = fd;
        fs->nkept++;
    } else {
        close(fd);
    }
}

/* Bytes read, 0 at the end, -errno. */
static ssize_t
read_at(int fd, char *buf, size_t size, size_t offset)
{
    ssize_t len;

    do
        len = pread(fd, buf, size, (off_t)offset);
    while (len < 0 && errno == EINTR);
    return len < 0 ? gone_or(errno) : len;
}

int
procfs_line(struct procfs *fs, struct procfile *file, char *buf, size_t size)
{
    int fd = get_fd(fs, file);
    ssize_t len;

    if (fd < 0)
        return fd;
    len = read_at(fd, buf, size - 1, 0);
    put_fd(fs, file, fd, len >= 0);
    if (len < 0)
        return (int)len;
    buf[len] = '\0';
    return 0;
}

int
procfs_text(struct procfs *fs, struct procfile *file, struct str *text)
{
    char buf[4096];
    int fd = get_fd(fs, file);
    ssize_t len;

    if (fd < 0)
        return fd;
    str_clear(text);
    while ((len = read_at(fd, buf, sizeof buf, text->len)) > 0)
        str_add_n(text, buf, (size_t)len);
    put_fd(fs, file, fd, len == 0);
    return (int)len;
}

static void
add_name(struct pidlist *list, const char *name)
{
    uint64_t number;

    if (scan_number(&name, &number) && *name == '\0')
        pidlist_add(list, number);
}

int
procfs_list(struct procfs *fs, struct procfile *file, struct pidlist *list)
{
    _Alignas(struct dirent64) char buf[8192];
    int fd = get_fd(fs, file);
    ssize_t len = 0;

    if (fd < 0)
        return fd;
    list->count = 0;
    if (lseek(fd, 0, SEEK_SET) < 0)
        len = -1;
    while (len >= 0 && (len = getdents64(fd, buf, sizeof buf)) > 0) {
        for (ssize_t at = 0; at < len;) {
            const struct dirent64 *entry = (const void *)(buf + at);

            add_name(list, entry->d_name);
            at += entry->d_reclen;
        }
    }
    if (len < 0)
        len = gone_or(errno);
    put_fd(fs, file, fd, len == 0);
    return (int)len;
}
