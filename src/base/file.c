/* Files, folders and paths. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

static int
read_all(int fd, size_t max, struct str *text)
{
    char buf[16384];
    ssize_t got;

    while ((got = read(fd, buf, sizeof buf)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -errno;
        if (text->len + (size_t)got > max)
            return -EFBIG;
        str_add_n(text, buf, (size_t)got);
    }
    return 0;
}

int
file_read_fd(int fd, size_t max, char **ret_text, size_t *ret_len)
{
    struct str text = STR_INIT;
    int err = read_all(fd, max, &text);
    size_t length;

    if (err < 0) {
        str_release(&text);
        return err;
    }
    length = text.len;
    if (ret_len)
        *ret_len = length;
    /* A file's text may be kept for long: no longer than it is. */
    *ret_text = mem_resize(str_detach(&text), length + 1, 1);
    return 0;
}

int
file_read(const char *path, size_t max, char **ret_text, size_t *ret_len)
{
    struct stat st;
    int err;
    /* Without O_NONBLOCK a named pipe would wait for its writer. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0)
        return -errno;
    if (fstat(fd, &st) < 0)
        err = -errno;
    else if (S_ISDIR(st.st_mode))
        err = -EISDIR;
    else if (!S_ISREG(st.st_mode))
        err = -EINVAL;
    else
        err = file_read_fd(fd, max, ret_text, ret_len);
    close(fd);
    return err;
}

static int
write_all(int fd, const char *text, size_t len)
{
    while (len) {
        ssize_t put = write(fd, text, len);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return -errno;
        text += put;
        len -= (size_t)put;
    }
    return fsync(fd) < 0 ? -errno : 0;
}

int
file_replace(const char *path, const char *text, size_t len)
{
    char *draft = str_format("%s.XXXXXX", path);
    mode_t mask = umask(0);
    int fd, err;

    umask(mask);
    fd = mkostemp(draft, O_CLOEXEC);
    if (fd < 0) {
        err = -errno;
        free(draft);
        return err;
    }
    err = write_all(fd, text, len);
    if (!err && fchmod(fd, 0666 & ~mask) < 0)
        err = -errno;
    if (close(fd) < 0 && !err)
        err = -errno;
    if (!err && rename(draft, path) < 0)
        err = -errno;
    if (err)
        unlink(draft);
    free(draft);
    return err;
}

bool
file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

/* A folder that is there may be refused for another reason than that. */
static int
make_one(const char *path)
{
    int err = mkdir(path, 0777) < 0 ? -errno : 0;

    return err && file_exists(path) ? 0 : err;
}

int
dir_make(const char *path)
{
    char *part = mem_copy(path);
    int err = 0;

    for (char *c = part + 1; !err && *c; c++) {
        if (*c != '/')
            continue;
        *c = '\0';
        err = make_one(part);
        *c = '/';
    }
    if (!err && mkdir(part, 0777) < 0 && errno != EEXIST)
        err = -errno;
    free(part);
    return err;
}

char *
path_join(const char *a, const char *b)
{
    size_t len = strlen(a);

    return str_format("%s%s%s", a, len && a[len - 1] != '/' ? "/" : "", b);
}

const char *
path_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static bool
is_program(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
           access(path, X_OK) == 0;
}

char *
path_of_command(const char *name, unsigned skip)
{
    const char *path = getenv("PATH");

    if (strchr(name, '/'))
        return !skip && is_program(name) ? mem_copy(name) : NULL;
    while (path && *path) {
        size_t len = strcspn(path, ":");
        char *folder = len ? mem_copy_n(path, len) : mem_copy(".");
        char *file = path_join(folder, name);

        free(folder);
        if (is_program(file) && skip-- == 0)
            return file;
        free(file);
        path += len + (path[len] == ':');
    }
    return NULL;
}

char *
path_of_self(void)
{
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    char *slash;

    if (len <= 0)
        return NULL;
    path[len] = '\0';
    slash = strrchr(path, '/');
    if (!slash)
        return NULL;
    *slash = '\0';
    return mem_copy(slash == path ? "/" : path);
}

static char *
path_of_user(const char *variable, const char *fallback, const char *app)
{
    const char *dir = getenv(variable);
    const char *home = getenv("HOME");

    if (dir && dir[0] == '/')
        return path_join(dir, app);
    if (home && home[0] == '/')
        return str_format("%s/%s/%s", home, fallback, app);
    return NULL;
}

char *
path_cache(const char *app)
{
    return path_of_user("XDG_CACHE_HOME", ".cache", app);
}

char *
path_state(const char *app)
{
    return path_of_user("XDG_STATE_HOME", ".local/state", app);
}
