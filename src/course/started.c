/* Each line is added in one write, so that two tutors lose nothing. */
#include "course/started.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "course/course.h"

#define FILE_MAX_BYTES (16 * 1024 * 1024)
#define HASH_DIGITS 16

/* What stands in the file for that path. */
static const char *
name_of(const struct course *course, const char *path)
{
    return path + strlen(course_work(course)) + 1;
}

int
started_add(const struct course *course, const char *path, uint64_t hash)
{
    char *file = path_join(course_work(course), ".started");
    int fd = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    int err = fd < 0 ? -errno : 0;

    if (!err) {
        char *line = str_format("%016" PRIx64 " %s\n", hash,
                                name_of(course, path));
        ssize_t put = write(fd, line, strlen(line));

        if (put < 0)
            err = -errno;
        else if ((size_t)put < strlen(line))
            err = -ENOSPC;
        close(fd);
        free(line);
    }
    free(file);
    return err;
}

static bool
read_line(const char *line, size_t len, const char *name, uint64_t *ret_hash)
{
    char *end;
    uint64_t hash;

    if (len != HASH_DIGITS + 1 + strlen(name) || line[HASH_DIGITS] != ' ' ||
        memcmp(line + HASH_DIGITS + 1, name, strlen(name)) != 0)
        return false;
    hash = strtoull(line, &end, 16);
    if (end != line + HASH_DIGITS)
        return false;
    *ret_hash = hash;
    return true;
}

int
started_find(const struct course *course, const char *path,
             uint64_t *ret_hash)
{
    char *file = path_join(course_work(course), ".started");
    const char *line, *newline;
    char *text;
    int err = file_read(file, FILE_MAX_BYTES, &text, NULL);

    free(file);
    if (err < 0)
        return err;
    err = -ENOENT;
    for (line = text; (newline = strchr(line, '\n')); line = newline + 1)
        if (read_line(line, (size_t)(newline - line), name_of(course, path),
                      ret_hash))
            err = 0;
    free(text);
    return err;
}
