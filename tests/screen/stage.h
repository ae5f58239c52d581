/*
 * What every screen test starts from: a course of its own in a folder of
 * its own, a home that nobody else uses, and the workbook in a terminal.
 */
#ifndef TESTS_SCREEN_STAGE_H
#define TESTS_SCREEN_STAGE_H

#include "terminal.h"

#define STAGE_ENV 16

struct stage {
    char folder[64];            /* temporary; holds course/ and home/ */
    char *env[STAGE_ENV];
    size_t nenv;
    bool shell;                 /* stage_open() puts a shell in between, which
                                 * resumes a stopped job at each Enter */
    const char *under;          /* shell script to start "$0" "$@", or NULL */
    struct terminal *terminal;
};

/* Copy the fixture course and set up a home. */
void stage_init(struct stage *stage);
/* Ends the workbook and removes the folder; fails the test where a process
 * of the course is left. */
void stage_release(struct stage *stage);

/* The same two around a test of cmocka's, whose state is the stage. */
int stage_set_up(void **state);
int stage_tear_down(void **state);

#define STAGE_TEST(test) \
    cmocka_unit_test_setup_teardown(test, stage_set_up, stage_tear_down)

/* Set a variable for the programs that are started from now on. */
void stage_env(struct stage *stage, const char *name, const char *value);

/* Start the workbook, at a lesson unless that is NULL. */
void stage_open(struct stage *stage, int rows, int columns,
                const char *lesson);
/* Start a talk of that lesson. */
void stage_present(struct stage *stage, int rows, int columns,
                   const char *lesson);
/* Notes to a talk, in a terminal of their own that terminal_free() ends. */
struct terminal *stage_notes(struct stage *stage, int rows, int columns);
/* Press q until it has ended, and check the terminal. */
void stage_quit(struct stage *stage);

/* Wait for a text, or fail with the screen printed. */
void stage_expect(struct stage *stage, const char *text);
void stage_expect_gone(struct stage *stage, const char *text);
/* The row and the column of a text that is on the screen. */
void stage_locate(struct stage *stage, const char *text, int *ret_y,
                  int *ret_x);
/* Wait until the real cursor stands on that text. */
void stage_expect_cursor(struct stage *stage, const char *text);
/* Keys, then a text to wait for. */
void stage_press(struct stage *stage, const char *keys, const char *text);

/* Click where that text begins, or some columns further on. */
void stage_click(struct stage *stage, const char *text, int columns);

/* A file below the folder, with that text, and executable. */
void stage_script(struct stage *stage, const char *name, const char *text);
/* A path below the folder; until the next call. */
const char *stage_path(const struct stage *stage, const char *name);

/* Add lines to the journal, which is there once a lesson was left; TIME in
 * them is some minutes ago. */
void stage_journal(struct stage *stage, const char *lines);

/* Wait until the screen is as in tests/screen/expected/NAME.txt, where ¤
 * stands for any one sign. */
void stage_compare(struct stage *stage, const char *name);

/* Processes whose command line contains that text. */
int stage_count_processes(const char *text);

#endif
