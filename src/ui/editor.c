/*
 * The learner's editor.  It shares the tutor's process group, as under any
 * program that starts one, so that the shell's job control works on both:
 * where the editor is stopped, the tutor stops too.
 */
#include "ui/editor.h"

#include <errno.h>
#include <ncurses.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "ui/terminal.h"

#define NOT_EXECUTABLE 126      /* what a shell exits with */
#define NOT_FOUND 127
#define WAITS_MAX 8             /* for the editor, when the tutor is to end */

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
    signal(SIGXFSZ, SIG_DFL);
    execl("/bin/sh", "sh", "-c", script, "sh", path, (char *)NULL);
    _exit(NOT_FOUND);
}

/* What arrives while the editor is open.  An interrupt typed into it is for
 * it alone; what comes with its own suspension is seen as its stop. */
static void
watch_signals(sigset_t *ret_watched, sigset_t *ret_before)
{
    static const int watched[] = {SIGCHLD, SIGTERM, SIGHUP,
                                  SIGINT,  SIGQUIT, SIGTSTP};

    sigemptyset(ret_watched);
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++)
        sigaddset(ret_watched, watched[i]);
    sigprocmask(SIG_BLOCK, ret_watched, ret_before);
}

/* Sleep until one is there and return it, or 0 after a while where the
 * tutor is to end. */
static int
next_signal(const sigset_t *watched, bool ending)
{
    static const struct timespec patience = {0, 300 * CLOCK_MS};
    int number = ending ? sigtimedwait(watched, NULL, &patience)
                        : sigwaitinfo(watched, NULL);

    return number < 0 ? errno == EAGAIN ? 0 : SIGCHLD : number;
}

/* Whether the editor is over, with its status or -errno.  Where it was
 * suspended, so is the tutor. */
static bool
is_over(pid_t editor, int *ret_status)
{
    pid_t got = waitpid(editor, ret_status, WUNTRACED | WNOHANG);

    if (got < 0)
        *ret_status = -errno;
    if (got <= 0 || !WIFSTOPPED(*ret_status))
        return got != 0;
    terminal_stop_job();
    kill(editor, SIGCONT);
    return false;
}

/*
 * Who ends the tutor may have told the editor, too; if not, the tutor does:
 * then an editor saves what is not saved yet.  One that stays nevertheless
 * is left alone.
 */
static int
wait_for(pid_t editor)
{
    sigset_t watched, before;
    int ending = 0, status = -EINTR;
    unsigned waits = 0;

    watch_signals(&watched, &before);
    while (waits < WAITS_MAX && !is_over(editor, &status)) {
        int number = next_signal(&watched, ending != 0);

        if (number == SIGTERM || number == SIGHUP)
            ending = number;
        else if (number == 0 && waits++ == 0)
            kill(editor, ending);
        status = -EINTR;
    }
    if (ending)
        kill(getpid(), ending);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return status;
}

/* Returns 0 where it ended as an editor does. */
static int
explain(int status, struct diag *diag)
{
    const char *name = chosen() ? chosen() : "nano, vim or vi";

    if (status < 0) {
        diag_set(diag, NULL, 0, "the editor was not started or lost: %s",
                 strerror(-status));
        return status;
    }
    if (WIFSIGNALED(status)) {
        diag_set(diag, NULL, 0,
                 "the editor \"%.80s\" was killed by signal %d (%s)", name,
                 WTERMSIG(status), strsignal(WTERMSIG(status)));
        return -EIO;
    }
    if (WEXITSTATUS(status) != NOT_FOUND &&
        WEXITSTATUS(status) != NOT_EXECUTABLE)
        return 0;
    diag_set(diag, NULL, 0,
             "the editor \"%.80s\" %s; set $EDITOR to one that is installed",
             name,
             WEXITSTATUS(status) == NOT_FOUND ? "was not found"
                                              : "cannot be executed");
    return -ENOENT;
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
    return explain(status, diag);
}
