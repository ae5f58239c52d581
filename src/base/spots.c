/* From the file upwards, until two folders are found. */
#include "base/spots.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/notify.h"

#define FOLDERS 2
#define TRIES 20

void
spots_release(struct spots *spots)
{
    for (size_t i = 0; i < spots->count; i++)
        free(spots->items[i].name);
    free(spots->items);
    *spots = (struct spots)SPOTS_INIT;
}

bool
spots_mean(const struct spots *spots, int number, const char *name)
{
    for (size_t i = 0; i < spots->count; i++)
        if (spots->items[i].number == number &&
            (!name || strcmp(spots->items[i].name, name) == 0))
            return true;
    return false;
}

/* Cut the last name off, and return it; NULL: there is none.  The path has
 * room for one byte more. */
static char *
cut_name(char *path)
{
    char *slash = strrchr(path, '/');

    if (!slash || !slash[1])
        return NULL;
    if (slash == path) {
        memmove(path + 2, path + 1, strlen(path));
        path[1] = '\0';
        return path + 2;
    }
    *slash = '\0';
    return slash + 1;
}

static int
add(struct spots *spots, int notify, const char *folder, const char *name)
{
    int number = notify_add(notify, folder);

    if (number < 0)
        return number;
    spots->items = mem_resize(spots->items, spots->count + 1,
                              sizeof *spots->items);
    spots->items[spots->count++] = (struct spot){number, mem_copy(name)};
    return 0;
}

static bool
is_missing(int err)
{
    return err == -ENOENT || err == -ENOTDIR;
}

/*
 * -EAGAIN where a folder that was missing is there by now: what was made
 * before the one above was listened to was not heard.  That the upper of two
 * folders refuses loses little.
 */
static int
climb(struct spots *spots, int notify, const char *path, bool *ret_blind)
{
    size_t before = spots->count;
    char *folder = mem_new(strlen(path) + 2), *name;
    char *missing = NULL;
    int err = 0;

    strcpy(folder, path);
    while (spots->count < before + FOLDERS && (!err || is_missing(err)) &&
           (name = cut_name(folder))) {
        err = add(spots, notify, folder, name);
        if (!err && notify_is_blind(folder))
            *ret_blind = true;
        if (is_missing(err)) {
            free(missing);
            missing = mem_copy(folder);
        }
    }
    if (spots->count > before && missing && file_exists(missing))
        err = -EAGAIN;
    else if (is_missing(err) || (err == -EACCES && spots->count > before))
        err = 0;
    free(missing);
    free(folder);
    return err;
}

/* A link's own folder hears nothing of what is written elsewhere. */
int
spots_find(struct spots *spots, int notify, const char *path,
           bool *ret_blind)
{
    char real[PATH_MAX];
    int err = -EAGAIN;

    for (int tries = 0; err == -EAGAIN && tries < TRIES; tries++) {
        spots_release(spots);
        err = climb(spots, notify, path, ret_blind);
        if (!err && realpath(path, real) && strcmp(real, path) != 0)
            err = climb(spots, notify, real, ret_blind);
    }
    return err;
}
