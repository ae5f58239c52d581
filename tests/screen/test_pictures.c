/* What a run draws in the pane: bars, and curves that grow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "stage.h"

static const char lesson[] =
    "# Pictures\n\nWhat a run draws.\n\n"
    "```exercise times\n"
    "[build]\ndemonstration = yes\n"
    "[picture]\nbars = serial_ms, threads_ms, processes_ms\nunit = ms\n"
    "says = Hardly faster. [serial_ms < 2 * threads_ms]\n"
    "says = Never said. [serial_ms < threads_ms]\n"
    "```\n\n"
    "```exercise sweep\n"
    "[build]\ndemonstration = yes\n"
    "[knobs]\npoints = 9, 1..9\n"
    "[picture]\ncurve = error\nmodel = ideal\nlog = x, y\nx = steps\n"
    "```\n";

static const char times[] =
    "#include <stdio.h>\n"
    "int main(void)\n{\n"
    "    puts(\"serial_ms = 195\\nthreads_ms = 160\");\n"
    "    puts(\"processes_ms = 50\\nother = 7\");\n"
    "    return 0;\n"
    "}\n";

/* Points at 10, 100, ...: a hundredth of the one before down to 1e-10, then
 * ten times.  Behind the fourth it says so, and waits for a file. */
static const char sweep[] =
    "#include <stdio.h>\n"
    "#include <stdlib.h>\n"
    "#include <string.h>\n"
    "#include <unistd.h>\n"
    "int main(int argc, char **argv)\n{\n"
    "    double error = 1, ideal = 1, x = 1;\n"
    "    int points = argc > 1 ? atoi(strchr(argv[1], '=') + 1) : 9;\n"
    "    for (int i = 1; i <= points; i++) {\n"
    "        error *= i <= 5 ? 0.01 : 10;\n"
    "        ideal *= 0.01;\n"
    "        x *= 10;\n"
    "        printf(\"error_%.0f = %g\\n\", x, error);\n"
    "        printf(\"ideal_%.0f = %g\\n\", x, ideal);\n"
    "        fflush(stdout);\n"
    "        if (i == 4)\n"
    "            fclose(fopen(\"printed\", \"w\"));\n"
    "        while (i == 4 && access(\"go\", F_OK) != 0)\n"
    "            usleep(10000);\n"
    "    }\n"
    "    return 0;\n"
    "}\n";

static int
set_up(void **state)
{
    int failed = stage_set_up(state);

    if (failed)
        return failed;
    stage_script(*state, "course/lessons/01_first.md", lesson);
    stage_script(*state, "course/exercises/01_first/times.c", times);
    stage_script(*state, "course/exercises/01_first/sweep.c", sweep);
    return 0;
}

#define PICTURE_TEST(test) \
    cmocka_unit_test_setup_teardown(test, set_up, stage_tear_down)

static void
let_go(struct stage *stage)
{
    stage_script(stage, "course/go", "");
}

static void
test_picture__bars_look_meant_at_each_size(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "r", "as fast as serial");
    stage_expect(stage, "Hardly faster.");
    stage_compare(stage, "picture-bars-120x36");
    stage_open(stage, 24, 80, "1");
    stage_press(stage, "r", "as fast as serial");
    stage_compare(stage, "picture-bars-80x24");
    stage_open(stage, 10, 40, "1");
    stage_press(stage, "r", "processes is 3.9 times");
    stage_compare(stage, "picture-bars-40x10");
    assert_int_equal(terminal_find(stage->terminal, "Never said"), -1);
    stage_quit(stage);
}

static void
test_picture__curves_look_meant_at_each_size(void **state)
{
    struct stage *stage = *state;

    let_go(stage);
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "\tr", "times ideal");
    stage_compare(stage, "picture-curve-120x36");
    stage_open(stage, 24, 80, "1");
    stage_press(stage, "\tr", "times ideal");
    stage_compare(stage, "picture-curve-80x24");
    stage_open(stage, 10, 40, "1");
    stage_press(stage, "\tr", "error is smallest");
    stage_compare(stage, "picture-curve-40x10");
    stage_quit(stage);
}

