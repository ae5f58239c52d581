/* What is known of an exercise, wherever it is listed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stage.h"

/* Add lines to the journal, which is there once a lesson was left. */
static void
add_to_journal(struct stage *stage, const char *lines)
{
    char command[1024];

    snprintf(command, sizeof command,
             "printf '%s' | sed \"s/TIME/$(($(date +%%s) - 300))/\" | "
             "tee -a %s/progress-* >/dev/null",
             lines, stage_path(stage, "home/state/racecourse"));
    assert_int_equal(system(command), 0);
}

static void
make_copy(struct stage *stage)
{
    stage_open(stage, 24, 80, "1");
    stage_press(stage, "e", "work/01_first/adder.c");
    stage_quit(stage);
}

static void
test_progress__a_verdict_stands_beside_its_exercise(void **state)
{
    struct stage *stage = *state;

    make_copy(stage);
    add_to_journal(stage, "1 check adder wrong-result 1111111111111111 TIME\n"
                          "1 check adder right-by-luck "
                          "2222222222222222 TIME\n");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "t",
                "✗ adder   right by luck, 2 attempts, ");
    stage_expect(stage, "ago, changed since");
    stage_press(stage, "q", "q back");
    stage_press(stage, "q", "✗ adder: right by luck");
    stage_expect(stage, "0 of 6 passed");
    stage_quit(stage);
}

static void
test_progress__what_passed_and_was_changed_is_pending(void **state)
{
    struct stage *stage = *state;

    make_copy(stage);
    add_to_journal(stage, "1 check adder passed 1111111111111111 TIME\n");
    stage_open(stage, 24, 80, NULL);
    stage_press(stage, "q", "! adder: changed since it passed");
    stage_expect(stage, "! passed once");
    stage_expect(stage, "0 of 6 passed");
    stage_quit(stage);

    add_to_journal(stage, "1 check adder deadlock 2222222222222222 TIME\n");
    stage_env(stage, "LC_ALL", "C");
    stage_open(stage, 24, 80, NULL);
    stage_press(stage, "q", "! adder: deadlock, passed before");
    stage_quit(stage);
}

static void
test_progress__a_demonstration_counts_once_it_was_run(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 24, 80, "2");
    stage_press(stage, "q", "· crash");
    stage_quit(stage);
    add_to_journal(stage, "1 run crash run TIME\n");
    stage_open(stage, 24, 80, NULL);
    stage_press(stage, "q", "✓ crash");
    stage_expect(stage, "1 of 6 passed");
    stage_quit(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_progress__a_verdict_stands_beside_its_exercise),
        STAGE_TEST(test_progress__what_passed_and_was_changed_is_pending),
        STAGE_TEST(test_progress__a_demonstration_counts_once_it_was_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
