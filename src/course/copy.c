/*
 * The learner's copies.  A copy appears whole or not at all, and never in
 * place of a file that is there: it is written under another name and then
 * given its own in a way that fails if that is taken.
 */
#include "course/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "course/course.h"
#include "course/started.h"

#define SOURCE_MAX (4 * 1024 * 1024)

/* Give `from` the name `to`, which nothing has yet.  Some file systems know
 * only one of the two ways. */
static int
name_for_good(const char *from, const char *to)
{
    int err = 0;

    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno == EEXIST || link(from, to) < 0)
        err = -errno;
    unlink(from);
    return err;
}

static int
write_new(const char *path, const char *text, size_t len)
{
    char *draft = str_format("%s.%ld.new", path, (long)getpid());
    int err = file_replace(draft, text, len);

    if (!err)
        err = name_for_good(draft, path);
    free(draft);
    return err;
}

static int
make_folder(const char *own)
{
    char *folder = mem_copy_n(own, (size_t)(path_name(own) - own - 1));
    int err = dir_make(folder);

    free(folder);
    return err;
}

static int
make_copy(const struct course *course, const char *own, const char *text,
          size_t len)
{
    int err = make_folder(own);

    if (!err)
        err = started_add(course, own, hash_add(HASH_INIT, text, len));
    if (!err)
        err = write_new(own, text, len);
    return err;
}

/* Whether there is a copy: 1, 0, or -errno where something else is there. */
static int
look(const char *own)
{
    struct stat st;

    if (lstat(own, &st) < 0)
        return errno == ENOENT || errno == ENOTDIR ? 0 : -errno;
    if (stat(own, &st) < 0)
        return -errno;
    return S_ISREG(st.st_mode) ? 1 : -EEXIST;
}

static void
refuse_place(const char *own, int err, struct diag *diag)
{
    if (err == -EEXIST)
        diag_set(diag, NULL, 0,
                 "%s is no regular file and in the way of your copy; move "
                 "it away", own);
    else
        diag_set(diag, NULL, 0,
                 "your copy %s cannot be reached: %s; choose another folder "
                 "with 'racecourse init DIR'", own, strerror(-err));
}

int
copy_make(const struct course *course, const struct exercise *exercise,
          struct diag *diag)
{
    char *text;
    size_t len;
    int err = look(exercise->own);

    if (err == 1)
        return 0;
    if (err < 0) {
        refuse_place(exercise->own, err, diag);
        return err;
    }
    err = file_read(exercise->start, SOURCE_MAX, &text, &len);
    if (err < 0) {
        diag_set(diag, NULL, 0, "the start file %s cannot be read: %s",
                 exercise->start, strerror(-err));
        return err;
    }
    err = make_copy(course, exercise->own, text, len);
    free(text);
    if (err == -EEXIST && look(exercise->own) == 1)
        return 0;               /* another tutor was quicker */
    if (err) {
        diag_set(diag, NULL, 0,
                 "your copy cannot be written in %s: %s; choose another "
                 "folder with 'racecourse init DIR'", course_work(course),
                 strerror(-err));
        return err;
    }
    return 1;
}

const char *
copy_current(const struct exercise *exercise)
{
    return look(exercise->own) == 1 ? exercise->own : exercise->start;
}

int
copy_start_changed(const struct course *course,
                   const struct exercise *exercise)
{
    uint64_t started;
    char *text;
    size_t len;
    int err = started_find(course, exercise->own, &started);

    if (!err)
        err = file_read(exercise->start, SOURCE_MAX, &text, &len);
    if (err)
        return err;
    err = hash_add(HASH_INIT, text, len) != started;
    free(text);
    return err;
}

int
copy_hash(const struct exercise *exercise, uint64_t *ret_hash)
{
    char *text;
    size_t len;
    int err = file_read(exercise->own, SOURCE_MAX, &text, &len);

    if (err < 0)
        return err;
    *ret_hash = hash_add(HASH_INIT, text, len);
    free(text);
    return 0;
}

bool
copy_changed(const struct exercise *exercise)
{
    char *own, *start;
    size_t own_len, start_len;
    bool changed;

    if (file_read(exercise->own, SOURCE_MAX, &own, &own_len) < 0)
        return false;
    if (file_read(exercise->start, SOURCE_MAX, &start, &start_len) < 0) {
        free(own);
        return true;
    }
    changed =
        own_len != start_len || memcmp(own, start, own_len) != 0;
    free(own);
    free(start);
    return changed;
}
