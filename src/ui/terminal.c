/*
 * The terminal, taken over and given back.  What gives it back in the
 * handler of a crash is prepared beforehand, since a handler may only
 * write() and tcsetattr().
 */
#include "ui/terminal.h"

#include <errno.h>
#include <ncurses.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "run/runner.h"
#include "ui/draw.h"
#include "ui/look.h"
#include "ui/terminfo.h"

#define ESCAPE_DELAY 25         /* ms; a lone Escape is rare */

static struct {
    SCREEN *screen;
    struct termios found;       /* as the shell had it */
    char restore[128];          /* escape sequences that undo ours */
    size_t restore_len;
    bool taken;
    bool mouse;                 /* clicks and the wheel are ours */
} terminal;

/* Clicks and the wheel, told in decimals: a byte ends at column 223. */
static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";

/* What the terminal's description says, or NULL. */
static const char *
capability(const char *name)
{
    const char *text = tigetstr(name);

    return text == (const char *)-1 ? NULL : text;
}

static void
add_restore(const char *text)
{
    size_t len = text ? strlen(text) : 0;

    if (terminal.restore_len + len > sizeof terminal.restore)
        return;
    if (len)
        memcpy(terminal.restore + terminal.restore_len, text, len);
    terminal.restore_len += len;
}

/* As the library decides it. */
bool
terminal_has_mouse(void)
{
    const char *name = getenv("TERM");

    return capability("kmous") || (name && strstr(name, "xterm"));
}

static void
prepare_restore(void)
{
    terminal.restore_len = 0;
    if (terminal_has_mouse())
        add_restore(mouse_off);
    add_restore(capability("sgr0"));
    add_restore(capability("cnorm"));
    add_restore(capability("rmkx"));
    add_restore(capability("rmcup"));
}

/* Async-signal-safe. */
static void
restore_now(void)
{
    if (!terminal.taken)
        return;
    terminal.taken = false;
    if (write(STDOUT_FILENO, terminal.restore, terminal.restore_len) < 0)
        return;
    tcsetattr(STDIN_FILENO, TCSANOW, &terminal.found);
}

static void
crash(int number)
{
    restore_now();
    runner_emergency();
    raise(number);              /* SA_RESETHAND: this time it kills */
}

static void
catch_crashes(void)
{
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    static char stack[16384];
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {
        .sa_handler = crash,
        .sa_flags = (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK),
    };

    sigaltstack(&alternate, NULL);
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
        sigaction(crashes[i], &action, NULL);
    mem_on_failure(restore_now);
}

bool
terminal_is_mouse_ours(void)
{
    return terminal.mouse;
}

/* Apart from the library, which writes all of its own at a refresh. */
static void
tell_mouse(bool ours)
{
    const char *text = ours ? mouse_on : mouse_off;

    if (terminal.taken && terminal_has_mouse() &&
        write(STDOUT_FILENO, text, strlen(text)) < 0)
        return;
}

void
terminal_use_mouse(bool ours)
{
    terminal.mouse = ours && terminal_has_mouse();
    tell_mouse(terminal.mouse);
}

static void
take_over(void)
{
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    terminal.taken = true;
    tell_mouse(terminal.mouse);
}

/*
 * Until it has come back from endwin() once, ncurses 6.4 writes to the
 * terminal at each movement of the cursor instead of once a frame, and
 * while it looks for typed-ahead keys it may stop in the middle of one.
 */
static void
write_once_a_frame(void)
{
    endwin();
    typeahead(-1);
}

/* The library's own handler writes to a terminal that may be an editor's.
 * Who started us may have wanted no stops at all. */
static void
stop_by_default(void)
{
    if (signal(SIGTSTP, SIG_DFL) == SIG_IGN)
        signal(SIGTSTP, SIG_IGN);
}

/* Returns whether there are any that the user wants. */
static bool
begin_colours(void)
{
    const char *none = getenv("NO_COLOR");

    if ((none && *none) || !has_colors())
        return false;
    start_color();
    use_default_colors();
    return true;
}

/*
 * Bytes for ui/input.h: the mouse, and the numeric keypad.  Of that putty's
 * description says that 2, 1 and 3 stand where 5, 7 and 9 do.
 */
