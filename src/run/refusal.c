/*
 * Why a program could not be started.  ENOENT is the kernel's answer both
 * where there is no such file and where its interpreter is missing, and
 * EACCES that for a folder: so the files are looked at again.
 */
#include "run/refusal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The first of the files that exists, or NULL. */
static const char *
existing(const struct runner_spec *spec, char *const *paths,
         struct stat *ret_stat)
{
    int folder = AT_FDCWD;
    const char *found = NULL;

    if (spec->cwd)
        folder = open(spec->cwd, O_PATH | O_DIRECTORY | O_CLOEXEC);
    for (; !found && *paths; paths++)
        if (fstatat(folder, *paths, ret_stat, 0) == 0)
            found = *paths;
    if (folder >= 0)
        close(folder);
    return found;
}

/* What a script's first line asks for; false: it is no script. */
static bool
interpreter(const struct runner_spec *spec, const char *path, char *name,
            size_t size)
{
    char full[4096], line[256];
    FILE *file;
    bool is_script;

    if (spec->cwd && *path != '/')
        snprintf(full, sizeof full, "%s/%s", spec->cwd, path);
    else
        snprintf(full, sizeof full, "%s", path);
    file = fopen(full, "re");
    if (!file)
        return false;
    is_script = fgets(line, sizeof line, file) && !strncmp(line, "#!", 2);
    fclose(file);
    if (is_script) {
        const char *begin = line + 2 + strspn(line + 2, " \t");

        snprintf(name, size, "%.*s", (int)strcspn(begin, " \t\r\n"), begin);
    }
    return is_script;
}

static void
explain_missing(const struct runner_spec *spec, char *const *paths,
                struct diag *diag)
{
    const char *name = spec->argv[0];
    struct stat stat;
    const char *path = existing(spec, paths, &stat);
    char wanted[128];

    if (!path && strchr(name, '/'))
        diag_set(diag, name, 0, "there is no such file");
    else if (!path)
        diag_set(diag, name, 0, "there is no such program in $PATH");
    else if (interpreter(spec, path, wanted, sizeof wanted))
        diag_set(diag, path, 0, "its interpreter %s does not exist", wanted);
    else
        diag_set(diag, path, 0, "the loader that it asks for does not exist");
}

static void
explain_denied(const struct runner_spec *spec, char *const *paths,
               struct diag *diag)
{
    struct stat stat;
    const char *path = existing(spec, paths, &stat);

    if (path && S_ISDIR(stat.st_mode))
        diag_set(diag, path, 0, "it is a folder, not a program");
    else if (path && !(stat.st_mode & 0111))
        diag_set(diag, path, 0,
                 "it is not executable; chmod +x makes it a program");
    else
        diag_set(diag, path ? path : spec->argv[0], 0,
                 "it may not be executed: %s", strerror(EACCES));
}

static void
explain_exec(const struct runner_spec *spec, char *const *paths, int error,
             struct diag *diag)
{
    if (error == ENOENT || error == ENOTDIR)
        explain_missing(spec, paths, diag);
    else if (error == EACCES)
        explain_denied(spec, paths, diag);
    else if (error == ENOEXEC)
        diag_set(diag, spec->argv[0], 0,
                 "it is neither a program for this machine nor a script "
                 "that begins with #!");
    else
        diag_set(diag, spec->argv[0], 0, "it cannot be executed: %s",
                 strerror(error));
}

void
refusal_explain(const struct runner_spec *spec, char *const *paths,
                enum keeper_step step, int error, struct diag *diag)
{
    if (step == KEEPER_CHDIR)
        diag_set(diag, spec->cwd, 0, "cannot enter this folder: %s",
                 strerror(error));
    else if (step == KEEPER_FORK)
        diag_set(diag, spec->argv[0], 0, "cannot start a process for it: %s",
                 strerror(error));
    else
        explain_exec(spec, paths, error, diag);
}
