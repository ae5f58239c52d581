/* Many runs of an exercise, and the solution's run beside one's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "stage.h"

/* Prints 43, which is right, 43, 40, 43, 43, 40 ... in turn: it counts its
 * runs by what it adds to a file. */
static const char by_turns[] =
    "#include <stdio.h>\n"
    "int main(void)\n{\n"
    "    FILE *file = fopen(\"turns\", \"a+\");\n"
    "    fputs(\"x\", file);\n"
    "    fseek(file, 0, SEEK_END);\n"
    "    printf(\"sum = %d\\n\", ftell(file) % 3 ? 43 : 40);\n"
    "    puts(\"expected = 43\");\n"
    "    return fclose(file);\n"
    "}\n";

/* The second run never ends. */
static const char endless[] =
    "#include <stdio.h>\n"
    "#include <unistd.h>\n"
    "int main(void)\n{\n"
    "    FILE *file = fopen(\"turns\", \"a+\");\n"
    "    fputs(\"x\", file);\n"
    "    fseek(file, 0, SEEK_END);\n"
    "    if (ftell(file) > 1)\n"
    "        pause();\n"
    "    puts(\"sum = 43\\nexpected = 43\");\n"
    "    return fclose(file);\n"
    "}\n";

static void
write_copy(struct stage *stage, const char *text)
{
    mkdir(stage_path(stage, "course/work"), 0755);
    mkdir(stage_path(stage, "course/work/01_first"), 0755);
    stage_script(stage, "course/work/01_first/adder.c", text);
}

/* The solution as one's own copy. */
static void
write_right_copy(struct stage *stage)
{
    char text[8192];
    FILE *file = fopen(stage_path(stage, "course/solutions/01_first/adder.c"),
                       "r");
    size_t len;

    assert_non_null(file);
    len = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[len] = '\0';
    write_copy(stage, text);
}

/* Both questions are asked first, then how many. */
static void
test_series__holds_the_prediction_against_each_run(void **state)
{
    struct stage *stage = *state;

    write_copy(stage, by_turns);
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "R", "predict first, 1 of 2");
    stage_expect(stage, "R just runs.");
    stage_press(stage, "2", "predict first, 2 of 2");
    stage_press(stage, "1", "how many runs? (Enter: 20)");
    stage_press(stage, "6\r", "─ 6 runs ─");
    stage_expect(stage, "sum   = expected 43");
    stage_expect(stage, "4 = ◂ your prediction");
    assert_true(terminal_find(stage->terminal, " 40 ") <
                terminal_find(stage->terminal, " 41 "));
    stage_expect(stage, "smallest 40, median 43, largest 43, 2 different");
    stage_expect(stage, "4 of 6 runs are right");
    stage_expect(stage, "“what is expected”, as you predicted, in 4 of 6 runs");
    stage_expect(stage, "“yes”, as you predicted, in 4 of 6 runs");
    stage_press(stage, "R", "how many runs? (Enter: 6)");
    stage_press(stage, "\r", "─ 6 runs ─");
    stage_press(stage, "q", "✗ adder");
    stage_quit(stage);
}

/* Words that are longer than the pane is wide go on in the next line. */
static void
test_series__says_how_runs_ended_in_a_small_terminal(void **state)
{
    struct stage *stage = *state;

    write_copy(stage, "#include <signal.h>\n"
                      "int main(void) { return raise(SIGSEGV); }\n");
    stage_open(stage, 10, 40, "1");
    stage_press(stage, "RR", "how many runs?");
    stage_press(stage, "2\r", "2 runs crashed: signal 11,");
    stage_expect(stage, "fault");
    stage_quit(stage);
}

static void
test_series__goes_away_where_a_knob_is_turned(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "RR", "how many runs?");
    stage_press(stage, "0\r", "it can be run 1 to 10000 times");
    stage_press(stage, "R3\r", "─ 3 runs ─");
    stage_expect(stage, "sum   expected 43");
    stage_expect(stage, "37 each time");
    stage_press(stage, "+", "first ‹ 4 ›");
    stage_expect_gone(stage, "─ 3 runs ─");
    stage_press(stage, "R2\r", "36 each time");
    stage_press(stage, "r", "8 apples lost");
    stage_expect_gone(stage, "─ 2 runs ─");
    stage_quit(stage);
}

