/*
 * A folder for one test, with files in it; gone with all that is in it when
 * the test is over.
 */
#ifndef TESTS_FOLDER_H
#define TESTS_FOLDER_H

#include <ftw.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

static char folder[64];

static inline int
folder_make(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/racecourse-test.XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static inline int
folder_remove_one(const char *path, const struct stat *st, int type,
                  struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

static inline int
folder_remove(void **state)
{
    (void)state;
    return nftw(folder, folder_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Its path; the caller's. */
static inline char *
folder_path(const char *name)
{
    return str_format("%s/%s", folder, name);
}

/* Write a file and the folders above it. */
static inline void
folder_write(const char *name, const char *text)
{
    char *path = folder_path(name);
    char *above = str_format("%.*s", (int)(path_name(path) - path - 1), path);

    FILE *file = dir_make(above) < 0 ? NULL : fopen(path, "we");

    if (!file || fputs(text, file) < 0 || fclose(file) != 0) {
        perror(path);
        abort();
    }
    free(above);
    free(path);
}

#endif
