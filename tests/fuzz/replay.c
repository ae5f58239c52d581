/*
 * The target run over files, and over all files of folders, that are given
 * as arguments: what a fuzzer found once is tried in every test run.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "fuzz.h"

#define INPUT_MAX (16 * 1024 * 1024)

static int nreplayed;

static int
replay_file(const char *path)
{
    char *text;
    size_t len;
    uint8_t *exact;
    int err = file_read(path, INPUT_MAX, &text, &len);

    if (err) {
        fprintf(stderr, "%s: %s\n", path, strerror(-err));
        return 1;
    }
    /* What crashes is the last one named. */
    fprintf(stderr, "%s\n", path);
    /* Without the NUL, so that a sanitizer sees a byte too many. */
    exact = malloc(len ? len : 1);
    must(exact != NULL);
    memcpy(exact, text, len);
    LLVMFuzzerTestOneInput(exact, len);
    nreplayed++;
    free(exact);
    free(text);
    return 0;
}

static int
replay_folder(const char *path, DIR *folder)
{
    const struct dirent *entry;
    int failed = 0;

    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] != '.') {
            char *file = path_join(path, entry->d_name);

            failed |= replay_file(file);
            free(file);
        }
    }
    closedir(folder);
    return failed;
}

int
main(int argc, char **argv)
{
    int failed = 0;

    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);

        failed |= folder ? replay_folder(argv[i], folder)
                         : replay_file(argv[i]);
    }
    printf("%d inputs\n", nreplayed);
    return failed || !nreplayed;
}
