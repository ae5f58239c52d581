/*
 * Renaming, as GNU's `cp --backup=numbered` names them: the file that an
 * editor has open, its times and its rights stay what they are.
 */
#include "course/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "course/copy.h"
#include "course/started.h"

#define NUMBER_MAX 999999

static char *
backup_path(const char *own, int number)
{
    return str_format("%s.~%d~", own, number);
}

/* Not every file system can refuse to overwrite, or knows hard links. */
static int
rename_new(const char *from, const char *to)
{
    struct stat st;

    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -errno;
    if (link(from, to) == 0)
        return unlink(from) < 0 ? -errno : 0;
    if (errno == EEXIST)
        return -errno;
    if (lstat(to, &st) == 0)
        return -EEXIST;
    return rename(from, to) < 0 ? -errno : 0;
}

/* The number of a backup of the file `name`, or 0. */
static int
number_of(const char *file, const char *name)
{
    size_t len = strlen(name);
    int number, used = 0;

    if (strncmp(file, name, len) != 0 ||
        sscanf(file + len, ".~%6d~%n", &number, &used) != 1 || !used ||
        file[len + (size_t)used])
        return 0;
    return number > 0 ? number : 0;
}

/* The largest number, 0: there is no backup, or -errno. */
static int
find_newest(const char *own)
{
    char *folder = mem_copy_n(own, (size_t)(path_name(own) - own));
    DIR *dir = opendir(folder);
    int newest = dir || errno == ENOENT ? 0 : -errno;
    const struct dirent *entry;

    free(folder);
    while (dir && (entry = readdir(dir))) {
        int number = number_of(entry->d_name, path_name(own));

        newest = number > newest ? number : newest;
    }
    if (dir)
        closedir(dir);
    return newest;
}

/* 0 and where the copy is now, or -errno. */
static int
put_away(const char *own, char **ret_backup)
{
    int number = find_newest(own), err = number < 0 ? number : -EEXIST;

    while (err == -EEXIST && number++ < NUMBER_MAX) {
        char *backup = backup_path(own, number);

        err = rename_new(own, backup);
        if (!err)
            *ret_backup = backup;
        else
            free(backup);
    }
    return err;
}

/* What the one was begun from is what the other is. */
static void
inherit(const struct course *course, const char *from, const char *to)
{
    uint64_t hash;

    if (started_find(course, from, &hash) == 0)
        started_add(course, to, hash);
}

static int
refuse(struct diag *diag, const char *own, int err)
{
    diag_set(diag, NULL, 0, "your copy %s cannot be moved: %s", own,
             strerror(-err));
    return err;
}

int
backup_reset(const struct course *course, const struct exercise *exercise,
             struct diag *diag, char **ret_backup)
{
    const char *own = exercise->own;
    uint64_t hash;
    char *backup;
    int err = copy_hash(exercise, &hash);

    if (err == -ENOENT || err == -ENOTDIR ||
        (!err && !copy_changed(exercise)))
        return 0;
    err = put_away(own, &backup);
    if (err)
        return refuse(diag, own, err);
    inherit(course, own, backup);
    err = copy_make(course, exercise, diag);
    if (err < 0) {
        rename_new(backup, own);
        free(backup);
        return err;
    }
    *ret_backup = backup;
    return 1;
}

/* `saved` has what the copy was, if there was one. */
static int
bring_back(const struct course *course, const char *own, const char *backup,
           const char *saved)
{
    int err;

    if (saved)
        inherit(course, own, saved);
    err = rename_new(backup, own);
    if (!err)
        inherit(course, backup, own);
    else if (saved)
        rename_new(saved, own);
    return err;
}

int
backup_undo(const struct course *course, const struct exercise *exercise,
            struct diag *diag)
{
    const char *own = exercise->own;
    int newest = find_newest(own), err;
    char *backup, *saved = NULL;

    if (newest <= 0)
        return newest < 0 ? refuse(diag, own, newest) : 0;
    backup = backup_path(own, newest);
    err = put_away(own, &saved);
    if (!err || err == -ENOENT)
        err = bring_back(course, own, backup, saved);
    free(backup);
    free(saved);
    return err < 0 ? refuse(diag, own, err) : 1;
}
