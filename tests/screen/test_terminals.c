/* The workbook on terminals that lack something. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "stage.h"

static int
set_up(void **state)
{
    static struct stage stage;

    stage_init(&stage);
    *state = &stage;
    return 0;
}

static int
tear_down(void **state)
{
    stage_release(*state);
    return 0;
}

/* A lesson 4 whose two threads spin until they are stopped. */
static void
add_two_threads(struct stage *stage)
{
    assert_int_equal(
        mkdir(stage_path(stage, "course/exercises/04_two"), 0755), 0);
    stage_script(stage, "course/lessons/04_two.md",
                 "# Two threads\n\nThey spin.\n\n"
                 "```exercise two\n[build]\ndemonstration = yes\n```\n");
    stage_script(stage, "course/exercises/04_two/two.c",
                 "#include <pthread.h>\n"
                 "static void *spin(void *v) { for (volatile int i = 0;; i++);"
                 " return v; }\n"
                 "int main(void) { pthread_t a, b;\n"
                 "pthread_create(&a, 0, spin, 0);\n"
                 "pthread_create(&b, 0, spin, 0);\n"
                 "return pthread_join(a, 0) + pthread_join(b, 0); }\n");
}

/* The row and the column of a text that is on the screen. */
static void
locate(struct stage *stage, const char *text, int *ret_y, int *ret_x)
{
    const char *row;

    *ret_y = terminal_find(stage->terminal, text);
    assert_true(*ret_y >= 0);
    row = terminal_row(stage->terminal, *ret_y);
    *ret_x = 0;
    for (const char *at = row; at < strstr(row, text); at++)
        *ret_x += (*at & 0xC0) != 0x80;
}

static void
run_and_look(struct stage *stage)
{
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "r2", "your prediction");
    stage_press(stage, "2", "6 apples lost");
}

/* Colours. */

static void
test_no_color__leaves_attributes_alone(void **state)
{
    struct stage *stage = *state;
    int y, x;

    stage_env(stage, "NO_COLOR", "1");
    run_and_look(stage);
    assert_int_equal(terminal_highest_colour(stage->terminal), -1);
    locate(stage, "37  ✗", &y, &x);
    assert_true(terminal_is_bold(stage->terminal, y, x));
    locate(stage, "First steps", &y, &x);
    assert_true(terminal_is_bold(stage->terminal, y, x));
    locate(stage, "‹ 3 ›", &y, &x);
    assert_true(terminal_is_bold(stage->terminal, y, x + 2));
    stage_quit(stage);
}

static void
test_no_color__that_is_empty_wants_colours(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "NO_COLOR", "");
    run_and_look(stage);
    assert_int_equal(terminal_highest_colour(stage->terminal), 8);
    stage_quit(stage);
}

static void
test_no_color__gives_each_worker_a_pattern(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "NO_COLOR", "1");
    add_two_threads(stage);
    stage_open(stage, 36, 120, "4");
    stage_press(stage, "r", "▓▓");
    stage_expect(stage, "▚▚");
    assert_int_equal(terminal_highest_colour(stage->terminal), -1);
    stage_press(stage, "s", "of processor time");
    stage_quit(stage);
}

static void
test_no_color__in_ascii_gives_each_worker_a_pattern(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "NO_COLOR", "1");
    stage_env(stage, "LC_ALL", "C");
    add_two_threads(stage);
    stage_open(stage, 36, 120, "4");
    stage_press(stage, "r", "%%");
    stage_expect(stage, "\\\\");
    stage_press(stage, "s", "of processor time");
    stage_quit(stage);
}

static void
run_on(struct stage *stage, const char *type, int highest)
{
    stage_env(stage, "TERM", type);
    run_and_look(stage);
    assert_true(terminal_highest_colour(stage->terminal) <= highest);
    stage_expect(stage, "of processor time");
    stage_quit(stage);
}

static void
test_vt100__is_written_without_colours(void **state)
{
    run_on(*state, "vt100", -1);
}

static void
test_linux__is_written_with_its_eight_colours(void **state)
{
    run_on(*state, "linux", 7);
}

static void
test_xterm__is_written_with_its_eight_colours(void **state)
{
    run_on(*state, "xterm", 7);
}

static void
test_dumb__is_told_what_does_without(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "TERM", "dumb");
    stage_open(stage, 36, 160, "1");
    assert_int_equal(terminal_end(stage->terminal), 3 << 8);
    assert_true(terminal_shows(stage->terminal, "`racecourse read`"));
    assert_true(terminal_shows(stage->terminal, "`racecourse run --plain`"));
    assert_null(strchr(terminal_row(stage->terminal, 0), '\033'));
    assert_string_equal(terminal_row(stage->terminal, 2), "");
}

#define SCREEN_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(test_no_color__leaves_attributes_alone),
        SCREEN_TEST(test_no_color__that_is_empty_wants_colours),
        SCREEN_TEST(test_no_color__gives_each_worker_a_pattern),
        SCREEN_TEST(test_no_color__in_ascii_gives_each_worker_a_pattern),
        SCREEN_TEST(test_vt100__is_written_without_colours),
        SCREEN_TEST(test_linux__is_written_with_its_eight_colours),
        SCREEN_TEST(test_xterm__is_written_with_its_eight_colours),
        SCREEN_TEST(test_dumb__is_told_what_does_without),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
