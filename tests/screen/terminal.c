/* A program behind a pseudo-terminal, seen through libvterm. */
#include "terminal.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <vterm.h>

#define LIMIT_MS 20000

struct terminal {
    VTerm *vterm;
    VTermScreen *screen;
    int fd;
    pid_t pid;
    bool ended;
    bool alternate;
    bool mouse;                 /* is wanted */
    bool titled;                /* it ever named its window */
    size_t high;                /* bytes beyond ASCII */
    int status;
    int rows, columns;
    char row[4096];
};

static int64_t
now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int
on_property(VTermProp property, VTermValue *value, void *user)
{
    struct terminal *terminal = user;

    if (property == VTERM_PROP_ALTSCREEN)
        terminal->alternate = value->boolean;
    if (property == VTERM_PROP_MOUSE)
        terminal->mouse = value->number != VTERM_PROP_MOUSE_NONE;
    if (property == VTERM_PROP_TITLE || property == VTERM_PROP_ICONNAME)
        terminal->titled = true;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

static _Noreturn void
become(const struct terminal_spec *spec)
{
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("COLUMNS");
    unsetenv("LINES");
    for (size_t i = 0; spec->env && spec->env[i]; i++)
        putenv((char *)spec->env[i]);
    execv(spec->argv[0], (char *const *)spec->argv);
    _exit(127);
}

struct terminal *
terminal_start(const struct terminal_spec *spec)
{
    struct winsize size = {.ws_row = (unsigned short)spec->rows,
                           .ws_col = (unsigned short)spec->columns};
    struct terminal *terminal = calloc(1, sizeof *terminal);

    if (!terminal)
        abort();
    terminal->rows = spec->rows;
    terminal->columns = spec->columns;
    terminal->vterm = vterm_new(spec->rows, spec->columns);
    vterm_set_utf8(terminal->vterm, 1);
    terminal->screen = vterm_obtain_screen(terminal->vterm);
    vterm_screen_enable_altscreen(terminal->screen, 1);
    vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
    vterm_screen_reset(terminal->screen, 1);
    terminal->pid = forkpty(&terminal->fd, NULL, NULL, &size);
    if (terminal->pid < 0)
        abort();
    if (terminal->pid == 0)
        become(spec);
    return terminal;
}

/* Take what the program wrote; false where nothing came in that time. */
static bool
take(struct terminal *terminal, int ms)
{
    struct pollfd fd = {.fd = terminal->fd, .events = POLLIN};
    char bytes[8192];
    ssize_t got;

    if (terminal->fd < 0 || poll(&fd, 1, ms) <= 0)
        return false;
    got = read(terminal->fd, bytes, sizeof bytes);
    if (got <= 0) {
        close(terminal->fd);
        terminal->fd = -1;
        return false;
    }
    for (ssize_t i = 0; i < got; i++)
        terminal->high += (bytes[i] & 0x80) != 0;
    vterm_input_write(terminal->vterm, bytes, (size_t)got);
    vterm_screen_flush_damage(terminal->screen);
    return true;
}

bool
terminal_take(struct terminal *terminal)
{
    return take(terminal, LIMIT_MS);
}

bool
terminal_take_now(struct terminal *terminal)
{
    return take(terminal, 0);
}

void
terminal_send(struct terminal *terminal, const char *keys)
{
    if (write(terminal->fd, keys, strlen(keys)) < 0)
        return;
}

void
terminal_mouse(struct terminal *terminal, int button, int y, int x)
{
    char text[64];

    snprintf(text, sizeof text, "\033[<%d;%d;%dM\033[<%d;%d;%dm", button,
             x + 1, y + 1, button, x + 1, y + 1);
    if (button >= TERMINAL_WHEEL_UP)
        *(strchr(text, 'M') + 1) = '\0';
    terminal_send(terminal, text);
}

size_t
terminal_high_bytes(const struct terminal *terminal)
{
    return terminal->high;
}

bool
terminal_titled(const struct terminal *terminal)
{
    return terminal->titled;
}

bool
terminal_wants_mouse(const struct terminal *terminal)
{
    return terminal->mouse;
}

const char *
terminal_row(struct terminal *terminal, int y)
{
    size_t len = 0;

    if (y < 0 || y >= terminal->rows)
        return NULL;
    for (int x = 0; x < terminal->columns; x++) {
        VTermPos pos = {y, x};
        VTermScreenCell cell;
        VTermRect rect = {y, y + 1, x, x + 1};

        vterm_screen_get_cell(terminal->screen, pos, &cell);
        if (cell.chars[0] == (uint32_t)-1)
            continue;
        if (cell.chars[0] == 0 || len + 32 > sizeof terminal->row)
            terminal->row[len++] = ' ';
        else
            len += vterm_screen_get_text(terminal->screen,
                                         terminal->row + len,
                                         sizeof terminal->row - len - 1,
                                         rect);
    }
    while (len && terminal->row[len - 1] == ' ')
        len--;
    terminal->row[len] = '\0';
    return terminal->row;
}

int
terminal_find(struct terminal *terminal, const char *text)
{
    for (int y = 0; y < terminal->rows; y++)
        if (strstr(terminal_row(terminal, y), text))
            return y;
    return -1;
}

bool
terminal_shows(struct terminal *terminal, const char *text)
{
    return terminal_find(terminal, text) >= 0;
}

static bool
wait_until(struct terminal *terminal, const char *text, bool there)
{
    int64_t limit = now_ms() + LIMIT_MS;

    while (terminal_shows(terminal, text) != there) {
        int64_t left = limit - now_ms();

        if (left <= 0)
            return false;
        if (!take(terminal, (int)left) && terminal->fd < 0)
            return terminal_shows(terminal, text) == there;
    }
    return true;
}

bool
terminal_wait(struct terminal *terminal, const char *text)
{
    return wait_until(terminal, text, true);
}

bool
terminal_wait_gone(struct terminal *terminal, const char *text)
{
    return wait_until(terminal, text, false);
}

void
terminal_cursor(struct terminal *terminal, int *ret_y, int *ret_x)
{
    VTermPos pos;

    vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &pos);
    *ret_y = pos.row;
    *ret_x = pos.col;
}

