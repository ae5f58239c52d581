/*
 * A terminal for tests: a program behind a pseudo-terminal, and libvterm
 * that keeps what its screen shows.  One waits until something is on the
 * screen, never for quiet: a live meter is never quiet.
 */
#ifndef TESTS_SCREEN_TERMINAL_H
#define TESTS_SCREEN_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct terminal;

struct terminal_spec {
    const char *const *argv;    /* ends in NULL */
    const char *const *env;     /* "NAME=value", set beside the inherited */
    int rows, columns;
};

/* Never NULL: a terminal that cannot be had ends the test. */
struct terminal *terminal_start(const struct terminal_spec *spec);
/* Ends the program, if need be by force. */
void terminal_free(struct terminal *terminal);

void terminal_send(struct terminal *terminal, const char *keys);

/* A button that is pressed and let go, or the wheel, as xterm tells it. */
enum { TERMINAL_LEFT = 0, TERMINAL_WHEEL_UP = 64, TERMINAL_WHEEL_DOWN = 65 };
void terminal_mouse(struct terminal *terminal, int button, int y, int x);
/* Whether the program asked to be told. */
bool terminal_wants_mouse(const struct terminal *terminal);
/* Whether it ever named the window. */
bool terminal_titled(const struct terminal *terminal);

/* Wait until a row contains that text; false after twenty seconds or when the
 * program has ended. */
bool terminal_wait(struct terminal *terminal, const char *text);
/* ... until no row does. */
bool terminal_wait_gone(struct terminal *terminal, const char *text);

/* Wait for output and take it; false after twenty seconds without any, or when
 * the program has ended. */
bool terminal_take(struct terminal *terminal);

/* Take what has come; false where nothing has. */
bool terminal_take_now(struct terminal *terminal);

/* Bytes beyond ASCII that it ever wrote. */
size_t terminal_high_bytes(const struct terminal *terminal);

/* Whether a row contains it now, that is, as of the last wait. */
bool terminal_shows(struct terminal *terminal, const char *text);
/* Row `y` as text without trailing blanks, until the next call; NULL where
 * there is no such row. */
const char *terminal_row(struct terminal *terminal, int y);
/* The row that contains it, from 0, or -1. */
int terminal_find(struct terminal *terminal, const char *text);
/* Where the real cursor is. */
void terminal_cursor(struct terminal *terminal, int *ret_y, int *ret_x);

/* The colour of a cell's text: 0 to 255, or -1 for the terminal's own. */
int terminal_colour(struct terminal *terminal, int y, int x);
/* The highest of all cells. */
int terminal_highest_colour(struct terminal *terminal);
bool terminal_is_bold(struct terminal *terminal, int y, int x);
bool terminal_is_reverse(struct terminal *terminal, int y, int x);

void terminal_resize(struct terminal *terminal, int rows, int columns);

pid_t terminal_pid(const struct terminal *terminal);
/* Wait for the program's end; the status of waitpid(), -1 after ten
 * seconds. */
int terminal_end(struct terminal *terminal);

/* What has the terminal now: the program itself, or under a shell its job. */
pid_t terminal_job(const struct terminal *terminal);
/* Wait until that process is stopped; -1 after twenty seconds. */
int terminal_wait_stopped(struct terminal *terminal, pid_t pid);

/* Wait until the shell has the terminal again. */
bool terminal_wait_job_gone(struct terminal *terminal);

/* Take the terminal away, as when its window is closed. */
void terminal_hang_up(struct terminal *terminal);

/* Whether the pseudo-terminal echoes and edits lines, as a shell leaves it. */
bool terminal_is_cooked(struct terminal *terminal);
/* Whether the program left the alternate screen. */
bool terminal_on_main_screen(const struct terminal *terminal);

/* All rows to stderr, for a test that failed. */
void terminal_print(struct terminal *terminal);

#endif
