/* What a learner comes upon between the keys: the right exercise in the
 * pane, and a word for each key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "stage.h"

/* The second lesson ends with a hint on its second exercise. */
static void
write_a_hint_on_flood(struct stage *stage)
{
    FILE *lesson = fopen(stage_path(stage, "course/lessons/02_hostile.md"),
                         "a");

    assert_non_null(lesson);
    for (int i = 0; i < 40; i++)
        fputs("\nSo much for the last of them.\n", lesson);
    fputs("\nBack to the flood.\n\n```hint flood\nBuild a dam.\n```\n"
          "\nThe end.\n",
          lesson);
    fclose(lesson);
}

static void
test_pane__shows_the_exercise_that_is_read_about(void **state)
{
    struct stage *stage = *state;

    write_a_hint_on_flood(stage);
    stage_open(stage, 24, 80, "2");
    stage_press(stage, "  ", "broken  5 of 5");
    stage_press(stage, "G", "flood  2 of 5");
    stage_press(stage, "h", "Build a dam.");
    stage_quit(stage);
    stage_open(stage, 24, 80, NULL);
    stage_expect(stage, "flood  2 of 5");
    stage_press(stage, "bb", "broken  5 of 5");
    stage_quit(stage);
}

/* Where there is no room for both, the question takes that of the prose. */
static void
test_question__is_shown_whole_in_a_small_terminal(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 10, 40, "1");
    stage_expect(stage, "First steps");
    stage_press(stage, "r", "1 .. 9 answer");
    stage_expect(stage, "What does it print?");
    stage_expect(stage, "2 what is expected");
    stage_expect(stage, "Press its number; r just runs.");
    stage_press(stage, "2", "Is 40 - 3 more than 40?");
    stage_expect(stage, "predict first, 2 of 2");
    stage_expect(stage, "2 no");
    stage_press(stage, "2", "You predicted");
    stage_quit(stage);
}

/* Also where a hint was the last that came up. */
static void
test_question__comes_before_a_hint(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 10, 40, "1");
    stage_press(stage, "h", "Look at the minus.");
    stage_press(stage, "r", "1 .. 9 answer");
    stage_expect(stage, "What does it print?");
    stage_expect(stage, "2 what is expected");
    stage_quit(stage);
}

/* What the exercise is content with is not called wrong. */
static void
test_result__may_be_a_little_off(void **state)
{
    struct stage *stage = *state;

    stage_script(stage, "course/lessons/01_first.md",
                 "# Pi\n\nAbout pi.\n\n```exercise pi\n"
                 "[check]\nhold = pi - expected_pi < 0.01, pi > 3.14\n"
                 "```\n");
    stage_script(stage, "course/exercises/01_first/pi.c",
                 "#include <stdio.h>\n"
                 "int main(void)\n{\n"
                 "    puts(\"pi = 3.1416\\nexpected_pi = 3.14159265\");\n"
                 "    return 0;\n"
                 "}\n");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "r", "pi is as expected, within");
    stage_expect(stage, "3.1416  ✓");
    stage_quit(stage);
}

/* Nobody who asks for the first time is in the middle of a search. */
static void
test_help__begins_with_what_is_done_first(void **state)
{
    struct stage *stage = *state;
    int y, x;

    stage_open(stage, 24, 80, "1");
    stage_press(stage, "?", "In a lesson");
    stage_locate(stage, "In a lesson", &y, &x);
    stage_expect(stage, "end the search");
    assert_int_equal(terminal_find(stage->terminal, " 1 .. 9 "), y + 2);
    assert_int_equal(terminal_find(stage->terminal, " r   "), y + 3);
    stage_press(stage, "q", "First steps");
    stage_quit(stage);
}

