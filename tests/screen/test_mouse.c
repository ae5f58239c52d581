/* The workbook with a mouse. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "stage.h"

static void
turn_wheel(struct stage *stage, int button, const char *text)
{
    int y, x;

    stage_expect(stage, text);
    stage_locate(stage, text, &y, &x);
    terminal_mouse(stage->terminal, button, y, x);
}

/* Clicks. */

static void
test_click__on_a_lesson_chooses_and_then_opens_it(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, NULL);
    stage_click(stage, "A long lesson", 60);
    stage_expect(stage, "▸  3");
    stage_click(stage, "Hostile programs", 0);
    stage_expect(stage, "▸  2");
    stage_click(stage, "Programs that do what", 0);
    stage_expect(stage, "2 Hostile programs");
    stage_quit(stage);
}

static void
test_click__on_a_key_presses_it(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, NULL);
    stage_click(stage, "Enter open", 7);
    stage_expect(stage, "1 First steps");
    stage_click(stage, "n p lesson", 0);
    stage_expect(stage, "2 Hostile programs");
    stage_expect(stage, "e edit   Tab next   n p lesson");
    stage_click(stage, "n p lesson", 2);
    stage_expect(stage, "1 First steps");
    stage_click(stage, "? keys", 0);
    stage_expect(stage, "In a lesson");
    stage_click(stage, "any key goes back", 0);
    stage_expect_gone(stage, "In a lesson");
    stage_click(stage, "q back", 0);
    stage_expect(stage, "q quit");
    stage_click(stage, "q quit", 0);
    assert_int_equal(terminal_end(stage->terminal), 0);
}

static void
test_click__turns_and_chooses_knobs(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_click(stage, "40 ›", 3);
    stage_expect(stage, "second ‹ 50 ›");
    stage_click(stage, "first ‹ 3", 6);
    stage_expect(stage, "first ‹ 2 ›");
    stage_click(stage, "50 ›", 0);
    stage_expect_cursor(stage, "50 ›");
    stage_press(stage, "\033OC", "second ‹ 100 ›");
    stage_quit(stage);
}

static void
test_click__answers_in_the_prose(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_click(stage, "yes", 2);
    stage_expect(stage, "your prediction");
    stage_click(stage, "r to run it", 0);
    stage_expect(stage, "predict first");
    stage_click(stage, "what is expected", 2);
    stage_expect(stage, "You predicted “yes”");
    stage_open(stage, 24, 60, "1");
    stage_expect(stage, "your prediction");
    stage_quit(stage);
}

static void
test_click__answers_in_the_pane_below_the_prose(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 10, 40, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "r", "what is expected");
    stage_click(stage, "less than", 0);
    stage_expect(stage, "1 yes");
    stage_click(stage, "2 no", 2);
    stage_expect(stage, "as you predicted");
    stage_quit(stage);
}

static void
test_click__on_a_card_moves_the_pane_to_it(void **state)
{
    struct stage *stage = *state;
    char card[32] = "";

    stage_open(stage, 40, 120, "2");
    stage_expect(stage, "spin  1 of 5");
    for (int y = 1; !card[0]; y++)
        if (strstr(terminal_row(stage->terminal, y), "flood"))
            strcpy(card, "flood");
    stage_click(stage, card, 0);
    stage_expect(stage, "flood  2 of 5");
    stage_quit(stage);
}

static void
test_click__on_nothing_does_nothing(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "Press r to run it.");
    terminal_mouse(stage->terminal, TERMINAL_LEFT, 30, 100);
    terminal_mouse(stage->terminal, TERMINAL_LEFT, 9999, 9999);
    terminal_mouse(stage->terminal, TERMINAL_WHEEL_UP, 9999, 9999);
    terminal_send(stage->terminal, "\033[<0;1M\033[<;;M\033[<1;2;3;4M");
    stage_press(stage, "x", "x does nothing here");
    stage_quit(stage);
}

/* The wheel. */

static void
test_wheel__scrolls_what_is_under_it(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "3");
    turn_wheel(stage, TERMINAL_WHEEL_DOWN, "Sentence 1 is");
    stage_expect_gone(stage, "A long lesson, so");
    turn_wheel(stage, TERMINAL_WHEEL_UP, "Sentence 6 is");
    stage_expect(stage, "━━━");
    stage_press(stage, "?", "In a lesson");
    turn_wheel(stage, TERMINAL_WHEEL_DOWN, "In a lesson");
    stage_expect_gone(stage, "In a lesson");
    stage_press(stage, "xq", "q quit");
    turn_wheel(stage, TERMINAL_WHEEL_UP, "A long lesson");
    stage_expect(stage, "▸  1");
    stage_quit(stage);
}

