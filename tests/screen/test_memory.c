/* The workbook under valgrind: nothing lost, nothing read that is not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "stage.h"

/* What the library keeps for the terminal until the end is reachable, and no
 * leak.  A copy on its way to be another program still has all of it. */
#define UNDER \
    "RACECOURSE_LEAN=no exec valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite " \
    "--show-leak-kinds=definite --trace-children=no " \
    "--child-silent-after-fork=yes --error-exitcode=99 " \
    "--suppressions=\"" SUPPRESSIONS "\" " \
    "--log-file=\"$HOME/log\" \"$0\" \"$@\""

static void
expect_no_complaint(struct stage *stage)
{
    FILE *log = fopen(stage_path(stage, "home/log"), "r");
    char line[1024];
    int lines = 0;

    assert_non_null(log);
    while (fgets(line, sizeof line, log)) {
        /* A terminal's ioctl that valgrind does not know yet. */
        if (strstr(line, "ioctl") || strstr(line, "spurious value errors") ||
            strstr(line, "README_MISSING_SYSCALL"))
            continue;
        fputs(line, stderr);
        lines++;
    }
    fclose(log);
    assert_int_equal(lines, 0);
}

static void
test_memory__is_given_back_by_a_lesson(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "r", "predict first");
    stage_press(stage, "r", "6 apples lost");
    stage_press(stage, "h", "Look at the minus.");
    stage_press(stage, "e", "r runs what you saved");
    stage_press(stage, "r", "work/01_first/adder.c");
    stage_expect(stage, "6 apples lost");
    stage_press(stage, "y", "to copy");
    stage_press(stage, "y", "6 apples lost");
    stage_press(stage, "\r99\r", "99 is out of range");
    terminal_resize(stage->terminal, 10, 40);
    stage_expect(stage, "99 is out of range");
    terminal_resize(stage->terminal, 1, 1);
    terminal_resize(stage->terminal, 40, 130);
    stage_expect(stage, "6 apples lost");
    stage_press(stage, "?", "In a lesson");
    stage_press(stage, "x", "6 apples lost");
    stage_press(stage, "q", "q quit");
    stage_quit(stage);
    expect_no_complaint(stage);
}

static void
test_memory__is_given_back_by_bad_programs(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", "spinning");
    stage_press(stage, "s", "stopped after");
    stage_press(stage, "\tr", "before this dropped");
    stage_press(stage, "s", "stopped after");
    stage_press(stage, "\tr", "broken");
    stage_press(stage, "\tr", "crashed: signal 11");
    stage_press(stage, "\tr", "does not build");
    stage_press(stage, "\tr", "spinning");
    stage_quit(stage);
    expect_no_complaint(stage);
}

static void
test_memory__is_given_back_by_bad_lessons(void **state)
{
    struct stage *stage = *state;

    stage_script(stage, "course/lessons/04_bad.md",
                 "\xff\n\n```predict nobody\n1. a [x ==\n```\n\n"
                 "```exercise z\n[knobs]\nx = 5, 1..2\ny = 1..\n[no]\n");
    stage_open(stage, 36, 120, NULL);
    stage_press(stage, "G\r", "4 ");
    stage_press(stage, "r", "cannot be opened");
    stage_quit(stage);
    expect_no_complaint(stage);
}

static void
test_memory__is_given_back_by_talks_and_searches(void **state)
{
    struct stage *stage = *state;

    stage_present(stage, 24, 80, "1");
    stage_press(stage, "\033[6~", "adder");
    stage_press(stage, "rr", "6 apples lost");
    stage_press(stage, "n", "no notes");
    stage_press(stage, "n", "Predict");
    stage_press(stage, "\033OH", "A lesson for the tests");
    terminal_resize(stage->terminal, 10, 40);
    stage_press(stage, "?", "In a talk");
    terminal_resize(stage->terminal, 36, 120);
    stage_press(stage, "x\033OF", "3 of 3");
    stage_quit(stage);
    expect_no_complaint(stage);
    stage_open(stage, 24, 80, NULL);
    stage_press(stage, "/no such words\r", "is in no lesson");
    stage_press(stage, "/sentence 34\r", "3 A long lesson");
    stage_press(stage, "p", "2 Hostile programs");
    stage_press(stage, "q", "q quit");
    stage_quit(stage);
    expect_no_complaint(stage);
}

static int
set_up(void **state)
{
    static struct stage stage;

    stage_init(&stage);
    stage.under = UNDER;
    *state = &stage;
    return 0;
}

static int
tear_down(void **state)
{
    stage_release(*state);
    return 0;
}

static int
skip_all(const char *why)
{
    printf("1..0 # skip %s\n", why);
    return 0;
}

#define MEMORY_TEST(test) \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        MEMORY_TEST(test_memory__is_given_back_by_a_lesson),
        MEMORY_TEST(test_memory__is_given_back_by_bad_programs),
        MEMORY_TEST(test_memory__is_given_back_by_bad_lessons),
        MEMORY_TEST(test_memory__is_given_back_by_talks_and_searches),
    };

#ifdef __SANITIZE_ADDRESS__
    return skip_all("a sanitizer and valgrind do not go together");
#endif
    if (system("command -v valgrind >/dev/null") != 0)
        return skip_all("valgrind is not installed");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
