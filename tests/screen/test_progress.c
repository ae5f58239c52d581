/* What is known of an exercise, wherever it is listed. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stage.h"

static void
make_copy(struct stage *stage)
{
    stage_open(stage, 24, 80, "1");
    stage_press(stage, "e", "work/01_first/adder.c");
    stage_quit(stage);
}

/* As if the copy had just passed. */
static void
pass_copy(struct stage *stage)
{
    FILE *copy = fopen(stage_path(stage, "course/work/01_first/adder.c"), "r");
    uint64_t hash = 0xcbf29ce484222325U;
    char line[100];
    int c;

    assert_non_null(copy);
    while ((c = getc(copy)) != EOF)
        hash = (hash ^ (uint64_t)c) * 0x100000001b3U;
    fclose(copy);
    snprintf(line, sizeof line, "1 check adder passed %016" PRIx64 " TIME\n",
             hash);
    stage_journal(stage, line);
}

static void
test_progress__a_verdict_stands_beside_its_exercise(void **state)
{
    struct stage *stage = *state;

    make_copy(stage);
    stage_journal(stage, "1 check adder wrong-result 1111111111111111 TIME\n"
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
    stage_journal(stage, "1 check adder passed 1111111111111111 TIME\n");
    stage_open(stage, 24, 80, NULL);
    stage_press(stage, "q", "! adder: changed since it passed");
    stage_expect(stage, "! passed once");
    stage_expect(stage, "0 of 6 passed");
    stage_quit(stage);

    stage_journal(stage, "1 check adder deadlock 2222222222222222 TIME\n");
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
    stage_journal(stage, "1 run crash run TIME\n");
    stage_open(stage, 24, 80, NULL);
    stage_press(stage, "q", "✓ crash");
    stage_expect(stage, "1 of 6 passed");
    stage_quit(stage);
}

/* What is remembered is what the keys did, and the bytes that passed. */
static void
test_progress__hints_are_remembered(void **state)
{
    struct stage *stage = *state;

    stage_script(stage, "add",
                 "#!/bin/sh\n"
                 "printf '\\n```hint adder on right by luck\\nLucky you.\\n"
                 "```\\n```pass adder\\nIt adds.\\n```\\n' "
                 ">>$(dirname $0)/course/lessons/01_first.md\n");
    assert_int_equal(system(stage_path(stage, "add")), 0);
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "h", "Look at the minus.");
    stage_expect(stage, "─ hint 1 of 2 ─");
    stage_quit(stage);
    stage_journal(stage,
                  "1 check adder right-by-luck 2222222222222222 TIME\n");
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "h", "Lucky you.");
    stage_expect(stage, "Look at the minus.");
    stage_expect(stage, "─ hint 2 of 3 ─");
    stage_press(stage, "e", "work/01_first/adder.c");
    stage_quit(stage);
    pass_copy(stage);
    stage_open(stage, 36, 120, "1");
    stage_press(stage, "h", "It adds.");
    stage_press(stage, "q", "✓ adder");
    stage_quit(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_progress__a_verdict_stands_beside_its_exercise),
        STAGE_TEST(test_progress__what_passed_and_was_changed_is_pending),
        STAGE_TEST(test_progress__a_demonstration_counts_once_it_was_run),
        STAGE_TEST(test_progress__hints_are_remembered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
