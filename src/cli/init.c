/* Chooses where the learner's own copies live. */
#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/out.h"
#include "cli/place.h"
#include "cli/say.h"

static bool
is_inside(const char *path, const char *folder)
{
    size_t len = strlen(folder);

    return strncmp(path, folder, len) == 0 &&
           (path[len] == '/' || path[len] == '\0');
}

/* A copy there would take the place of a start file. */
static bool
belongs_to_course(const char *path, const char *course)
{
    static const char *const parts[] = {"lessons", "exercises", "solutions"};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char *folder = path_join(course, parts[i]);
        bool inside = is_inside(path, folder);

        free(folder);
        if (inside)
            return true;
    }
    return strcmp(path, course) == 0;
}

/* The line that place_work() reads. */
static int
remember(const char *course, const char *folder)
{
    char *memo = place_work_memo(course);
    char *line = str_format("%s\n", folder);
    char *state = path_state("racecourse");
    int err;

    if (!memo)
        err = -ENOENT;
    else if ((err = dir_make(state)) == 0)
        err = file_replace(memo, line, strlen(line));
    if (err && memo)
        complain(0, memo, "%s", strerror(-err));
    else if (err)
        complain(0, "init",
                 "nowhere to remember it: $HOME is not set to a folder");
    free(state);
    free(line);
    free(memo);
    return err;
}

/*
 * Where a folder will be that need not be there yet: the real path of what
 * is there, then the rest as it stands.  free() ends it; NULL and errno
 * where it leads nowhere.
 */
static char *
resolve(const char *path)
{
    char *real = realpath(path, NULL);
    char *above, *below, *name, *folder;

    if (real || errno != ENOENT)
        return real;
    above = mem_copy(path);
    below = mem_copy(path);
    name = basename(below);
    folder = strcmp(name, "..") == 0 ? NULL : resolve(dirname(above));
    if (folder)
        real = path_join(folder, name);
    free(folder);
    free(below);
    free(above);
    return real;
}

/* 0 or -errno. */
static int
make_usable(const char *folder)
{
    struct stat st;
    int err = strchr(folder, '\n') ? -EINVAL : dir_make(folder);

    if (err)
        return err;
    if (stat(folder, &st) < 0)
        return -errno;
    if (!S_ISDIR(st.st_mode))
        return -ENOTDIR;
    return access(folder, W_OK | X_OK) < 0 ? -errno : 0;
}

static int
choose(const char *course, const char *folder)
{
    static struct out out;
    int err;

    if (belongs_to_course(folder, course))
        return complain(EXIT_USAGE, folder,
                        "is the course's own; choose another folder");
    err = make_usable(folder);
    if (err)
        return complain(EXIT_MISSING, folder, "%s", strerror(-err));
    if (remember(course, folder) < 0)
        return EXIT_MISSING;
    out_init(&out);
    out_format(&out, "Your own copies live in %s from now on.\n", folder);
    return out_end(&out, EXIT_FINE);
}

int
command_init(const struct args *args)
{
    char *course, *folder;
    int status;

    if (args->nwords == 0 || !*args->words[0])
        return complain(EXIT_USAGE, "init", "which folder?");
    course = place_course(args);
    if (!course)
        return complain(EXIT_MISSING, "course",
                        "there is none here; name one with --course DIR");
    folder = resolve(args->words[0]);
    status =
        folder ? choose(course, folder)
               : complain(EXIT_MISSING, args->words[0], "%s", strerror(errno));
    free(folder);
    free(course);
    return status;
}
