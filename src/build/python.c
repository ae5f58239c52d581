/*
 * Which Python.  Tools that manage several put scripts into $PATH, which
 * start a shell and more of them before the one that is meant.
 */
#include "build/python.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

#define PYTHON "python3"

static bool
is_script(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    char start[2];
    bool script;

    if (fd < 0)
        return false;
    script = read(fd, start, sizeof start) == sizeof start &&
             !memcmp(start, "#!", sizeof start);
    close(fd);
    return script;
}

/* A script, where there is nothing else. */
static char *
find_in_path(void)
{
    char *script = NULL, *found;

    for (unsigned i = 0; (found = path_of_command(PYTHON, i)); i++) {
        if (!is_script(found)) {
            free(script);
            return found;
        }
        if (script)
            free(found);
        else
            script = found;
    }
    return script;
}

char *
python_find(struct diag *diag)
{
    const char *wanted = getenv("RACECOURSE_PYTHON");
    bool own = wanted && *wanted;
    char *found = own ? path_of_command(wanted, 0) : find_in_path();

    if (!found && own)
        diag_set(diag, "RACECOURSE_PYTHON", 0, "%s is not there", wanted);
    else if (!found)
        diag_set(diag, PYTHON, 0,
                 "is not there; install it to run the twins of exercises");
    return found;
}
