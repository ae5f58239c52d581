/* The run of a program's twin in Python beside its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "stage.h"

static const char right[] =
    "import sys\n"
    "a, b = (int(word.split('=')[1]) for word in sys.argv[1:3])\n"
    "print('Python is here.')\n"
    "print('sum =', a + b)\n"
    "print('expected =', a + b)\n";

static const char endless[] = "import time\n"
                              "time.sleep(3600)\n";

static void
write_twin(struct stage *stage, const char *text)
{
    stage_script(stage, "course/exercises/01_first/adder.py", text);
}

static void
write_copy(struct stage *stage, const char *text)
{
    mkdir(stage_path(stage, "course/work"), 0755);
    mkdir(stage_path(stage, "course/work/01_first"), 0755);
    stage_script(stage, "course/work/01_first/adder.c", text);
}

/* The question comes first, as before any run. */
static void
test_twin__stands_beside_the_program(void **state)
{
    struct stage *stage = *state;

    write_twin(stage, right);
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "c check your copy, w with Python");
    stage_expect(stage, "w with Python");
    stage_press(stage, "w", "w just runs.");
    stage_press(stage, "w", "─ C and Python ─");
    stage_expect(stage, "             C: start file          Python");
    stage_expect(stage, " sum        37 ✗                   43 ✓");
    stage_expect(stage, " cores busy ");
    stage_expect(stage, " C: 6 apples lost (14 %)");
    stage_expect(stage, " Python: all 43 apples are there");
    stage_expect(stage, "─ Python's run ─");
    stage_press(stage, "zJJJJ", "─ Python's output ─");
    stage_expect(stage, "Python is here.");
    stage_quit(stage);
}

static void
test_twin__goes_away_where_a_knob_is_turned(void **state)
{
    struct stage *stage = *state;

    write_twin(stage, right);
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "ww", "─ C and Python ─");
    stage_press(stage, "+", "first ‹ 4 ›");
    stage_expect_gone(stage, "─ C and Python ─");
    stage_press(stage, "w", " sum        36 ✗                   44 ✓");
    stage_press(stage, "r", "8 apples lost");
    stage_expect_gone(stage, "─ C and Python ─");
    stage_quit(stage);
}

static void
test_twin__stops_as_a_run_does(void **state)
{
    struct stage *stage = *state;

    write_twin(stage, endless);
    stage_open(stage, 24, 80, "1");
    stage_press(stage, "ww", "─ 2 of 2: Python ─");
    stage_press(stage, "s", " Python stopped after ");
    assert_int_equal(stage_count_processes("adder.py"), 0);
    stage_press(stage, "w", "─ 2 of 2: Python ─");
    stage_press(stage, "q", "Enter open");
    stage_quit(stage);
}

/* A program that can never end gives way, and its reason stays. */
static void
test_twin__comes_where_the_program_hangs(void **state)
{
    struct stage *stage = *state;

    write_twin(stage, right);
    write_copy(stage,
                 "#include <pthread.h>\n"
                 "pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n"
                 "int main(void)\n{\n"
                 "    pthread_mutex_lock(&lock);\n"
                 "    return pthread_mutex_lock(&lock);\n}\n");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "ww", "C hung, and was ended after ");
    stage_expect(stage, " sum        -                      43 ✓");
    stage_quit(stage);
}

static void
test_twin__comes_where_the_program_does_not_build(void **state)
{
    struct stage *stage = *state;

    write_twin(stage, right);
    write_copy(stage, "int main(void) { return nothing; }\n");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "ww", "Yours does not build; r says why.");
    stage_expect(stage, " sum        -                      43 ✓");
    stage_expect(stage, " time       -                      ");
    stage_quit(stage);
}

static void
test_twin__fits_a_small_terminal_in_ascii(void **state)
{
    struct stage *stage = *state;

    write_twin(stage, right);
    stage_env(stage, "LC_ALL", "C");
    stage_env(stage, "NO_COLOR", "1");
    stage_open(stage, 10, 40, "1");
    stage_press(stage, "ww", "- C and Python -");
    stage_press(stage, "zJJ", " sum        37 x         43 +");
    stage_quit(stage);
}

static void
test_twin__wants_python(void **state)
{
    struct stage *stage = *state;

    write_twin(stage, right);
    stage_env(stage, "RACECOURSE_PYTHON", "/nowhere/python3");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "w", "RACECOURSE_PYTHON /nowhere/python3 is not there; "
                            "r runs the program in C");
    stage_press(stage, "rr", "6 apples lost");
    stage_quit(stage);
}

static void
test_twin__is_not_there_for_each(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "w", "this exercise has no twin in Python");
    stage_quit(stage);
}

static void
test_twin__is_run_in_a_talk(void **state)
{
    struct stage *stage = *state;

    write_twin(stage, right);
    stage_present(stage, 36, 120, "1");
    stage_press(stage, " ", "2 of ");
    stage_press(stage, "ww", "─ C and Python ─");
    stage_expect(stage, " sum        37 ✗                 43 ✓");
    stage_quit(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_twin__stands_beside_the_program),
        STAGE_TEST(test_twin__goes_away_where_a_knob_is_turned),
        STAGE_TEST(test_twin__stops_as_a_run_does),
        STAGE_TEST(test_twin__comes_where_the_program_hangs),
        STAGE_TEST(test_twin__comes_where_the_program_does_not_build),
        STAGE_TEST(test_twin__fits_a_small_terminal_in_ascii),
        STAGE_TEST(test_twin__wants_python),
        STAGE_TEST(test_twin__is_not_there_for_each),
        STAGE_TEST(test_twin__is_run_in_a_talk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