static void
test_keys__that_change_nothing_say_why(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "first ‹ 3 ›");
    stage_press(stage, "---", "first goes from 1 to 9");
    stage_press(stage, "J", "all of the pane is in sight");
    stage_press(stage, "\033x", "x does nothing here");
    stage_press(stage, "\001", "Ctrl-A does nothing here");
    stage_press(stage, "q", "Enter open");
    stage_press(stage, "\033OD", "← does nothing here");
    stage_press(stage, "f", "what is not done yet; f shows all");
    stage_press(stage, "f", "all lessons");
    stage_quit(stage);
}

static void
test_pane__says_how_much_is_out_of_sight(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "hh", "Write a plus.");
    stage_press(stage, "rr", "apples lost");
    stage_expect(stage, " K ↑ ");
    stage_expect(stage, " J ↓ ");
    stage_press(stage, "KKKKKKKKKKKKKKKKKKKK", "the beginning of the pane");
    stage_press(stage, "JJJJJJJJJJJJJJJJJJJJJJJJJJJJ", "the end of the pane");
    stage_quit(stage);
}

/* The title, with the knobs, has been scrolled away by then. */
static void
test_pane__shows_the_knob_that_is_turned(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 10, 40, "1");
    stage_expect(stage, "first ‹ 3 ›");
    stage_press(stage, "rr", "apples lost");
    assert_false(terminal_shows(stage->terminal, "first ‹"));
    stage_press(stage, "+", "first ‹ 4 ›");
    stage_quit(stage);
}

static void
test_result__names_the_knobs_turned_since(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "adder");
    stage_press(stage, "rr", "─ result ─");
    stage_expect(stage, "apples lost");
    stage_press(stage, "+", "─ result with first = 3 ─");
    stage_press(stage, "\t+", "─ result with first = 3, second = 40 ─");
    stage_press(stage, "r", "─ result ─");
    stage_quit(stage);
}

static void
test_lesson__is_found_as_it_was_left(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "3");
    stage_expect(stage, "Sentence 1 is");
    stage_press(stage, "    ", "Sentence 24 is");
    stage_press(stage, "p", "2 Hostile programs");
    stage_press(stage, "n", "Sentence 24 is");
    stage_press(stage, "q", "Enter open");
    stage_press(stage, "\r", "Sentence 24 is");
    stage_quit(stage);
}

/* Whoever wants no question is not asked at each run. */
static void
test_question__that_was_skipped_is_not_asked_again(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "r", "predict first");
    stage_press(stage, "r", "apples lost");
    stage_press(stage, "+", "─ result with first = 3 ─");
    stage_press(stage, "r", "8 apples lost");
    stage_press(stage, "1", "answer 1 is your prediction");
    stage_quit(stage);
}

/* "r runs it" would be a promise that a run with other knobs cannot keep. */
static void
test_question__turns_the_knobs_that_it_is_about(void **state)
{
    struct stage *stage = *state;

    stage_script(stage, "course/lessons/01_first.md",
                 "# First steps\n\n```exercise adder\n[knobs]\n"
                 "first = 3, 1..9\nsecond = 40, 1..100\n```\n\n"
                 "```predict adder first=5\nWhat is the sum?\n\n"
                 "1. 35  [sum == 35]\n2. 45  [sum == 45]\n```\n\n"
                 "```predict adder first=7\nAnd now?\n\n"
                 "1. 33  [sum == 33]\n2. 47  [sum == 47]\n```\n");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "1", "r runs it with the knobs of the question");
    stage_expect(stage, "first ‹ 5 ›");
    stage_press(stage, "r", "“35”, as you predicted");
    stage_press(stage, "2", "first ‹ 7 ›");
    stage_press(stage, "r", "You predicted “47”; it is “33”");
    stage_press(stage, "+", "first ‹ 8 ›");
    stage_quit(stage);
}

