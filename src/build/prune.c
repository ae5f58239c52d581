/*
 * Each change of a source makes a program, so a learner's day leaves a few
 * hundred; all but the latest used are removed in one go when there are
 * twice as many.
 */
#include "build/prune.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

#define KEPT 200
#define DRAFT_SECONDS 3600      /* no build takes that long */

struct entry {
    char *path;
    time_t used;
};

struct entries {
    struct entry *items;
    size_t count;
    size_t cap;
};

void
prune_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;

    while (dir && (entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 &&
            strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(dir), entry->d_name, 0);
    }
    if (dir)
        closedir(dir);
    rmdir(folder);
}

static void
remove_entry(const char *path)
{
    if (unlink(path) < 0)
        prune_folder(path);
}

static void
list(const char *folder, struct entries *entries)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    time_t now = time(NULL);

    while (dir && (entry = readdir(dir)) != NULL) {
        char *path;
        struct stat st;

        if (entry->d_name[0] == '.')
            continue;
        path = path_join(folder, entry->d_name);
        if (stat(path, &st) < 0) {
            free(path);
            continue;
        }
        if (!strncmp(entry->d_name, "draft.", 6)) {
            if (st.st_mtime < now - DRAFT_SECONDS)
                remove_entry(path);
            free(path);
            continue;
        }
        MEM_GROW(entries->items, entries->count, entries->cap);
        entries->items[entries->count++] = (struct entry){path, st.st_mtime};
    }
    if (dir)
        closedir(dir);
}

static int
latest_first(const void *a, const void *b)
{
    time_t used_a = ((const struct entry *)a)->used;
    time_t used_b = ((const struct entry *)b)->used;

    return (used_a < used_b) - (used_a > used_b);
}

void
prune_cache(const char *folder)
{
    struct entries entries = {0};

    list(folder, &entries);
    /* A program and its list of headers are two entries. */
    if (entries.count > 4 * KEPT) {
        qsort(entries.items, entries.count, sizeof *entries.items,
              latest_first);
        for (size_t i = 2 * KEPT; i < entries.count; i++)
            remove_entry(entries.items[i].path);
    }
    for (size_t i = 0; i < entries.count; i++)
        free(entries.items[i].path);
    free(entries.items);
}
