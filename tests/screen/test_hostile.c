/* The workbook in bad company: terminals, signals, editors, files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "stage.h"

static void
use_editor(struct stage *stage, const char *script)
{
    stage_script(stage, "edit", script);
    stage_env(stage, "EDITOR", stage_path(stage, "edit"));
}

/* Terminals. */

static void
expect_refusal(struct stage *stage, const char *term, const char *text)
{
    int status;

    stage_env(stage, "TERM", term);
    stage_open(stage, 36, 120, "1");
    status = terminal_end(stage->terminal);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
    assert_true(terminal_shows(stage->terminal, text));
    assert_true(terminal_on_main_screen(stage->terminal));
}

static void
test_terminal__without_a_type_is_refused(void **state)
{
    expect_refusal(*state, "", "TERM does not say");
}

static void
test_terminal__without_a_cursor_is_refused(void **state)
{
    expect_refusal(*state, "dumb", "\"dumb\" cannot move its cursor");
}

static void
test_terminal__of_one_cell_takes_all_keys(void **state)
{
    static const int sizes[][2] = {{1, 1}, {1, 200}, {200, 1}, {4, 19}};
    struct stage *stage = *state;

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        stage_open(stage, sizes[i][0], sizes[i][1], "1");
        stage_expect(stage, "t");
        terminal_send(stage->terminal, "\trr12hhyyzzzjkGg{}HLJK ?x\r77\r");
        terminal_resize(stage->terminal, 36, 120);
        stage_expect(stage, "sum");
        stage_quit(stage);
    }
}

static void
test_terminal__that_is_tiny_loses_no_place(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "3");
    stage_expect(stage, "Sentence 1 is");
    stage_press(stage, "    ", "Sentence 24 is");
    stage_quit(stage);
    stage_open(stage, 1, 1, NULL);
    stage_expect(stage, "t");
    terminal_send(stage->terminal, "jk{");
    terminal_resize(stage->terminal, 24, 80);
    stage_expect(stage, "Sentence 24 is");
    stage_quit(stage);
}

static void
test_terminal__of_great_size_is_filled(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 300, 500, "1");
    stage_press(stage, "rr", "6 apples lost");
    assert_true(terminal_find(stage->terminal, "q back") == 299);
    stage_quit(stage);
}

static void
test_terminal__that_is_closed_ends_all(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", "spinning");
    terminal_hang_up(stage->terminal);
    assert_int_not_equal(terminal_end(stage->terminal), -1);
}

/* Suspension. */

static void
test_suspension__without_a_shell_is_refused(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "\032", "no shell is there");
    stage_quit(stage);
}

static void
test_suspension__includes_the_editor(void **state)
{
    struct stage *stage = *state;
    pid_t job;

    stage->shell = true;
    use_editor(stage,
               "#!/bin/sh\n"
               "echo EDITING\nkill -STOP $$\n"
               "sed -i 's/second - first/second + first/' \"$1\"\n");
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    job = terminal_job(stage->terminal);
    terminal_send(stage->terminal, "e");
    assert_int_equal(terminal_wait_stopped(stage->terminal, job), 0);
    stage_press(stage, "\n", "r runs what you saved");
    stage_press(stage, "rr", "all 43 apples are there");
    stage_quit(stage);
}

/* kill %1, as a shell does it: the terminal is the shell's by then. */
static void
test_suspension__can_be_ended_from_the_shell(void **state)
{
    struct stage *stage = *state;

    stage->under = "\"$0\" \"$@\"; kill %1; kill -CONT %1; "
                   "while kill -0 %1 2>/dev/null; do sleep 0.1; done; "
                   "echo GONE; read go";
    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", "spinning");
    stage_press(stage, "\032", "GONE");
    assert_true(terminal_is_cooked(stage->terminal));
    assert_true(terminal_on_main_screen(stage->terminal));
}

/* Editors. */

static void
test_editor__that_is_killed_is_said(void **state)
{
    struct stage *stage = *state;

    use_editor(stage, "#!/bin/sh\nkill -SEGV $$\n");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "e", "was killed by signal 11");
    stage_quit(stage);
}

static void
test_editor__that_is_no_program_is_said(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "EDITOR", stage_path(stage, "home"));
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "e", "cannot be executed");
    stage_quit(stage);
}

static void
test_editor__that_leaves_the_terminal_raw_changes_nothing(void **state)
{
    struct stage *stage = *state;

    stage->shell = true;
    use_editor(stage, "#!/bin/sh\nstty raw -echo\nprintf '\\033[?1049h'\n");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "e", "r runs what you saved");
    stage_press(stage, "?", "In a lesson");
    stage_press(stage, "x", "Press r to run it.");
    stage_quit(stage);
}

/* It blocks the signals before it says EDITING, then waits for one of them.
 * A shell cannot trap what was ignored when the tests were started. */
static void
use_waiting_editor(struct stage *stage, const char *signals,
                   const char *then)
{
    char script[512];

    snprintf(script, sizeof script,
             "#!/usr/bin/env python3\n"
             "import signal, sys\n"
             "awaited = {signal.Signals[name] for name in '%s'.split()}\n"
             "signal.pthread_sigmask(signal.SIG_BLOCK, awaited)\n"
             "print('EDITING', flush=True)\n"
             "signal.sigwait(awaited)\n"
             "%s\n",
             signals, then);
    use_editor(stage, script);
}

