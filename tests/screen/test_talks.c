/* A talk as the room sees it, key by key. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "stage.h"

#define PAGE_DOWN "\033[6~"
#define PAGE_UP "\033[5~"
#define HOME "\033OH"
#define END "\033OF"
#define RIGHT "\033OC"

static const char talk[] =
    "# A talk\n\nAbout adding.\n<!-- note: Smile. -->\n\n"
    "## Pauses\n\nfirst\n\n<!-- pause -->\n\nsecond\n\n<!-- pause -->\n\n"
    "third\n\n<!-- note: Ask *them*. -->\n\n"
    "## Tall\n\n"
    "- line 1\n- line 2\n- line 3\n- line 4\n- line 5\n- line 6\n- line 7\n"
    "- line 8\n- line 9\n- line 10\n- line 11\n- line 12\n- line 13\n"
    "- line 14\n- line 15\n- line 16\n- line 17\n- line 18\n- line 19\n"
    "- line 20\n- line 21\n- line 22\n- line 23\n- line 24\n- line 25\n\n"
    "## Adding\n\n"
    "```exercise plus\n[knobs]\nfirst = 3, 1..9\n[results]\nsum = pears\n"
    "[build]\ndemonstration = yes\n```\n\n"
    "```predict plus\nWhat is it?\n\n1. less [sum < expected]\n"
    "2. enough [sum == expected]\n```\n\n"
    "## Thinking\n\nWhy?\n\n"
    "## Wide\n\n"
    "    int wide = 1; /* wider than any slide at eighty columns, up to the "
    "horizon */\n\n"
    "## Again\n\n"
    "```predict plus first=4\nAnd then?\n\n1. less still [sum < expected]\n"
    "2. enough of it [sum == expected]\n```\n\n";

static const char plus[] =
    "#include <stdio.h>\n"
    "int main(void)\n{\n"
    "    puts(\"sum = 5\\nexpected = 7\");\n"
    "    return 0;\n}\n";

static int
set_up(void **state)
{
    struct stage *stage;

    if (stage_set_up(state) < 0)
        return -1;
    stage = *state;
    if (mkdir(stage_path(stage, "run"), 0700) < 0)
        return -1;
    stage_env(stage, "XDG_RUNTIME_DIR", stage_path(stage, "run"));
    stage_script(stage, "course/lessons/04_talk.md", talk);
    if (mkdir(stage_path(stage, "course/exercises/04_talk"), 0777) < 0)
        return -1;
    stage_script(stage, "course/exercises/04_talk/plus.c", plus);
    return 0;
}

static void
open_talk(struct stage *stage, int rows, int columns)
{
    stage_present(stage, rows, columns, "talk");
    stage_expect(stage, "About adding.");
    stage_expect(stage, "1 of 7");
}

static void
go_to(struct stage *stage, const char *number, const char *text)
{
    terminal_send(stage->terminal, "g");
    stage_expect(stage, "slide (1 to 7):");
    terminal_send(stage->terminal, number);
    stage_press(stage, "\r", text);
}

static void
test_talk__goes_on_behind_pauses_and_back_to_whole_slides(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 24, 80);
    stage_press(stage, PAGE_DOWN, "first");
    stage_expect(stage, "2 of 7");
    assert_false(terminal_shows(stage->terminal, "second"));
    stage_press(stage, PAGE_DOWN, "second");
    assert_false(terminal_shows(stage->terminal, "third"));
    stage_press(stage, " ", "third");
    stage_expect(stage, "2 of 7");
    stage_press(stage, PAGE_DOWN, "line 1");
    stage_press(stage, PAGE_UP, "third");
    assert_true(terminal_shows(stage->terminal, "first"));
    stage_press(stage, PAGE_UP, "About adding.");
    stage_press(stage, PAGE_UP, "the beginning of the talk");
    stage_quit(stage);
}

