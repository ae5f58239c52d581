/*
 * The learner's editor.  It shares the tutor's process group, as under any
 * program that starts one, so that the shell's job control works on both:
 * where the editor is stopped, the tutor stops too.
 */
#include "ui/editor.h"

#include <errno.h>
#include <ncurses.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ui/terminal.h"

#define NOT_FOUND 127           /* what a shell exits with */

#define USUAL "$(command -v nano || command -v vim || command -v vi)"

/* What the learner has set, or NULL. */
static const char *
chosen(void)
{
    static const char *const names[] = {"VISUAL", "EDITOR"};

    for (size_t i = 0; i < 2; i++) {
        const char *value = getenv(names[i]);

        if (value && value[strspn(value, " \t")])
            return value;
    }
    return NULL;
}

static _Noreturn void
become_editor(const char *path)
{
    static const char start[] = "exec ";
    char script[1024];
    const char *what = chosen() ? chosen() : USUAL;
    sigset_t none;

    if (strlen(what) > sizeof script - 32)
        _exit(NOT_FOUND);
    strcpy(script, start);
    strcat(script, what);
    strcat(script, " \"$1\"");
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    execl("/bin/sh", "sh", "-c", script, "sh", path, (char *)NULL);
    _exit(NOT_FOUND);
}

static int
wait_for(pid_t editor)
{
    int status;

    for (;;) {
        if (waitpid(editor, &status, WUNTRACED) < 0) {
            if (errno == EINTR)
                continue;
            return -errno;
        }
        if (!WIFSTOPPED(status))
            return status;
        raise(SIGSTOP);
        kill(editor, SIGCONT);
    }
}

int
editor_edit(const char *path, struct diag *diag)
{
    int status;
    pid_t editor;

    terminal_leave();
    editor = fork();
    if (editor == 0)
        become_editor(path);
    status = editor < 0 ? -errno : wait_for(editor);
    terminal_return();
    if (status < 0) {
        diag_set(diag, NULL, 0, "the editor could not be started: %s",
                 strerror(-status));
        return status;
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND) {
        diag_set(diag, NULL, 0,
                 "the editor \"%.80s\" was not found; set $EDITOR to one "
                 "that is installed",
                 chosen() ? chosen() : "nano, vim or vi");
        return -ENOENT;
    }
    return 0;
}
