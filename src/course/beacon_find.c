/* Talks that go on, found by their files. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "course/beacon.h"

#define BYTES_MAX 65536
#define NAME_MAX_LEN 255

/* The newest so far. */
struct search {
    struct beacon_place place;
    int64_t since;
    bool found;
};

/* Whoever holds the lock gives the talk; where locks are not to be had,
 * every talk counts. */
static bool
goes_on(int fd)
{
    if (flock(fd, LOCK_SH | LOCK_NB) < 0)
        return true;
    flock(fd, LOCK_UN);
    return false;
}

/* Whether that is still the file of that name. */
static bool
is_current(int fd, const char *path)
{
    struct stat opened, named;

    return fstat(fd, &opened) == 0 && stat(path, &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

/* A version that is not locked was replaced, or its talk is over. */
static int
open_going(const char *path)
{
    for (;;) {
        int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

        if (fd < 0)
            return -errno;
        if (goes_on(fd))
            return fd;
        if (is_current(fd, path)) {
            unlink(path);
            close(fd);
            return -ENOENT;
        }
        close(fd);
    }
}

/* 0 or -EINVAL. */
static int
parse(const char *text, struct beacon_place *place, int64_t *ret_since)
{
    char lesson[NAME_MAX_LEN + 1];
    long long since, began;
    int end = 0;
    size_t number, step, len;

    if (sscanf(text, "racecourse talk 1\n%lld %lld\n%255s %zu %zu%n", &since,
               &began, lesson, &number, &step, &end) != 5 ||
        text[end] != '\n')
        return -EINVAL;
    text += end + 1;
    len = strcspn(text, "\n");
    if (text[len] != '\n')
        return -EINVAL;
    place->lesson = mem_copy(lesson);
    place->lessons = mem_copy_n(text, len);
    place->number = number;
    place->step = step;
    place->began = began;
    *ret_since = since;
    return 0;
}

static void
look_at(struct search *search, const char *path)
{
    struct beacon_place place = BEACON_PLACE_INIT;
    int fd = open_going(path);
    char *text = NULL;
    int64_t since;

    if (fd < 0)
        return;
    if (file_read_fd(fd, BYTES_MAX, &text, NULL) == 0 &&
        parse(text, &place, &since) == 0) {
        if (!search->found || since > search->since) {
            beacon_place_release(&search->place);
            search->place = place;
            search->since = since;
            search->found = true;
        } else {
            beacon_place_release(&place);
        }
    }
    free(text);
    close(fd);
}

int
beacon_find(const char *prefix, struct beacon_place *ret_place)
{
    const char *name = path_name(prefix);
    size_t len = strlen(name);
    char *folder = mem_copy_n(prefix, (size_t)(name - prefix));
    DIR *dir = opendir(folder);
    struct search search = {0};
    const struct dirent *entry;
    int err = dir ? 0 : -errno;

    while (dir && (entry = readdir(dir)) != NULL) {
        char *path;

        if (strncmp(entry->d_name, name, len) != 0 ||
            entry->d_name[len] != '.')
            continue;
        path = path_join(folder, entry->d_name);
        look_at(&search, path);
        free(path);
    }
    if (dir)
        closedir(dir);
    free(folder);
    if (search.found)
        *ret_place = search.place;
    return search.found ? 0 : err ? err : -ENOENT;
}