static void
test_talk__scrolls_a_tall_slide_before_it_goes_on(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 16, 80);
    go_to(stage, "3", "line 12");
    stage_expect(stage, "↓ 13");
    assert_false(terminal_shows(stage->terminal, "line 13"));
    stage_press(stage, PAGE_DOWN, "line 24");
    stage_press(stage, PAGE_DOWN, "line 25");
    stage_expect(stage, "3 of 7");
    stage_press(stage, PAGE_DOWN, "4 of 7");
    stage_press(stage, PAGE_UP, "line 25");
    stage_press(stage, "k", "line 11");
    stage_press(stage, "j", "line 25");
    stage_press(stage, PAGE_UP, "line 1");
    stage_quit(stage);
}

static void
test_talk__blank_screen_comes_back_at_any_key(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 24, 80);
    terminal_send(stage->terminal, "b");
    stage_expect_gone(stage, "About adding.");
    for (int y = 0; y < 24; y++)
        assert_string_equal(terminal_row(stage->terminal, y), "");
    stage_press(stage, PAGE_DOWN, "About adding.");
    terminal_send(stage->terminal, ".");
    stage_expect_gone(stage, "About adding.");
    stage_press(stage, "q", "About adding.");
    stage_quit(stage);
}

static void
test_talk__goes_to_slides_by_number(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 24, 80);
    stage_press(stage, "5", "slide (1 to 7): 5");
    stage_press(stage, "\r", "Why?");
    stage_press(stage, END, "7 of 7");
    stage_press(stage, PAGE_DOWN, "the end of the talk");
    stage_press(stage, HOME, "1 of 7");
    go_to(stage, "8", "the slides are 1 to 7");
    go_to(stage, "x", "the slides are 1 to 7");
    stage_press(stage, RIGHT, "2 of 7");
    stage_quit(stage);
}

/* ... whether or not the slide with its exercise has been shown. */
static void
test_talk__shows_a_question_far_from_its_exercise(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 24, 80);
    go_to(stage, "7", "enough of it");
    stage_expect(stage, "‹ 3 ›");
    stage_press(stage, "1", "your prediction");
    stage_press(stage, "2", "your prediction");
    stage_expect(stage, "‹ 4 ›");
    stage_press(stage, "r", "it is “less still”");
    stage_quit(stage);
}

static void
test_talk__asks_the_room_and_runs(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 36, 120);
    go_to(stage, "4", "Press r to run it.");
    stage_expect(stage, "What is it?");
    assert_false(terminal_shows(stage->terminal, "run it, e edit"));
    stage_press(stage, "r", "predict first");
    stage_press(stage, "2", "your prediction");
    stage_expect(stage, "what came out");
    stage_expect(stage, "2 pears lost");
    stage_press(stage, RIGHT, "‹ 4 ›");
    stage_press(stage, PAGE_DOWN, "Why?");
    assert_false(terminal_shows(stage->terminal, "2 pears lost"));
    stage_press(stage, "r", "2 pears lost");
    stage_expect(stage, "5 of 7");
    stage_quit(stage);
}

static void
test_talk__pane_below_gives_its_room_back(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 20, 60);
    go_to(stage, "4", "2 enough");
    stage_press(stage, "r", "predict first");
    assert_true(terminal_shows(stage->terminal, "2 enough"));
    stage_press(stage, "1", "of processor time");
    stage_expect_gone(stage, "2 enough");
    stage_press(stage, PAGE_DOWN, "2 enough");
    stage_expect(stage, "4 of 7");
    stage_press(stage, "z", "2 pears lost");
    stage_expect_gone(stage, "Adding");
    stage_press(stage, PAGE_DOWN, "Adding");
    stage_press(stage, PAGE_DOWN, "5 of 7");
    stage_quit(stage);
}