static void
test_editor__takes_an_interrupt_for_itself(void **state)
{
    static const char *const keys[] = {"\003", "\034"};
    struct stage *stage = *state;

    use_waiting_editor(stage, "SIGINT SIGQUIT", "");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        stage_open(stage, 36, 120, "1");
        stage_press(stage, "e", "EDITING");
        stage_press(stage, keys[i], "r runs what you saved");
        stage_quit(stage);
    }
}

static void
test_editor__hears_of_the_end(void **state)
{
    struct stage *stage = *state;
    struct stat st;

    use_waiting_editor(stage, "SIGTERM",
                       "open(sys.argv[0] + '.saved', 'w').close()");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "e", "EDITING");
    kill(terminal_pid(stage->terminal), SIGTERM);
    assert_int_not_equal(terminal_end(stage->terminal), -1);
    assert_int_equal(stat(stage_path(stage, "edit.saved"), &st), 0);
}

/* Signals. */

static void
test_signal__of_any_kind_restores_the_terminal(void **state)
{
    static const int numbers[] = {SIGTERM, SIGHUP,  SIGQUIT, SIGUSR1,
                                  SIGALRM, SIGXCPU, SIGBUS,  SIGABRT};
    struct stage *stage = *state;

    stage->shell = true;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        stage_open(stage, 36, 120, "2");
        stage_press(stage, "r", "spinning");
        kill(terminal_job(stage->terminal), numbers[i]);
        assert_true(terminal_wait_job_gone(stage->terminal));
        assert_true(terminal_is_cooked(stage->terminal));
        assert_true(terminal_on_main_screen(stage->terminal));
    }
}

/* Files. */

static void
test_files__that_are_gone_are_said(void **state)
{
    struct stage *stage = *state;
    char from[256];

    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    strcpy(from, stage_path(stage, "course/exercises"));
    assert_int_equal(rename(from, stage_path(stage, "course/gone")), 0);
    stage_press(stage, "rr", "cannot be opened");
    stage_press(stage, "e", "the start file");
    stage_press(stage, "y", "to copy");
    stage_press(stage, "n", "2 Hostile programs");
    stage_quit(stage);
}

static void
test_files__that_cannot_be_written_are_said_in_full(void **state)
{
    struct stage *stage = *state;

    stage_script(stage, "file", "not a folder\n");
    stage_script(stage, "course/work", "not a folder\n");
    stage_env(stage, "XDG_STATE_HOME", stage_path(stage, "file"));
    stage_open(stage, 24, 80, "1");
    stage_press(stage, "1", "your progress could not be saved");
    stage_press(stage, "e", "your copy cannot be written");
    assert_int_equal(terminal_find(stage->terminal, "init DIR'"), 23);
    stage_press(stage, "z", "q back");
    stage_quit(stage);
}

/* Compilers. */

static void
expect_of_compiler(struct stage *stage, const char *script, const char *text)
{
    stage_script(stage, "cc", script);
    stage_env(stage, "CC", stage_path(stage, "cc"));
    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", text);
    assert_false(terminal_shows(stage->terminal, "does not build"));
    stage_quit(stage);
}

static void
test_compiler__without_room_is_not_the_learners_fault(void **state)
{
    expect_of_compiler(*state,
                       "#!/bin/sh\n"
                       "echo 'a.c:1:1: error: error writing to /tmp/a.s:"
                       " No space left on device' >&2\nexit 1\n",
                       "make room");
}

static void
test_compiler__that_is_killed_is_said(void **state)
{
    expect_of_compiler(*state, "#!/bin/sh\nkill -KILL $$\n", "was killed");
}

static void
test_compiler__that_hangs_can_be_stopped(void **state)
{
    struct stage *stage = *state;

    stage_script(stage, "cc", "#!/bin/sh\nexec sleep 1000\n");
    stage_env(stage, "CC", stage_path(stage, "cc"));
    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", "building");
    stage_press(stage, "s", "Press r to run it.");
    stage_quit(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_terminal__without_a_type_is_refused),
        STAGE_TEST(test_terminal__without_a_cursor_is_refused),
        STAGE_TEST(test_terminal__of_one_cell_takes_all_keys),
        STAGE_TEST(test_terminal__that_is_tiny_loses_no_place),
        STAGE_TEST(test_terminal__of_great_size_is_filled),
        STAGE_TEST(test_terminal__that_is_closed_ends_all),
        STAGE_TEST(test_suspension__without_a_shell_is_refused),
        STAGE_TEST(test_suspension__includes_the_editor),
        STAGE_TEST(test_suspension__can_be_ended_from_the_shell),
        STAGE_TEST(test_editor__that_is_killed_is_said),
        STAGE_TEST(test_editor__that_is_no_program_is_said),
        STAGE_TEST(test_editor__that_leaves_the_terminal_raw_changes_nothing),
        STAGE_TEST(test_editor__takes_an_interrupt_for_itself),
        STAGE_TEST(test_editor__hears_of_the_end),
        STAGE_TEST(test_signal__of_any_kind_restores_the_terminal),
        STAGE_TEST(test_files__that_are_gone_are_said),
        STAGE_TEST(test_files__that_cannot_be_written_are_said_in_full),
        STAGE_TEST(test_compiler__without_room_is_not_the_learners_fault),
        STAGE_TEST(test_compiler__that_is_killed_is_said),
        STAGE_TEST(test_compiler__that_hangs_can_be_stopped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
