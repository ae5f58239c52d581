/* The workbook as its users see it, key by key. */
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

/* The contents. */

static void
test_contents__lists_lessons_and_opens_the_chosen(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, NULL);
    stage_expect(stage, "A long lesson");
    stage_expect(stage, "A lesson for the tests of the screens.");
    stage_press(stage, "j", "Programs that do what no program should.");
    stage_press(stage, "\r", "2 Hostile programs");
    stage_press(stage, "q", "Enter open");
    stage_quit(stage);
}

static void
test_contents__moves_to_both_ends_and_hides_what_is_done(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, NULL);
    stage_press(stage, "G", "▸  3");
    stage_press(stage, "g", "▸  1");
    stage_press(stage, "\033[6~", "▸  3");
    stage_press(stage, "\033[5~", "▸  1");
    terminal_send(stage->terminal, "f");
    stage_expect_gone(stage, "A long lesson");
    stage_press(stage, "f", "A long lesson");
    stage_quit(stage);
}

static void
test_contents__looks_meant_at_each_size(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, NULL);
    stage_expect(stage, "q quit");
    stage_compare(stage, "contents-120x36");
    stage_open(stage, 24, 80, NULL);
    stage_expect(stage, "q quit");
    stage_compare(stage, "contents-80x24");
    stage_open(stage, 10, 40, NULL);
    stage_expect(stage, "q quit");
    stage_compare(stage, "contents-40x10");
    stage_quit(stage);
}

static void
test_contents__reports_a_malformed_lesson(void **state)
{
    struct stage *stage = *state;
    FILE *lesson = fopen(stage_path(stage, "course/lessons/04_bad.md"), "w");

    assert_non_null(lesson);
    fputs("# Bad\n\nStill shown.\n\n```predict nobody\n```\n", lesson);
    fclose(lesson);
    stage_open(stage, 36, 120, NULL);
    stage_expect(stage, "lessons/04_bad.md:5:");
    stage_press(stage, "G\r", "Still shown.");
    stage_quit(stage);
}

/* A lesson. */

static void
test_lesson__looks_meant_at_each_size(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "Press r to run it.");
    stage_compare(stage, "lesson-120x36");
    stage_open(stage, 24, 80, "1");
    stage_expect(stage, "e makes it yours");
    stage_compare(stage, "lesson-80x24");
    stage_open(stage, 10, 40, "1");
    stage_expect(stage, "adder");
    stage_compare(stage, "lesson-40x10");
    stage_quit(stage);
}

static void
test_lesson__asks_before_the_first_run_and_compares(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "r", "predict first");
    stage_press(stage, "2", "your prediction");
    stage_press(stage, "2", "You predicted “what is expected”");
    stage_expect(stage, "“no”, as you predicted");
    stage_expect(stage, "what came out");
    stage_expect(stage, "your prediction");
    stage_expect(stage, "6 apples lost");
    stage_quit(stage);
}

static void
test_lesson__runs_without_a_prediction_when_r_is_pressed_twice(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "r", "predict first");
    stage_press(stage, "r", "of processor time");
    assert_false(terminal_shows(stage->terminal, "You predicted"));
    stage_quit(stage);
}

static void
test_lesson__refuses_an_answer_that_is_not_there(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "7", "the answers are 1 to 2");
    stage_press(stage, "1", "your prediction");
    stage_press(stage, "rr", "as you predicted");
    stage_quit(stage);
}

static void
test_lesson__turns_and_types_knobs(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "first ‹ 3 ›");
    stage_press(stage, "\033OC", "first ‹ 4 ›");
    stage_press(stage, "\033OD\033OD", "first ‹ 2 ›");
    stage_press(stage, "\t\033OC", "second ‹ 50 ›");
    stage_press(stage, "\r", "second (1 to 1000000):");
    stage_press(stage, "10k\r", "second ‹ 10000 ›");
    stage_press(stage, "\r2e9\r", "1000000");
    stage_expect(stage, "second ‹ 10000 ›");
    stage_press(stage, "\r123\033", "second ‹ 10000 ›");
    stage_press(stage, "rr", "sum");
    stage_expect(stage, "9998");
    stage_quit(stage);
}