static void
test_picture__is_drawn_in_ascii_too(void **state)
{
    struct stage *stage = *state;

    let_go(stage);
    stage_env(stage, "LC_ALL", "C");
    stage_open(stage, 24, 80, "1");
    stage_press(stage, "\tr", "times ideal");
    stage_compare(stage, "picture-ascii-80x24");
    stage_quit(stage);
}

static void
test_picture__grows_while_the_program_prints(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "\tr", "● error");
    stage_expect(stage, "10000");
    assert_int_equal(terminal_find(stage->terminal, "falls"), -1);
    let_go(stage);
    stage_expect(stage, "1e9");
    stage_expect(stage, "error is smallest at 100000 steps (1e-10)");
    stage_quit(stage);
}

static void
test_picture__of_a_run_that_is_stopped_keeps_what_there_is(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "\tr", "● error");
    while (access(stage_path(stage, "course/printed"), F_OK) != 0)
        usleep(10000);
    stage_press(stage, "s", "error falls from 0.01 at 10 to 1e-8 at 10000; "
                            "within 10 %");
    stage_expect(stage, "of ideal everywhere");
    stage_press(stage, "-", "points ‹ 8 ›");
    stage_expect(stage, "error falls from 0.01");
    stage_quit(stage);
}

static void
test_picture__stands_any_size(void **state)
{
    static const int sizes[][2] = {{1, 1}, {5, 20}, {10, 19}, {6, 200},
                                   {60, 25}, {36, 120}};
    struct stage *stage = *state;

    let_go(stage);
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "\tr", "times ideal");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        terminal_resize(stage->terminal, sizes[i][0], sizes[i][1]);
        terminal_send(stage->terminal, "JK");
    }
    stage_expect(stage, "● error   · ideal   over steps");
    stage_quit(stage);
}

static void
test_picture__is_part_of_a_talk(void **state)
{
    struct stage *stage = *state;

    let_go(stage);
    stage_present(stage, 24, 80, "1");
    stage_expect(stage, "times");
    stage_press(stage, "zr", "processes is 3.9 times as fast as serial");
    stage_expect(stage, " serial    ██");
    stage_quit(stage);
}

/* A solution's beside one's own: each draws what it did. */
static void
test_picture__of_the_solution_stands_below_the_table(void **state)
{
    struct stage *stage = *state;

    stage_script(stage, "course/lessons/01_first.md",
                 "# Pictures\n\nWhat a run draws.\n\n"
                 "```exercise times\n"
                 "[picture]\nbars = serial_ms, threads_ms\nunit = ms\n"
                 "```\n");
    stage_script(stage, "course/solutions/01_first/times.c",
                 "#include <stdio.h>\n"
                 "int main(void)\n{\n"
                 "    puts(\"serial_ms = 195\\nthreads_ms = 65\");\n"
                 "    return 0;\n"
                 "}\n");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "o", "─ the start file's run ─");
    stage_expect(stage, "threads is 1.2 times as fast as serial");
    stage_expect(stage, "─ the solution's run ─");
    stage_expect(stage, "threads is 3.0 times as fast as serial");
    stage_quit(stage);
}

static void
test_picture__of_both_programs_stands_below_the_table(void **state)
{
    struct stage *stage = *state;

    stage_script(stage, "course/exercises/01_first/times.py",
                 "print('serial_ms = 400')\n"
                 "print('threads_ms = 400')\n"
                 "print('processes_ms = 200')\n");
    stage_open(stage, 60, 120, "1");
    stage_press(stage, "w", "─ C's run ─");
    stage_expect(stage, "processes is 3.9 times as fast as serial");
    stage_expect(stage, "─ Python's run ─");
    stage_expect(stage, "processes is 2.0 times as fast as serial");
    stage_quit(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        PICTURE_TEST(test_picture__bars_look_meant_at_each_size),
        PICTURE_TEST(test_picture__curves_look_meant_at_each_size),
        PICTURE_TEST(test_picture__is_drawn_in_ascii_too),
        PICTURE_TEST(test_picture__grows_while_the_program_prints),
        PICTURE_TEST(
            test_picture__of_a_run_that_is_stopped_keeps_what_there_is),
        PICTURE_TEST(test_picture__stands_any_size),
        PICTURE_TEST(test_picture__is_part_of_a_talk),
        PICTURE_TEST(test_picture__of_the_solution_stands_below_the_table),
        PICTURE_TEST(test_picture__of_both_programs_stands_below_the_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