static void
test_series__that_is_stopped_keeps_what_there_is(void **state)
{
    struct stage *stage = *state;

    write_copy(stage, endless);
    stage_open(stage, 24, 80, "1");
    stage_press(stage, "RR", "how many runs?");
    stage_press(stage, "9\r", "─ 1 of 9 runs, about ");
    stage_expect(stage, "1 of 1 run is right");
    stage_press(stage, "s", "─ stopped after 1 of 9 runs ─");
    stage_expect(stage, "1 of 1 run is right");
    stage_quit(stage);
}

static void
test_series__fits_a_small_terminal_in_ascii(void **state)
{
    struct stage *stage = *state;

    write_copy(stage, by_turns);
    stage_env(stage, "LC_ALL", "C");
    stage_env(stage, "NO_COLOR", "1");
    stage_open(stage, 10, 40, "1");
    stage_press(stage, "R", "2 what is expected");
    stage_press(stage, "22", "how many runs?");
    stage_press(stage, "3\r", "- 3 runs -");
    stage_expect(stage, "2 of 3 runs are right");
    stage_press(stage, "zJJJJJJJ", " 43 ######################### 2 = <");
    stage_expect(stage, " 40 :::::::::::::  ");
    stage_quit(stage);
}

static void
test_series__of_a_program_that_does_not_build_says_so(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "G", "broken  5 of 5");
    stage_press(stage, "R2\r", "does not build");
    stage_quit(stage);
}

static void
test_beside__shows_both_runs_and_no_code(void **state)
{
    struct stage *stage = *state;
    int row;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "oo", "─ beside the solution ─");
    stage_expect(stage, "start file");
    row = terminal_find(stage->terminal, " sum ");
    assert_true(row > 0);
    assert_non_null(strstr(terminal_row(stage->terminal, row), "37 ✗"));
    assert_non_null(strstr(terminal_row(stage->terminal, row), "43 ✓"));
    stage_expect(stage, "the solution is right, yours is not");
    stage_expect(stage, "Its code is shown once yours has passed");
    stage_expect_gone(stage, "second + first");
    stage_press(stage, "+", "first ‹ 4 ›");
    stage_expect_gone(stage, "─ beside the solution ─");
    stage_quit(stage);
}

static void
test_beside__shows_the_code_to_who_has_passed(void **state)
{
    struct stage *stage = *state;

    write_right_copy(stage);
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "oo", "both are right");
    assert_false(terminal_shows(stage->terminal, "the solution's code"));
    stage_quit(stage);
    stage_journal(stage, "1 check adder passed 1111111111111111 1790000000\n");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "oo", "both are right");
    stage_expect(stage, "─ the solution's code ─");
    stage_expect(stage, " solutions/01_first/adder.c");
    stage_expect(stage, "Both are the same.");
    stage_quit(stage);
}

static void
test_beside__a_demonstration_has_no_solution(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "2");
    stage_press(stage, "o", "it has no solution");
    stage_quit(stage);
}

static void
test_beside__what_does_not_build_is_no_hindrance(void **state)
{
    struct stage *stage = *state;

    write_copy(stage, "int main(void) { return nothing; }\n");
    stage_open(stage, 10, 40, "1");
    stage_press(stage, "oo", "yours does not build; r says why");
    stage_quit(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_series__holds_the_prediction_against_each_run),
        STAGE_TEST(test_series__says_how_runs_ended_in_a_small_terminal),
        STAGE_TEST(test_series__goes_away_where_a_knob_is_turned),
        STAGE_TEST(test_series__that_is_stopped_keeps_what_there_is),
        STAGE_TEST(test_series__fits_a_small_terminal_in_ascii),
        STAGE_TEST(test_series__of_a_program_that_does_not_build_says_so),
        STAGE_TEST(test_beside__shows_both_runs_and_no_code),
        STAGE_TEST(test_beside__shows_the_code_to_who_has_passed),
        STAGE_TEST(test_beside__a_demonstration_has_no_solution),
        STAGE_TEST(test_beside__what_does_not_build_is_no_hindrance),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