static void
test_lesson__edits_a_copy_and_runs_it(void **state)
{
    struct stage *stage = *state;
    char command[200];
    struct stat st;

    stage_script(stage, "edit",
                 "#!/bin/sh\n"
                 "[ \"$1\" = --flag ] || exit 1\n"
                 "sed -i 's/second - first/second + first/' \"$2\"\n");
    snprintf(command, sizeof command, "%s --flag",
             stage_path(stage, "edit"));
    stage_env(stage, "EDITOR", command);
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "exercises/01_first/adder.c");
    stage_press(stage, "e", "work/01_first/adder.c");
    stage_press(stage, "rr", "all 43 apples are there");
    stage_expect(stage, "0 of 6 passed");
    assert_int_equal(
        stat(stage_path(stage, "course/work/01_first/adder.c"), &st), 0);
    stage_quit(stage);
}

/* The workbook begins twice, and sets for itself what others are not to
 * have. */
static void
test_lesson__leaves_others_their_environment(void **state)
{
    struct stage *stage = *state;
    char command[300];

    stage_script(stage, "edit",
                 "#!/bin/sh\n"
                 "sed -i \"s/second - first/second + 0 * "
                 "${GLIBC_TUNABLES#glibc.malloc.mxfast=}${RACECOURSE_LEAN-7}"
                 "/\" \"$1\"\n");
    stage_env(stage, "EDITOR", stage_path(stage, "edit"));
    stage_env(stage, "GLIBC_TUNABLES", "glibc.malloc.mxfast=64");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "e", "work/01_first/adder.c");
    stage_quit(stage);
    snprintf(command, sizeof command, "grep -q 'second + 0 \\* 647' %s",
             stage_path(stage, "course/work/01_first/adder.c"));
    assert_int_equal(system(command), 0);
}

static void
test_lesson__says_which_editor_is_missing(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "EDITOR", "no-such-editor -x");
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "e", "\"no-such-editor -x\" was not found");
    stage_quit(stage);
}

static void
test_lesson__shows_hints_one_by_one(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "h", "Look at the minus.");
    assert_false(terminal_shows(stage->terminal, "Write a plus."));
    stage_press(stage, "h", "Write a plus.");
    stage_press(stage, "h", "these are all the hints");
    stage_quit(stage);
}

/* Who has the prose alone on the screen wants to see what he runs. */
static void
test_lesson__brings_the_pane_back_for_a_run(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    terminal_send(stage->terminal, "z");
    stage_expect_gone(stage, "A lesson for the tests");
    stage_press(stage, "z", "A lesson for the tests");
    stage_expect_gone(stage, "Press r to run it.");
    stage_press(stage, "rr", "of processor time");
    stage_quit(stage);
}

static void
test_lesson__zooms_copies_and_explains(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "y", "exercises/01_first/adder.c -o adder -lm");
    stage_press(stage, "y", "Press r to run it.");
    terminal_send(stage->terminal, "z");
    stage_expect_gone(stage, "A lesson for the tests");
    stage_press(stage, "z", "A lesson for the tests");
    stage_expect_gone(stage, "Press r to run it.");
    stage_press(stage, "z", "Press r to run it.");
    stage_press(stage, "?", "In a lesson");
    stage_press(stage, " ", "any key goes back");
    stage_press(stage, "x", "Press r to run it.");
    stage_press(stage, "x", "x does nothing here");
    stage_press(stage, "\014", "Press r to run it.");
    stage_quit(stage);
}

static void
test_lesson__goes_to_the_neighbours(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "p", "this is the first lesson");
    stage_press(stage, "n", "2 Hostile programs");
    stage_press(stage, "n", "3 A long lesson");
    stage_press(stage, "n", "this is the last lesson");
    stage_press(stage, "r", "this lesson has no exercise");
    stage_press(stage, "p", "2 Hostile programs");
    stage_quit(stage);
}