static void
test_talk__is_not_the_learners_progress(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 36, 120);
    go_to(stage, "4", "Press r to run it.");
    stage_press(stage, "r", "predict first");
    stage_press(stage, "2", "2 pears lost");
    stage_quit(stage);
    stage_open(stage, 36, 120, NULL);
    stage_expect(stage, "Enter open");
    stage_expect(stage, "· plus");
    stage_quit(stage);
    open_talk(stage, 36, 120);
    go_to(stage, "4", "Press r to run it.");
    stage_press(stage, "r", "predict first");
    stage_quit(stage);
}

static void
test_talk__resize_keeps_slide_step_and_line(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 24, 80);
    stage_press(stage, PAGE_DOWN PAGE_DOWN, "second");
    terminal_resize(stage->terminal, 36, 120);
    stage_expect(stage, "2 of 7");
    stage_expect(stage, "second");
    assert_false(terminal_shows(stage->terminal, "third"));
    go_to(stage, "3", "line 25");
    terminal_resize(stage->terminal, 10, 40);
    stage_expect(stage, "↓");
    stage_press(stage, "jjj", "line 10");
    assert_false(terminal_shows(stage->terminal, "line 1 "));
    terminal_resize(stage->terminal, 10, 60);
    stage_expect(stage, "4 A talk");
    stage_quit(stage);
}

static void
test_talk__shows_notes_and_what_is_next(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 36, 100);
    stage_press(stage, "n", "Smile.");
    stage_expect(stage, "next");
    stage_expect(stage, "third");
    stage_press(stage, PAGE_DOWN, "Ask them.");
    stage_expect(stage, "0 of 2 steps");
    stage_expect(stage, "behind the pause");
    stage_expect(stage, "second");
    stage_press(stage, PAGE_DOWN, "1 of 2 steps");
    stage_press(stage, PAGE_DOWN, "2 of 2 steps");
    stage_expect_gone(stage, "behind the pause");
    go_to(stage, "7", "no notes");
    stage_expect(stage, "next: the end");
    terminal_send(stage->terminal, "n");
    stage_expect_gone(stage, "no notes");
    stage_quit(stage);
}

static void
test_talk__scrolls_code_that_is_too_wide(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 24, 60);
    go_to(stage, "6", "int wide");
    assert_false(terminal_shows(stage->terminal, "horizon"));
    stage_press(stage, "LLLLLL", "horizon */");
    stage_press(stage, "HHHHHH", "int wide");
    stage_quit(stage);
}

static void
test_talk__names_its_keys(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 36, 100);
    stage_press(stage, "?", "In a talk");
    stage_expect(stage, "show nothing, until the next key");
    assert_false(terminal_shows(stage->terminal, "In a lesson"));
    stage_press(stage, "x", "About adding.");
    stage_press(stage, "f", "f does nothing here");
    stage_quit(stage);
}

static void
test_talk__looks_meant_on_a_small_screen(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 10, 40);
    go_to(stage, "4", "plus");
    stage_expect(stage, "Adding");
    stage_expect(stage, "4 of 7");
    stage_press(stage, "r", "predict first");
    stage_press(stage, "1", "2 pears lost");
    terminal_resize(stage->terminal, 3, 10);
    stage_expect(stage, "too small");
    terminal_send(stage->terminal, PAGE_UP PAGE_UP "r" PAGE_DOWN "n");
    terminal_resize(stage->terminal, 24, 80);
    stage_expect(stage, "of 7");
    stage_quit(stage);
}

static void
test_talk__runs_many_times_as_a_lesson_does(void **state)
{
    struct stage *stage = *state;

    open_talk(stage, 36, 120);
    go_to(stage, "4", "What is it?");
    stage_press(stage, "R1", "how many runs?");
    stage_press(stage, "4\r", "─ 4 runs ─");
    stage_expect(stage, "“less”, as you predicted, in each of 4 runs");
    stage_press(stage, "o", "it has no solution");
    stage_quit(stage);
}

