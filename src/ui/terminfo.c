/*
 * Descriptions of terminals.  A machine may have none at all, or an old one
 * may never have heard of tmux-256color: so a bundle has those of the usual
 * terminals with it, in share/racecourse/terminfo.
 */
#include "ui/terminfo.h"

#include <errno.h>
#include <ncurses.h>
#include <stdlib.h>
#include <term.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

static const char variable[] = "TERMINFO_DIRS";
static char *before;

void
terminfo_begin(void)
{
    const char *dirs = getenv(variable);
    char *self = path_of_self();
    char *own = self ? path_join(self, "../share/racecourse/terminfo") : NULL;

    before = dirs ? mem_copy(dirs) : NULL;
    if (own && file_exists(own)) {
        /* An empty part stands for the system's own folders. */
        char *all = str_format("%s:%s", dirs ? dirs : "", own);

        setenv(variable, all, 1);
        free(all);
    }
    free(own);
    free(self);
}

void
terminfo_end(void)
{
    if (before)
        setenv(variable, before, 1);
    else
        unsetenv(variable);
    free(before);
    before = NULL;
}

int
terminfo_judge(const char *name)
{
    int found, result;

    terminfo_begin();
    if (setupterm(name, STDOUT_FILENO, &found) != OK)
        result = -ENOENT;
    else
        result = tigetstr("cup") && tigetstr("ed") ? 0 : -ENODEV;
    if (result != -ENOENT)
        del_curterm(cur_term);
    terminfo_end();
    return result;
}