static void
test_lesson__tab_goes_through_knobs_and_exercises(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "\t", "flood  2 of 5");
    stage_press(stage, "\033[Z", "spin  1 of 5");
    stage_press(stage, "\033[Z", "broken  5 of 5");
    stage_quit(stage);
}

static void
test_lesson__scrolls_prose_by_line_page_and_heading(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "3");
    stage_expect(stage, "Sentence 1 is");
    terminal_send(stage->terminal, "jjjjjjjj");
    stage_expect_gone(stage, "Sentence 1 is");
    stage_press(stage, "k\033OA\033OAkkkkkk", "Sentence 1 is");
    terminal_send(stage->terminal, " ");
    stage_expect_gone(stage, "Sentence 1 is");
    stage_press(stage, "b", "Sentence 1 is");
    stage_press(stage, "G", "Sentence 80 is");
    stage_press(stage, "g", "Sentence 1 is");
    stage_press(stage, "}}", "Part 2");
    stage_press(stage, "{", "Part 1");
    stage_press(stage, "\033[6~", "Sentence 7 is");
    stage_press(stage, "\033[5~", "Sentence 1 is");
    stage_quit(stage);
}

static void
test_lesson__scrolls_wide_code_sideways(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "int wide");
    assert_false(terminal_shows(stage->terminal, "horizon"));
    stage_press(stage, "LLLLLLLLLLLLLLL", "horizon");
    stage_press(stage, "HHHHHHHHHHHHHHH", "int wide");
    stage_quit(stage);
}

static void
test_lesson__remembers_the_place(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "3");
    stage_expect(stage, "Sentence 1 is");
    terminal_send(stage->terminal, "    ");
    stage_expect(stage, "Sentence 24 is");
    stage_quit(stage);
    stage_open(stage, 24, 80, NULL);
    stage_expect(stage, "Sentence 24 is");
    stage_quit(stage);
}

static void
test_lesson__keeps_the_sentence_through_a_resize(void **state)
{
    struct stage *stage = *state;
    char first[64];

    stage_open(stage, 24, 80, "3");
    stage_expect(stage, "Sentence 1 is");
    terminal_send(stage->terminal, "}}}j");
    stage_expect(stage, "Sentence 25 is");
    for (int y = 1;; y++) {
        const char *found = strstr(terminal_row(stage->terminal, y),
                                   "Sentence ");

        if (found) {
            snprintf(first, sizeof first, "%.14s", found);
            break;
        }
    }
    for (int i = 0; i < 6; i++) {
        static const int sizes[][2] = {{30, 60}, {10, 40}, {40, 130},
                                       {5, 20},  {24, 90}, {24, 80}};

        terminal_resize(stage->terminal, sizes[i][0], sizes[i][1]);
        stage_expect(stage, first);
    }
    assert_in_range(terminal_find(stage->terminal, first), 1, 4);
    stage_quit(stage);
}

/* Programs that run. */

static void
test_run__is_stopped_by_s_with_all_that_it_started(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", "spinning");
    stage_press(stage, "s", "stopped after");
    assert_int_equal(stage_count_processes(stage_path(stage, "home/cache")), 0);
    stage_press(stage, "s", "nothing is running");
    stage_quit(stage);
}

static void
test_run__is_stopped_by_ctrl_c_which_never_ends_the_workbook(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", "spinning");
    stage_press(stage, "\003", "stopped after");
    stage_press(stage, "\003", "q quits");
    stage_quit(stage);
}

static void
test_run__survives_resizes(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", "spinning");
    for (int i = 0; i < 40; i++)
        terminal_resize(stage->terminal, 1 + i * 7 % 60, 1 + i * 37 % 200);
    terminal_resize(stage->terminal, 1, 1);
    terminal_resize(stage->terminal, 36, 120);
    stage_expect(stage, "spinning");
    stage_press(stage, "s", "stopped after");
    stage_quit(stage);
}