/* The question was about the program as it was given. */
static void
test_question__is_not_lost_by_a_changed_program(void **state)
{
    struct stage *stage = *state;

    mkdir(stage_path(stage, "course/work"), 0755);
    mkdir(stage_path(stage, "course/work/01_first"), 0755);
    stage_script(stage, "course/work/01_first/adder.c",
                 "#include <stdio.h>\n"
                 "int main(void) { puts(\"sum = 43\\nexpected = 43\"); }\n");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "r1", "predict first, 2 of 2");
    stage_press(stage, "1", "“less than expected”; with your changes");
    assert_false(terminal_shows(stage->terminal, "✗"));
    stage_quit(stage);
}

/* Meters and lanes alone would fill the pane. */
static void
test_pane__brings_up_a_hang_in_a_small_terminal(void **state)
{
    struct stage *stage = *state;

    mkdir(stage_path(stage, "course/work"), 0755);
    mkdir(stage_path(stage, "course/work/01_first"), 0755);
    stage_script(stage, "course/work/01_first/adder.c",
                 "#include <pthread.h>\n"
                 "static pthread_mutex_t only = PTHREAD_MUTEX_INITIALIZER;\n"
                 "int main(void) { pthread_mutex_lock(&only);\n"
                 "pthread_mutex_lock(&only); }\n");
    stage_open(stage, 24, 80, "1");
    stage_press(stage, "rr", "Deadlock.");
    stage_expect(stage, "s stop");
    stage_press(stage, "s", "stopped");
    stage_quit(stage);
}

/* ... nor won: a lesson's answer is about what it gave. */
static void
test_question__is_not_won_by_a_changed_program(void **state)
{
    struct stage *stage = *state;

    mkdir(stage_path(stage, "course/work"), 0755);
    mkdir(stage_path(stage, "course/work/01_first"), 0755);
    stage_script(stage, "course/work/01_first/adder.c",
                 "#include <stdio.h>\n"
                 "int main(void) { puts(\"sum = 43\"); }\n");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "r1", "predict first, 2 of 2");
    stage_press(stage, "1", "“yes”; with your changes it is so");
    assert_false(terminal_shows(stage->terminal, "✓"));
    assert_false(terminal_shows(stage->terminal, "as you predicted"));
    stage_quit(stage);
}

/* The lesson that was left last, wherever one looks now. */
static void
test_contents__says_where_one_is(void **state)
{
    struct stage *stage = *state;
    int y, x;

    stage_open(stage, 24, 120, "2");
    stage_expect(stage, "Hostile programs");
    stage_press(stage, "q", "you are here");
    stage_press(stage, "g", "▸  1");
    stage_locate(stage, "2  Hostile programs", &y, &x);
    assert_int_equal(terminal_find(stage->terminal, "you are here"), y);
    stage_quit(stage);
}

static void
test_contents__explains_its_marks(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "rr", "apples lost");
    stage_press(stage, "q", "• adder");
    stage_expect(stage, "· not run yet   • run   ✗ not right yet   ✓ passed");
    stage_quit(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_pane__shows_the_exercise_that_is_read_about),
        STAGE_TEST(test_question__is_shown_whole_in_a_small_terminal),
        STAGE_TEST(test_question__comes_before_a_hint),
        STAGE_TEST(test_result__may_be_a_little_off),
        STAGE_TEST(test_help__begins_with_what_is_done_first),
        STAGE_TEST(test_keys__that_change_nothing_say_why),
        STAGE_TEST(test_pane__says_how_much_is_out_of_sight),
        STAGE_TEST(test_pane__shows_the_knob_that_is_turned),
        STAGE_TEST(test_result__names_the_knobs_turned_since),
        STAGE_TEST(test_question__that_was_skipped_is_not_asked_again),
        STAGE_TEST(test_question__turns_the_knobs_that_it_is_about),
        STAGE_TEST(test_pane__brings_up_a_hang_in_a_small_terminal),
        STAGE_TEST(test_question__is_not_lost_by_a_changed_program),
        STAGE_TEST(test_question__is_not_won_by_a_changed_program),
        STAGE_TEST(test_contents__says_where_one_is),
        STAGE_TEST(test_contents__explains_its_marks),
        STAGE_TEST(test_lesson__is_found_as_it_was_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
