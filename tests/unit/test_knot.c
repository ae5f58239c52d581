/* Who can never go on, and who waits for whom in a circle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "run/knot.h"

#define COUNT(tasks) (sizeof(tasks) / sizeof *(tasks))

static void
test_knot__two_wait_for_each_other_beside_one_that_works(void **state)
{
    struct knot_task tasks[] = {
        {.process = 1, .end = KNOT_ITSELF},
        {.process = 1, .end = KNOT_TASK, .task = 2},
        {.process = 1, .end = KNOT_TASK, .task = 1},
    };
    size_t cycle[3];

    (void)state;
    assert_int_equal(knot_find(tasks, COUNT(tasks)), 2);
    assert_false(tasks[0].stuck);
    assert_true(tasks[1].stuck && tasks[2].stuck);
    assert_int_equal(knot_cycle(tasks, COUNT(tasks), cycle), 2);
    assert_int_equal(cycle[0], 1);
    assert_int_equal(cycle[1], 2);
}

static void
test_knot__a_chain_to_one_that_runs_is_none(void **state)
{
    struct knot_task tasks[] = {
        {.process = 1, .end = KNOT_TASK, .task = 1},
        {.process = 1, .end = KNOT_TASK, .task = 2},
        {.process = 1, .end = KNOT_ITSELF},
    };
    size_t cycle[3];

    (void)state;
    assert_int_equal(knot_find(tasks, COUNT(tasks)), 0);
    assert_int_equal(knot_cycle(tasks, COUNT(tasks), cycle), 0);
}

static void
test_knot__who_waits_for_a_cycle_is_no_part_of_it(void **state)
{
    struct knot_task tasks[] = {
        {.process = 1, .end = KNOT_TASK, .task = 1},
        {.process = 1, .end = KNOT_TASK, .task = 2},
        {.process = 1, .end = KNOT_TASK, .task = 3},
        {.process = 1, .end = KNOT_TASK, .task = 1},
    };
    size_t cycle[4];

    (void)state;
    assert_int_equal(knot_find(tasks, COUNT(tasks)), 4);
    assert_int_equal(knot_cycle(tasks, COUNT(tasks), cycle), 3);
    assert_int_equal(cycle[0], 1);
    assert_int_equal(cycle[2], 3);
}

static void
test_knot__one_can_wait_for_itself(void **state)
{
    struct knot_task tasks[] = {
        {.process = 1, .end = KNOT_TASK, .task = 0},
    };
    size_t cycle[1];

    (void)state;
    assert_int_equal(knot_find(tasks, 1), 1);
    assert_int_equal(knot_cycle(tasks, 1, cycle), 1);
}

static void
test_knot__anybody_can_wake_who_waits_for_anybody(void **state)
{
    struct knot_task tasks[] = {
        {.process = 1, .end = KNOT_ANYBODY},
        {.process = 1, .end = KNOT_ANYBODY},
        {.process = 2, .end = KNOT_ITSELF},
    };
    size_t cycle[3];

    (void)state;
    assert_int_equal(knot_find(tasks, 3), 0);
    assert_int_equal(knot_find(tasks, 2), 2);
    assert_int_equal(knot_cycle(tasks, 2, cycle), 0);
}

static void
test_knot__a_lock_of_one_process_is_its_own(void **state)
{
    const pid_t own[] = {1};
    struct knot_task tasks[] = {
        {.process = 1, .end = KNOT_PROCESSES, .processes = own,
         .nprocesses = 1},
        {.process = 2, .end = KNOT_ITSELF},
    };

    (void)state;
    assert_int_equal(knot_find(tasks, COUNT(tasks)), 1);
    tasks[1].process = 1;
    assert_int_equal(knot_find(tasks, COUNT(tasks)), 0);
}

static void
test_knot__pipes_close_a_cycle_between_processes(void **state)
{
    const pid_t first[] = {1}, second[] = {2};
    struct knot_task tasks[] = {
        {.process = 1, .end = KNOT_PROCESSES, .processes = second,
         .nprocesses = 1, .told = true},
        {.process = 1, .end = KNOT_TASK, .task = 0},
        {.process = 2, .end = KNOT_PROCESSES, .processes = first,
         .nprocesses = 1, .told = true},
    };
    size_t cycle[3];

    (void)state;
    assert_int_equal(knot_find(tasks, COUNT(tasks)), 3);
    assert_int_equal(knot_cycle(tasks, COUNT(tasks), cycle), 2);
    assert_int_equal(cycle[0], 0);
    assert_int_equal(cycle[1], 2);
}

static void
test_knot__whose_holder_is_gone_waits_for_ever(void **state)
{
    struct knot_task tasks[] = {
        {.process = 1, .end = KNOT_NOBODY},
        {.process = 1, .end = KNOT_TASK, .task = 0},
        {.process = 1, .end = KNOT_ITSELF},
    };
    size_t cycle[3];

    (void)state;
    assert_int_equal(knot_find(tasks, COUNT(tasks)), 2);
    assert_int_equal(knot_cycle(tasks, COUNT(tasks), cycle), 0);
    assert_int_equal(knot_find(tasks, 0), 0);
    assert_int_equal(knot_cycle(tasks, 0, cycle), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_knot__two_wait_for_each_other_beside_one_that_works),
        cmocka_unit_test(test_knot__a_chain_to_one_that_runs_is_none),
        cmocka_unit_test(test_knot__who_waits_for_a_cycle_is_no_part_of_it),
        cmocka_unit_test(test_knot__one_can_wait_for_itself),
        cmocka_unit_test(test_knot__anybody_can_wake_who_waits_for_anybody),
        cmocka_unit_test(test_knot__a_lock_of_one_process_is_its_own),
        cmocka_unit_test(test_knot__pipes_close_a_cycle_between_processes),
        cmocka_unit_test(test_knot__whose_holder_is_gone_waits_for_ever),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