static void
test_run__goes_on_through_a_suspension(void **state)
{
    struct stage *stage = *state;
    pid_t job;

    stage->shell = true;
    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", "spinning");
    job = terminal_job(stage->terminal);
    terminal_send(stage->terminal, "\032");
    assert_int_equal(terminal_wait_stopped(stage->terminal, job), 0);
    assert_true(terminal_is_cooked(stage->terminal));
    assert_true(terminal_on_main_screen(stage->terminal));
    stage_press(stage, "\n", "spinning");
    stage_press(stage, "s", "stopped after");
    stage_quit(stage);
}

static void
test_run__that_floods_leaves_the_keys_alive(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "\tr", "before this dropped");
    stage_expect(stage, "all work and no play");
    stage_press(stage, "?", "In a lesson");
    stage_press(stage, "x", "all work and no play");
    stage_press(stage, "s", "stopped after");
    stage_quit(stage);
}

static void
test_run__cannot_drive_the_terminal(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "\t\tr", "of processor time");
    stage_expect(stage, "␛[2J␛[H");
    stage_expect(stage, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd broken");
    stage_expect(stage, "Racecourse");
    stage_quit(stage);
}

static void
test_run__that_crashes_says_so(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "\t\t\tr", "crashed: signal 11");
    stage_quit(stage);
}

static void
test_run__shows_what_the_compiler_minds(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "\t\t\t\tr", "does not build");
    stage_expect(stage, "broken.c:5");
    stage_expect(stage, "undeclared_name");
    stage_quit(stage);
}

/* A compiler that waits for a file. */
static void
set_slow_compiler(struct stage *stage)
{
    char script[512];

    snprintf(script, sizeof script,
             "#!/bin/sh\nwhile [ ! -e '%s' ]; do sleep 0.05; done\n"
             "exec cc \"$@\"\n", stage_path(stage, "go"));
    stage_script(stage, "slow-cc", script);
    stage_env(stage, "CC", stage_path(stage, "slow-cc"));
}

static void
test_run__says_how_long_it_has_been_built_and_can_be_stopped(void **state)
{
    struct stage *stage = *state;
    char progress[256];
    int y;

    set_slow_compiler(stage);
    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", " s   s stops it");
    y = terminal_find(stage->terminal, "s stops it");
    snprintf(progress, sizeof progress, "%s",
             strstr(terminal_row(stage->terminal, y), "building"));
    stage_expect_gone(stage, progress);
    stage_press(stage, "s", "building it was stopped");
    stage_expect(stage, "Press r to run it.");
    stage_press(stage, "r", "s stops it");
    stage_script(stage, "go", "");
    stage_expect(stage, "spinning");
    stage_press(stage, "s", "stopped after");
    stage_quit(stage);
}

static void
test_run__without_a_compiler_says_what_is_missing(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "CC", "/nonexistent/cc");
    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", "/nonexistent/cc");
    stage_quit(stage);
}

/* The end. */

static void
expect_clean_end(struct stage *stage, int sent)
{
    int status;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", "spinning");
    kill(terminal_pid(stage->terminal), sent);
    status = terminal_end(stage->terminal);
    assert_int_not_equal(status, -1);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) != 0);
    assert_true(terminal_on_main_screen(stage->terminal));
}

static void
test_end__by_sigterm_restores_the_terminal(void **state)
{
    expect_clean_end(*state, SIGTERM);
}

static void
test_end__by_sighup_restores_the_terminal(void **state)
{
    expect_clean_end(*state, SIGHUP);
}

static void
test_end__by_sigsegv_restores_the_terminal(void **state)
{
    expect_clean_end(*state, SIGSEGV);
}

static void
test_end__by_sigkill_leaves_no_process(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", "spinning");
    kill(terminal_pid(stage->terminal), SIGKILL);
    assert_int_not_equal(terminal_end(stage->terminal), -1);
}

/* Places where little works. */