static void
test_wheel__scrolls_a_pane_that_is_cut(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 14, 60, "1");
    stage_press(stage, "rr", "J ↓");
    turn_wheel(stage, TERMINAL_WHEEL_UP, "apples lost");
    stage_expect(stage, "K ↑ 3");
    stage_click(stage, "K ↑ 3", 1);
    stage_expect(stage, "K ↑ 2");
    stage_click(stage, "J ↓", 1);
    stage_expect(stage, "K ↑ 3");
    turn_wheel(stage, TERMINAL_WHEEL_DOWN, "apples lost");
    stage_expect(stage, "K ↑ 6");
    stage_quit(stage);
}

/* Whose the mouse is. */

static void
wait_for_wish(struct stage *stage, bool wanted)
{
    while (terminal_wants_mouse(stage->terminal) != wanted)
        assert_true(terminal_take(stage->terminal));
}

static void
test_mouse__is_given_back_by_m(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    wait_for_wish(stage, true);
    stage_press(stage, "m", "m takes it back");
    wait_for_wish(stage, false);
    stage_press(stage, "m", "here again");
    wait_for_wish(stage, true);
    stage_quit(stage);
    assert_false(terminal_wants_mouse(stage->terminal));
}

static void
test_mouse__is_not_asked_for_where_there_is_none(void **state)
{
    struct stage *stage = *state;

    stage_env(stage, "TERM", "vt100");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "m", "tells nothing of a mouse");
    assert_false(terminal_wants_mouse(stage->terminal));
    stage_quit(stage);
}

static void
test_mouse__is_given_back_on_a_suspension(void **state)
{
    struct stage *stage = *state;
    pid_t job;

    stage->shell = true;
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    wait_for_wish(stage, true);
    job = terminal_job(stage->terminal);
    terminal_send(stage->terminal, "\032");
    assert_int_equal(terminal_wait_stopped(stage->terminal, job), 0);
    wait_for_wish(stage, false);
    stage_press(stage, "\n", "adder");
    wait_for_wish(stage, true);
    stage_quit(stage);
    stage->shell = false;
}

static void
test_mouse__is_given_back_to_an_editor(void **state)
{
    struct stage *stage = *state;

    stage_script(stage, "edit", "#!/bin/sh\necho editing; read line\n");
    stage_env(stage, "EDITOR", stage_path(stage, "edit"));
    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    wait_for_wish(stage, true);
    stage_press(stage, "e", "editing");
    wait_for_wish(stage, false);
    stage_press(stage, "\n", "r runs what you saved");
    wait_for_wish(stage, true);
    stage_quit(stage);
}

static void
test_mouse__is_given_back_by_a_crash(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    wait_for_wish(stage, true);
    kill(terminal_pid(stage->terminal), SIGSEGV);
    assert_int_not_equal(terminal_end(stage->terminal), -1);
    assert_false(terminal_wants_mouse(stage->terminal));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_click__on_a_lesson_chooses_and_then_opens_it),
        STAGE_TEST(test_click__on_a_key_presses_it),
        STAGE_TEST(test_click__turns_and_chooses_knobs),
        STAGE_TEST(test_click__answers_in_the_prose),
        STAGE_TEST(test_click__answers_in_the_pane_below_the_prose),
        STAGE_TEST(test_click__on_a_card_moves_the_pane_to_it),
        STAGE_TEST(test_click__on_nothing_does_nothing),
        STAGE_TEST(test_wheel__scrolls_what_is_under_it),
        STAGE_TEST(test_wheel__scrolls_a_pane_that_is_cut),
        STAGE_TEST(test_mouse__is_given_back_by_m),
        STAGE_TEST(test_mouse__is_not_asked_for_where_there_is_none),
        STAGE_TEST(test_mouse__is_given_back_on_a_suspension),
        STAGE_TEST(test_mouse__is_given_back_to_an_editor),
        STAGE_TEST(test_mouse__is_given_back_by_a_crash),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