static VTermScreenCell
cell_at(struct terminal *terminal, int y, int x)
{
    VTermScreenCell cell = {0};

    vterm_screen_get_cell(terminal->screen, (VTermPos){y, x}, &cell);
    return cell;
}

int
terminal_colour(struct terminal *terminal, int y, int x)
{
    VTermScreenCell cell = cell_at(terminal, y, x);

    return VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) ||
                   !VTERM_COLOR_IS_INDEXED(&cell.fg)
               ? -1
               : cell.fg.indexed.idx;
}

int
terminal_highest_colour(struct terminal *terminal)
{
    int highest = -1;

    for (int y = 0; y < terminal->rows; y++) {
        for (int x = 0; x < terminal->columns; x++) {
            int colour = terminal_colour(terminal, y, x);

            if (colour > highest)
                highest = colour;
        }
    }
    return highest;
}

bool
terminal_is_bold(struct terminal *terminal, int y, int x)
{
    return cell_at(terminal, y, x).attrs.bold;
}

bool
terminal_is_reverse(struct terminal *terminal, int y, int x)
{
    return cell_at(terminal, y, x).attrs.reverse;
}

void
terminal_resize(struct terminal *terminal, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows,
                           .ws_col = (unsigned short)columns};

    while (take(terminal, 0))
        continue;
    terminal->rows = rows;
    terminal->columns = columns;
    vterm_set_size(terminal->vterm, rows, columns);
    ioctl(terminal->fd, TIOCSWINSZ, &size);
}

pid_t
terminal_pid(const struct terminal *terminal)
{
    return terminal->pid;
}

static bool
reap(struct terminal *terminal, int flags)
{
    if (!terminal->ended &&
        waitpid(terminal->pid, &terminal->status, flags | WNOHANG) ==
            terminal->pid &&
        !WIFSTOPPED(terminal->status))
        terminal->ended = true;
    return terminal->ended;
}

int
terminal_end(struct terminal *terminal)
{
    int64_t limit = now_ms() + LIMIT_MS;

    while (!reap(terminal, 0)) {
        if (now_ms() > limit)
            return -1;
        take(terminal, 10);
    }
    while (take(terminal, 0))
        continue;
    return terminal->status;
}

pid_t
terminal_job(const struct terminal *terminal)
{
    return tcgetpgrp(terminal->fd);
}

static bool
is_stopped(pid_t pid)
{
    char path[64], state = '?';
    FILE *file;

    snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
    file = fopen(path, "r");
    if (!file)
        return false;
    if (fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
        state = '?';
    fclose(file);
    return state == 'T';
}

int
terminal_wait_stopped(struct terminal *terminal, pid_t pid)
{
    int64_t limit = now_ms() + LIMIT_MS;

    while (!is_stopped(pid)) {
        if (now_ms() > limit)
            return -1;
        take(terminal, 10);
    }
    while (take(terminal, 0))
        continue;
    return 0;
}

bool
terminal_wait_job_gone(struct terminal *terminal)
{
    int64_t limit = now_ms() + LIMIT_MS;

    while (terminal_job(terminal) != terminal->pid) {
        if (now_ms() > limit)
            return false;
        take(terminal, 10);
    }
    while (take(terminal, 0))
        continue;
    return true;
}

void
terminal_hang_up(struct terminal *terminal)
{
    close(terminal->fd);
    terminal->fd = -1;
}

bool
terminal_is_cooked(struct terminal *terminal)
{
    struct termios modes;

    return tcgetattr(terminal->fd, &modes) == 0 &&
           (modes.c_lflag & (ECHO | ICANON | ISIG)) ==
               (ECHO | ICANON | ISIG);
}

bool
terminal_on_main_screen(const struct terminal *terminal)
{
    return !terminal->alternate;
}

void
terminal_print(struct terminal *terminal)
{
    for (int y = 0; y < terminal->rows; y++)
        fprintf(stderr, "%3d|%s\n", y, terminal_row(terminal, y));
}

void
terminal_free(struct terminal *terminal)
{
    int64_t limit = now_ms() + LIMIT_MS / 10;

    if (!reap(terminal, 0)) {
        kill(terminal->pid, SIGCONT);
        kill(terminal->pid, SIGTERM);
    }
    while (!reap(terminal, 0) && now_ms() < limit)
        take(terminal, 10);
    if (!reap(terminal, 0)) {
        kill(terminal->pid, SIGKILL);
        waitpid(terminal->pid, &terminal->status, 0);
    }
    if (terminal->fd >= 0)
        close(terminal->fd);
    vterm_free(terminal->vterm);
    free(terminal);
}
