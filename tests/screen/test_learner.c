/* What a learner comes upon between the keys: the right exercise in the
 * pane, and a word for each key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

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

#define LEARNER_TEST(test) \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        LEARNER_TEST(test_pane__shows_the_exercise_that_is_read_about),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
