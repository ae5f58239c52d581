/*
 * Each line is one write() to a descriptor opened to append, so that lines
 * of two tutors do not mix.  Where one turns out to hang on a torn line it is
 * written again, with a newline before it: a torn line with another behind
 * it has too many words, or none that is known, and is skipped.
 */
#include "course/journal_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

static int
make_folder(const char *path)
{
    char *folder = mem_copy(path);
    char *slash = strrchr(folder, '/');
    int err = 0;

    if (slash && slash != folder) {
        *slash = '\0';
        err = dir_make(folder);
    }
    free(folder);
    return err;
}

static int
open_to_append(const char *path)
{
    int flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK;
    int fd = open(path, flags, 0666);
    int err;

    if (fd >= 0 || errno != ENOENT)
        return fd < 0 ? -errno : fd;
    err = make_folder(path);
    if (err)
        return err;
    fd = open(path, flags, 0666);
    return fd < 0 ? -errno : fd;
}

/* One write.  A line that is cut short counts as not written. */
static int
put(int fd, const struct str *text)
{
    ssize_t count = write(fd, text->data, text->len);

    if (count < 0)
        return -errno;
    return (size_t)count < text->len ? -ENOSPC : 0;
}

/* Whether the `len` bytes that were just written began a line. */
static bool
began_line(int fd, size_t len)
{
    off_t start = lseek(fd, 0, SEEK_CUR) - (off_t)len;
    char before;

    return start <= 0 || pread(fd, &before, 1, start - 1) != 1 ||
           before == '\n';
}

/*
 * To look at the file's end first would not do: another tutor's line may be
 * torn after the look.
 */
int
journal_file_add(const char *path, const char *line)
{
    struct str text = STR_INIT;
    int fd = open_to_append(path);
    int err;

    if (fd < 0)
        return fd;
    str_add_format(&text, "\n%s\n", line);
    err = put(fd, &(struct str){.data = text.data + 1, .len = text.len - 1});
    if (!err && !began_line(fd, text.len - 1))
        err = put(fd, &text);
    if (close(fd) < 0 && !err)
        err = -errno;
    str_release(&text);
    return err;
}