static void
take_raw(void)
{
    static const struct {
        const char *capability;
        int key;
    } keypad[] = {{"ka1", KEY_A1}, {"ka3", KEY_A3}, {"kb2", KEY_B2},
                  {"kc1", KEY_C1}, {"kc3", KEY_C3}};

    define_key(NULL, KEY_MOUSE);
    for (size_t i = 0; i < sizeof keypad / sizeof *keypad; i++) {
        const char *sent = capability(keypad[i].capability);

        if (sent && strncmp(sent, "\033O", 2) == 0)
            define_key(NULL, keypad[i].key);
    }
}

static int
refuse(struct diag *diag, const char *name, const char *why)
{
    static const char instead[] = "try TERM=xterm; `racecourse read` and "
                                  "`racecourse run --plain` do without";

    if (name && *name)
        diag_set(diag, NULL, 0, "the terminal type \"%.40s\" %s; %s", name,
                 why, instead);
    else
        diag_set(diag, NULL, 0, "TERM does not say what it is; %s", instead);
    return -ENODEV;
}

int
terminal_open(struct diag *diag)
{
    const char *name = getenv("TERM");

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
        tcgetattr(STDIN_FILENO, &terminal.found) < 0) {
        diag_set(diag, NULL, 0,
                 "the workbook needs a terminal; `racecourse read` and "
                 "`racecourse run --plain` work without one");
        return -ENOTTY;
    }
    if (!name || !*name || strcmp(name, "dumb") == 0)
        return refuse(diag, name, "cannot move its cursor");
    set_escdelay(ESCAPE_DELAY);
    use_extended_names(FALSE);
    terminfo_begin();
    terminal.screen = newterm(NULL, stdout, stdin);
    terminfo_end();
    if (!terminal.screen)
        return refuse(diag, name, "is not known here");
    if (!capability("cup") || !capability("ed")) {
        endwin();
        delscreen(terminal.screen);
        return refuse(diag, name, "cannot move its cursor");
    }
    stop_by_default();
    draw_init();
    look_init(begin_colours());
    prepare_restore();
    write_once_a_frame();
    terminal.mouse = terminal_has_mouse();
    take_over();
    take_raw();
    catch_crashes();
    return 0;
}

void
terminal_leave(void)
{
    if (!terminal.taken)
        return;
    tell_mouse(false);
    endwin();
    terminal.taken = false;
    tcsetattr(STDIN_FILENO, TCSANOW, &terminal.found);
}

void
terminal_close(void)
{
    terminal_leave();
    delscreen(terminal.screen);
    terminal.screen = NULL;
}

void
terminal_resize(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
        size.ws_col > 0)
        resizeterm(size.ws_row, size.ws_col);
    clearok(curscr, TRUE);
}

bool
terminal_is_taken(void)
{
    return terminal.taken;
}

static bool
is_ending(void)
{
    sigset_t pending;

    return sigpending(&pending) == 0 && (sigismember(&pending, SIGTERM) ||
                                         sigismember(&pending, SIGHUP));
}

void
terminal_return(void)
{
    if (is_ending())
        return;
    refresh();
    take_over();
    terminal_resize();
}

/*
 * SIGTSTP and not SIGSTOP: the kernel drops it where no shell watches over
 * this process group, and there nothing would ever continue it.  All of the
 * group, since a script that started the workbook is part of the job.
 */
bool
terminal_stop_job(void)
{
    const struct timespec at_once = {0, 0};
    sigset_t stop, go_on, before;
    bool stopped;

    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigemptyset(&go_on);
    sigaddset(&go_on, SIGCONT);
    sigprocmask(SIG_BLOCK, &go_on, &before);
    kill(0, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, NULL);
    stopped = sigtimedwait(&go_on, NULL, &at_once) == SIGCONT;
    sigprocmask(SIG_SETMASK, &before, NULL);
    return stopped;
}

bool
terminal_suspend(void)
{
    bool stopped;

    terminal_leave();
    stopped = terminal_stop_job();
    terminal_return();
    return stopped;
}
