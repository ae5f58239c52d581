/* The workbook on terminals that lack something. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "stage.h"

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
    stage_locate(stage, "37  ✗", &y, &x);
    assert_true(terminal_is_bold(stage->terminal, y, x));
    stage_locate(stage, "First steps", &y, &x);
    assert_true(terminal_is_bold(stage->terminal, y, x));
    stage_locate(stage, "‹ 3 ›", &y, &x);
    assert_true(terminal_is_bold(stage->terminal, y, x + 2));
    stage_quit(stage);
}

static void
test_no_color__that_is_empty_wants_colours(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "NO_COLOR", "");
    run_and_look(stage);
    assert_in_range(terminal_highest_colour(stage->terminal), 1, 7);
    stage_quit(stage);
}

static void
test_no_color__gives_each_worker_a_pattern(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "NO_COLOR", "1");
    add_two_threads(stage);
    stage_open(stage, 36, 120, "4");
    stage_press(stage, "r", "▓");
    stage_expect(stage, "▚");
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
    stage_expect(stage, "\\");
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

static void
test_screen_and_tmux__are_written_with_what_they_have(void **state)
{
    struct stage *stage = *state;

    run_on(stage, "screen", 7);
    run_on(stage, "tmux-256color", 7);
}

/* Where there are more, one of them may be the background. */
static void
test_colours__are_the_eight_that_all_have(void **state)
{
    struct stage *stage = *state;

    run_on(stage, "xterm-256color", 7);
    run_on(stage, "rxvt-unicode-256color", 7);
}

static void
test_keys__of_the_console_are_keys(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "TERM", "linux");
    stage_open(stage, 36, 120, NULL);
    stage_press(stage, "\033[4~", "▸  3");
    stage_press(stage, "\033[1~", "▸  1");
    stage_press(stage, "\033[B", "▸  2");
    stage_press(stage, "\033[[A", "In the contents");
    stage_press(stage, "x\033[A\r", "1 First steps");
    stage_press(stage, "\033[6~\033[5~\033[C", "‹ 4 ›");
    stage_press(stage, "\033", "no search is on");
    stage_quit(stage);
}

static void
test_c_locale__writes_nothing_but_ascii(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "LC_ALL", "C");
    stage_open(stage, 36, 120, NULL);
    stage_press(stage, "?", "In the contents");
    stage_press(stage, "x\r", "adder");
    stage_press(stage, "rr", "of processor time");
    stage_press(stage, "h", "Look at the minus.");
    stage_press(stage, "t", "Enter go there");
    stage_press(stage, "q/none\r", "is not in this lesson");
    stage_press(stage, "m", "m takes it back");
    stage_quit(stage);
    assert_int_equal(terminal_high_bytes(stage->terminal), 0);
}

static void
test_keys__of_putty_and_cut_by_a_slow_link_are_keys(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "TERM", "xterm");
    stage_open(stage, 36, 120, NULL);
    stage_press(stage, "\033[4~", "▸  3");
    stage_press(stage, "\033[1~", "▸  1");
    stage_press(stage, "\033[8~", "▸  3");
    stage_press(stage, "\033[7~", "▸  1");
    stage_press(stage, "\033", "Esc does nothing here");
    stage_press(stage, "[B", "▸  2");
    stage_press(stage, "\033[15~", "that key does nothing here");
    stage_press(stage, "\033OM", "2 Hostile programs");
    stage_quit(stage);
}

/* Search. */

static void
test_search__goes_from_match_to_match_and_round(void **state)
{
    struct stage *stage = *state;
    int y, x;

    stage_open(stage, 24, 80, "3");
    stage_press(stage, "/sentence 3\r", "Enter next match");
    stage_expect_cursor(stage, "Sentence 3 is");
    stage_locate(stage, "Sentence 3 is", &y, &x);
    assert_true(terminal_is_reverse(stage->terminal, y, x));
    assert_true(terminal_is_reverse(stage->terminal, y, x + 9));
    assert_false(terminal_is_reverse(stage->terminal, y, x + 10));
    terminal_send(stage->terminal, "\r");
    stage_expect_cursor(stage, "Sentence 30 is");
    stage_press(stage, "\r\r\r\r\r\r\r\r\r", "Sentence 39 is");
    stage_press(stage, "\r", "from the beginning");
    stage_press(stage, "\033", "q back");
    stage_expect_gone(stage, "Enter next match");
    stage_quit(stage);
}

static void
test_search__tells_capitals_where_it_has_some(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "3");
    stage_press(stage, "/SENTENCE\r", "“SENTENCE” is not in this lesson");
    stage_press(stage, "/Part 2\r", "Enter next match");
    stage_expect_cursor(stage, "Part 2");
    stage_press(stage, "/none of these\r", "is not in this lesson");
    stage_quit(stage);
}

static void
test_search__goes_on_over_the_end_of_a_line(void **state)
{
    struct stage *stage = *state;
    int y, x;

    stage_open(stage, 24, 80, "3");
    stage_press(stage, "/wider or smaller\r", "Enter next match");
    stage_expect_cursor(stage, "wider or");
    stage_locate(stage, "smaller,", &y, &x);
    assert_true(terminal_is_reverse(stage->terminal, y, x));
    assert_false(terminal_is_reverse(stage->terminal, y, x + 7));
    terminal_resize(stage->terminal, 24, 50);
    stage_expect_gone(stage, "or smaller, whatever");
    terminal_resize(stage->terminal, 24, 120);
    stage_expect(stage, "Enter next match");
    stage_quit(stage);
}