static void
expect_notes(struct terminal *notes, const char *text)
{
    if (terminal_wait(notes, text))
        return;
    terminal_print(notes);
    fail_msg("not in the notes: %s", text);
}

static void
test_notes__follow_a_talk_by_themselves(void **state)
{
    struct stage *stage = *state;
    struct terminal *notes = stage_notes(stage, 24, 80);

    expect_notes(notes, "no talk is given yet");
    open_talk(stage, 24, 80);
    expect_notes(notes, "following the talk");
    expect_notes(notes, "Smile.");
    terminal_send(stage->terminal, PAGE_DOWN);
    expect_notes(notes, "Ask them.");
    expect_notes(notes, "0 of 2 steps");
    expect_notes(notes, "2 of 7");
    terminal_send(stage->terminal, PAGE_DOWN);
    expect_notes(notes, "1 of 2 steps");
    go_to(stage, "7", "enough of it");
    expect_notes(notes, "next: the end");
    stage_quit(stage);
    expect_notes(notes, "the talk is over");
    open_talk(stage, 24, 80);
    expect_notes(notes, "following the talk");
    expect_notes(notes, "Smile.");
    stage_quit(stage);
    terminal_send(notes, "q");
    assert_int_equal(terminal_end(notes), 0);
    terminal_free(notes);
}

static void
test_notes__killed_talk_is_over(void **state)
{
    struct stage *stage = *state;
    struct terminal *notes;

    open_talk(stage, 24, 80);
    notes = stage_notes(stage, 10, 40);
    expect_notes(notes, "following the talk");
    kill(terminal_pid(stage->terminal), SIGKILL);
    expect_notes(notes, "the talk is over");
    terminal_send(notes, PAGE_DOWN);
    expect_notes(notes, "2 of 7");
    terminal_free(notes);
}

static void
test_notes__newest_of_two_talks_is_followed(void **state)
{
    struct stage *stage = *state;
    struct terminal *notes = stage_notes(stage, 24, 80), *old;

    open_talk(stage, 24, 80);
    expect_notes(notes, "Smile.");
    old = stage->terminal;
    stage->terminal = NULL;
    stage_present(stage, 24, 80, "long");
    stage_expect(stage, "Nothing but prose");
    expect_notes(notes, "3 A long lesson");
    terminal_send(old, PAGE_DOWN);
    assert_true(terminal_wait(old, "2 of 7"));
    stage_press(stage, PAGE_DOWN, "2 of ");
    expect_notes(notes, "2 of ");
    assert_true(terminal_shows(notes, "3 A long lesson"));
    stage_quit(stage);
    expect_notes(notes, "Ask them.");
    terminal_send(old, "q");
    assert_int_equal(terminal_end(old), 0);
    terminal_free(old);
    terminal_free(notes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, \
                                                   stage_tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_talk__goes_on_behind_pauses_and_back_to_whole_slides),
        TEST(test_talk__scrolls_a_tall_slide_before_it_goes_on),
        TEST(test_talk__blank_screen_comes_back_at_any_key),
        TEST(test_talk__goes_to_slides_by_number),
        TEST(test_talk__shows_a_question_far_from_its_exercise),
        TEST(test_talk__asks_the_room_and_runs),
        TEST(test_talk__runs_many_times_as_a_lesson_does),
        TEST(test_talk__pane_below_gives_its_room_back),
        TEST(test_talk__is_not_the_learners_progress),
        TEST(test_talk__resize_keeps_slide_step_and_line),
        TEST(test_talk__shows_notes_and_what_is_next),
        TEST(test_talk__scrolls_code_that_is_too_wide),
        TEST(test_talk__names_its_keys),
        TEST(test_talk__looks_meant_on_a_small_screen),
        TEST(test_notes__follow_a_talk_by_themselves),
        TEST(test_notes__killed_talk_is_over),
        TEST(test_notes__newest_of_two_talks_is_followed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
