/*
 * A talk shows where it is.  Each version is a new file that is locked before
 * it gets the name, so that under the name there is always a locked one.
 */
#include "course/beacon.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#define DRAFT "-draft"
#define DRAFT_SECONDS 60        /* none takes as long */

struct beacon {
    char *prefix;
    char *path;                 /* NULL before the first version */
    int fd;                     /* of the newest version, locked; or -1 */
    int64_t since;              /* nanoseconds since 1970 */
};

void
beacon_place_release(struct beacon_place *place)
{
    free(place->lessons);
    free(place->lesson);
    *place = (struct beacon_place)BEACON_PLACE_INIT;
}

/* The caller's. */
static char *
folder_of(const char *prefix)
{
    size_t len = (size_t)(path_name(prefix) - prefix);

    return mem_copy_n(prefix, len > 1 ? len - 1 : len);
}

/* Drafts that a talk left which was killed while it wrote one. */
static void
remove_drafts(const char *prefix, const char *folder, time_t now)
{
    DIR *dir = opendir(folder);
    char *begin = str_format("%s" DRAFT ".", path_name(prefix));
    const struct dirent *entry;
    struct stat st;

    while (dir && (entry = readdir(dir)) != NULL)
        if (!strncmp(entry->d_name, begin, strlen(begin)) &&
            fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
            st.st_mtime < now - DRAFT_SECONDS)
            unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir)
        closedir(dir);
    free(begin);
}

static int
prepare_folder(const char *prefix, time_t now)
{
    char *folder = folder_of(prefix);
    int err = dir_make(folder);

    if (!err)
        remove_drafts(prefix, folder, now);
    free(folder);
    return err;
}

int
beacon_new(const char *prefix, struct beacon **ret_beacon)
{
    struct beacon *beacon;
    struct timespec now;
    int err;

    clock_gettime(CLOCK_REALTIME, &now);
    err = prepare_folder(prefix, now.tv_sec);
    if (err)
        return err;
    beacon = mem_new(sizeof *beacon);
    beacon->prefix = mem_copy(prefix);
    beacon->fd = -1;
    beacon->since = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
    *ret_beacon = beacon;
    return 0;
}

void
beacon_free(struct beacon *beacon)
{
    if (!beacon)
        return;
    if (beacon->path)
        unlink(beacon->path);
    if (beacon->fd >= 0)
        close(beacon->fd);
    free(beacon->path);
    free(beacon->prefix);
    free(beacon);
}

/* Not flushed: what a crash of the machine leaves is of no use to anybody,
 * and a key must not wait for a disk. */
static int
write_version(int fd, const struct beacon *beacon,
              const struct beacon_place *place)
{
    char *text = str_format("racecourse talk 1\n%lld %lld\n%s %zu %zu\n%s\n",
                            (long long)beacon->since,
                            (long long)place->began, place->lesson,
                            place->number, place->step, place->lessons);
    size_t len = strlen(text);
    ssize_t put = write(fd, text, len);

    free(text);
    if (put < 0)
        return -errno;
    return (size_t)put < len ? -ENOSPC : 0;
}

int
beacon_show(struct beacon *beacon, const struct beacon_place *place)
{
    /* No follower takes a draft for a talk. */
    char *draft = str_format("%s" DRAFT ".XXXXXX", beacon->prefix);
    int fd, err;

    fd = mkostemp(draft, O_CLOEXEC);
    if (fd < 0) {
        err = -errno;
        free(draft);
        return err;
    }
    /* Without locks a talk is followed all the same. */
    flock(fd, LOCK_EX | LOCK_NB);
    err = write_version(fd, beacon, place);
    if (!beacon->path)
        beacon->path =
            str_format("%s%s", beacon->prefix, strrchr(draft, '.'));
    if (!err && rename(draft, beacon->path) < 0)
        err = -errno;
    if (err)
        unlink(draft);
    free(draft);
    /* The one that nobody sees any more. */
    if ((err ? fd : beacon->fd) >= 0)
        close(err ? fd : beacon->fd);
    if (!err)
        beacon->fd = fd;
    return err;
}
