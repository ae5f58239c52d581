/* The outline of a lesson, and the page of keys of each screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "stage.h"

static void
test_outline__lists_headings_and_exercises_and_goes_there(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "3");
    stage_press(stage, "t", "▸ A long lesson");
    stage_press(stage, "jjj", "▸   Part 3");
    stage_expect_cursor(stage, "Part 3");
    stage_press(stage, "\r", "Sentence 21 is");
    stage_expect_gone(stage, "Part 2");
    assert_in_range(terminal_find(stage->terminal, "Part 3"), 2, 2);
    stage_press(stage, "t", "▸   Part 3");
    stage_press(stage, "G", "▸   Part 8");
    stage_press(stage, "g", "▸ A long lesson");
    stage_press(stage, "t", "Sentence 21 is");
    stage_press(stage, "t\033", "Sentence 21 is");
    stage_quit(stage);
}

static void
test_outline__shows_how_far_exercises_are(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "rr", "of processor time");
    stage_press(stage, "t", "• adder   run");
    stage_press(stage, "jj", "q back");
    stage_expect_cursor(stage, "• adder");
    stage_press(stage, "\r", "first 3 (1 to 9)");
    stage_quit(stage);
}

static void
test_outline__goes_where_it_is_clicked(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "2");
    stage_press(stage, "t", "· escapes   not run yet");
    stage_click(stage, "· escapes   not", 2);
    stage_expect(stage, "escapes  3 of 5");
    stage_quit(stage);
}

static void
test_outline__fits_a_small_screen(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 10, 40, "3");
    stage_press(stage, "t", "▸ A long lesson");
    stage_press(stage, "jjjjjjjjjj", "▸   Part 8");
    stage_expect_cursor(stage, "Part 8");
    stage_press(stage, "\r", "Sentence 71");
    stage_quit(stage);
}

static void
test_outline__leaves_a_pane_that_had_the_screen(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "1");
    stage_expect(stage, "Press r to run it.");
    terminal_send(stage->terminal, "z");
    stage_expect_gone(stage, "A lesson for the tests");
    stage_press(stage, "tG\r", "The end of the first lesson.");
    stage_quit(stage);
}

/* The page of keys. */

static void
test_help__is_that_of_the_screen(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 60, 120, NULL);
    stage_press(stage, "?", "In the contents");
    stage_expect(stage, "hide the lessons that are done");
    assert_false(terminal_shows(stage->terminal, "In a lesson"));
    stage_press(stage, "x\r?", "In a lesson");
    stage_expect(stage, "draw the screen anew");
    assert_false(terminal_shows(stage->terminal, "hide the lessons"));
    stage_press(stage, "xt?", "In the outline");
    stage_expect(stage, "go there");
    assert_false(terminal_shows(stage->terminal, "build the exercise"));
    stage_press(stage, "x", "▸ First steps");
    stage_press(stage, "q", "A lesson for the tests");
    stage_quit(stage);
}

static void
test_help__scrolls_to_its_end_on_a_small_screen(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 10, 40, "1");
    stage_press(stage, "?", "In a lesson");
    stage_press(stage, "                         ", "this page");
    stage_press(stage, "bbbbbbbbbbbbbbbbbbbbbbbbb", "In a lesson");
    stage_press(stage, "\033[4~", "this page");
    stage_press(stage, "\033[1~", "In a lesson");
    stage_press(stage, "x", "adder");
    stage_quit(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_outline__lists_headings_and_exercises_and_goes_there),
        STAGE_TEST(test_outline__shows_how_far_exercises_are),
        STAGE_TEST(test_outline__goes_where_it_is_clicked),
        STAGE_TEST(test_outline__fits_a_small_screen),
        STAGE_TEST(test_outline__leaves_a_pane_that_had_the_screen),
        STAGE_TEST(test_help__is_that_of_the_screen),
        STAGE_TEST(test_help__scrolls_to_its_end_on_a_small_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