static void
test_search__from_the_contents_opens_the_lesson(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, NULL);
    stage_press(stage, "/no such words\r", "is in no lesson");
    stage_press(stage, "/sentence 34\r", "3 A long lesson");
    stage_expect_cursor(stage, "Sentence 34 is");
    stage_press(stage, "q", "Enter open");
    stage_press(stage, "/hostile\r", "2 Hostile programs");
    stage_quit(stage);
}

static void
test_search__goes_on_in_the_next_lesson(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, NULL);
    stage_press(stage, "/lesson\r", "1 First steps");
    stage_expect_cursor(stage, "lesson for the tests");
    terminal_send(stage->terminal, "\r");
    stage_expect_cursor(stage, "lesson.");
    stage_press(stage, "\r", "3 A long lesson");
    stage_expect(stage, "the next lesson that has it");
    stage_press(stage, "\r", "1 First steps");
    stage_expect(stage, "from the first lesson again");
    stage_press(stage, "\033", "q back");
    stage_quit(stage);
}

static void
test_search__takes_signs_that_are_not_ascii(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "1");
    stage_press(stage, "/caf\u00e9s", "search: cafés");
    stage_press(stage, "\177\177", "search: caf");
    stage_expect_gone(stage, "é");
    stage_press(stage, "\r", "“caf” is not in this lesson");
    stage_quit(stage);
}

static void
test_search__gives_enter_back_to_the_knob(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "/horizon\r", "it ends in the word horizon");
    stage_expect_cursor(stage, "horizon");
    stage_press(stage, "k\r", "first (1 to 9):");
    stage_press(stage, "\033", "q back");
    stage_quit(stage);
}

static void
test_search__at_each_size_shows_what_fits(void **state)
{
    static const int sizes[][2] = {{1, 1},  {2, 300}, {5, 20}, {6, 21},
                                   {10, 40}, {60, 13}, {200, 300}};
    struct stage *stage = *state;

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        stage_open(stage, sizes[i][0], sizes[i][1], NULL);
        terminal_send(stage->terminal, "/sentence 3\r\r\rzz/horizon\r");
        terminal_resize(stage->terminal, 24, 80);
        stage_expect(stage, " is not in this lesson");
        stage_quit(stage);
    }
}

/* The real cursor. */

static void
test_cursor__stands_on_what_has_the_focus(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, NULL);
    stage_expect_cursor(stage, "First steps");
    terminal_send(stage->terminal, "j");
    stage_expect_cursor(stage, "Hostile programs");
    stage_press(stage, "\r", "spin.c");
    stage_expect_cursor(stage, "spin  1 of 5");
    stage_press(stage, "p", "adder");
    stage_expect_cursor(stage, "3 ›");
    terminal_send(stage->terminal, "\t");
    stage_expect_cursor(stage, "40 ›");
    stage_press(stage, "?", "In a lesson");
    stage_expect_cursor(stage, "In a lesson");
    stage_press(stage, "xn", "2 Hostile");
    stage_press(stage, "n", "3 A long lesson");
    terminal_send(stage->terminal, "}");
    stage_expect_cursor(stage, "Part 1");
    stage_quit(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_no_color__leaves_attributes_alone),
        STAGE_TEST(test_no_color__that_is_empty_wants_colours),
        STAGE_TEST(test_no_color__gives_each_worker_a_pattern),
        STAGE_TEST(test_no_color__in_ascii_gives_each_worker_a_pattern),
        STAGE_TEST(test_vt100__is_written_without_colours),
        STAGE_TEST(test_linux__is_written_with_its_eight_colours),
        STAGE_TEST(test_xterm__is_written_with_its_eight_colours),
        STAGE_TEST(test_dumb__is_told_what_does_without),
        STAGE_TEST(test_screen_and_tmux__are_written_with_what_they_have),
        STAGE_TEST(test_colours__are_the_eight_that_all_have),
        STAGE_TEST(test_keys__of_the_console_are_keys),
        STAGE_TEST(test_c_locale__writes_nothing_but_ascii),
        STAGE_TEST(test_keys__of_putty_and_cut_by_a_slow_link_are_keys),
        STAGE_TEST(test_search__goes_from_match_to_match_and_round),
        STAGE_TEST(test_search__tells_capitals_where_it_has_some),
        STAGE_TEST(test_search__goes_on_over_the_end_of_a_line),
        STAGE_TEST(test_search__from_the_contents_opens_the_lesson),
        STAGE_TEST(test_search__goes_on_in_the_next_lesson),
        STAGE_TEST(test_search__takes_signs_that_are_not_ascii),
        STAGE_TEST(test_search__gives_enter_back_to_the_knob),
        STAGE_TEST(test_search__at_each_size_shows_what_fits),
        STAGE_TEST(test_cursor__stands_on_what_has_the_focus),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