static void
test_place__without_a_writable_home_still_runs(void **state)
{
    struct stage *stage = *state;

    stage_script(stage, "file", "not a folder\n");
    stage_env(stage, "XDG_STATE_HOME", stage_path(stage, "file"));
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "rr", "could not be saved");
    stage_quit(stage);
}

static void
test_place__in_the_c_locale_writes_only_ascii(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "LC_ALL", "C");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "rr", "of processor time");
    for (int y = 0; y < 36; y++)
        for (const char *c = terminal_row(stage->terminal, y); *c; c++)
            assert_in_range(*c, ' ', '~');
    stage_quit(stage);
}

static void
test_place__with_an_unknown_terminal_is_refused_in_a_line(void **state)
{
    struct stage *stage = *state;
    int status;

    stage_env(stage, "TERM", "no-such-terminal");
    stage_open(stage, 36, 120, "1");
    status = terminal_end(stage->terminal);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
    assert_true(terminal_shows(stage->terminal, "no-such-terminal"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_contents__lists_lessons_and_opens_the_chosen),
        STAGE_TEST(test_contents__moves_to_both_ends_and_hides_what_is_done),
        STAGE_TEST(test_contents__looks_meant_at_each_size),
        STAGE_TEST(test_contents__reports_a_malformed_lesson),
        STAGE_TEST(test_lesson__looks_meant_at_each_size),
        STAGE_TEST(test_lesson__asks_before_the_first_run_and_compares),
        STAGE_TEST(
            test_lesson__runs_without_a_prediction_when_r_is_pressed_twice),
        STAGE_TEST(test_lesson__refuses_an_answer_that_is_not_there),
        STAGE_TEST(test_lesson__turns_and_types_knobs),
        STAGE_TEST(test_lesson__edits_a_copy_and_runs_it),
        STAGE_TEST(test_lesson__leaves_others_their_environment),
        STAGE_TEST(test_lesson__says_which_editor_is_missing),
        STAGE_TEST(test_lesson__shows_hints_one_by_one),
        STAGE_TEST(test_lesson__brings_the_pane_back_for_a_run),
        STAGE_TEST(test_lesson__zooms_copies_and_explains),
        STAGE_TEST(test_lesson__goes_to_the_neighbours),
        STAGE_TEST(test_lesson__tab_goes_through_knobs_and_exercises),
        STAGE_TEST(test_lesson__scrolls_prose_by_line_page_and_heading),
        STAGE_TEST(test_lesson__scrolls_wide_code_sideways),
        STAGE_TEST(test_lesson__remembers_the_place),
        STAGE_TEST(test_lesson__keeps_the_sentence_through_a_resize),
        STAGE_TEST(test_run__is_stopped_by_s_with_all_that_it_started),
        STAGE_TEST(
            test_run__is_stopped_by_ctrl_c_which_never_ends_the_workbook),
        STAGE_TEST(test_run__survives_resizes),
        STAGE_TEST(test_run__goes_on_through_a_suspension),
        STAGE_TEST(test_run__that_floods_leaves_the_keys_alive),
        STAGE_TEST(test_run__cannot_drive_the_terminal),
        STAGE_TEST(test_run__that_crashes_says_so),
        STAGE_TEST(test_run__shows_what_the_compiler_minds),
        STAGE_TEST(
            test_run__says_how_long_it_has_been_built_and_can_be_stopped),
        STAGE_TEST(test_run__without_a_compiler_says_what_is_missing),
        STAGE_TEST(test_end__by_sigterm_restores_the_terminal),
        STAGE_TEST(test_end__by_sighup_restores_the_terminal),
        STAGE_TEST(test_end__by_sigsegv_restores_the_terminal),
        STAGE_TEST(test_end__by_sigkill_leaves_no_process),
        STAGE_TEST(test_place__without_a_writable_home_still_runs),
        STAGE_TEST(test_place__in_the_c_locale_writes_only_ascii),
        STAGE_TEST(test_place__with_an_unknown_terminal_is_refused_in_a_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
