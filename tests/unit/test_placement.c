#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "sample/placement.h"

/* Cores 0, 2 and 5 over 100 ns. */
#define CORES(room0, room2, room5) \
    {                                                      \
        {.number = 0, .elapsed = 100, .room = (room0)},    \
        {.number = 2, .elapsed = 100, .room = (room2)},    \
        {.number = 5, .elapsed = 100, .room = (room5)},    \
    }

static void
assert_ours(const struct placement_core *cores, uint64_t ours0,
            uint64_t ours2, uint64_t ours5)
{
    assert_int_equal(cores[0].ours, ours0);
    assert_int_equal(cores[1].ours, ours2);
    assert_int_equal(cores[2].ours, ours5);
}

static void
test_placement__who_stayed_counts_though_ticks_saw_nothing(void **state)
{
    struct placement_core cores[] = CORES(0, 0, 50);
    struct placement_task tasks[] = {{2, 2, 70}, {5, 5, 10}};

    (void)state;
    placement_run(cores, 3, tasks, 2);
    assert_ours(cores, 0, 70, 10);
}

static void
test_placement__who_moved_goes_where_a_core_was_busy(void **state)
{
    struct placement_core cores[] = CORES(90, 20, 100);
    struct placement_task tasks[] = {{2, 0, 100}};

    (void)state;
    placement_run(cores, 3, tasks, 1);
    assert_ours(cores, 80, 20, 0);
}

static void
test_placement__the_rest_goes_to_any_busy_core(void **state)
{
    struct placement_core cores[] = CORES(10, 20, 60);
    struct placement_task tasks[] = {{2, 0, 80}};

    (void)state;
    placement_run(cores, 3, tasks, 1);
    assert_ours(cores, 10, 20, 50);
}

static void
test_placement__two_on_one_core_cannot_both_have_been_there(void **state)
{
    struct placement_core cores[] = CORES(100, 0, 0);
    struct placement_task tasks[] = {{2, 2, 100}, {2, 2, 90}};

    (void)state;
    placement_run(cores, 3, tasks, 2);
    assert_ours(cores, 90, 100, 0);
}

static void
test_placement__no_core_has_more_than_its_time(void **state)
{
    struct placement_core cores[] = CORES(300, 0, 0);
    struct placement_task tasks[] = {
        {0, -1, UINT64_MAX}, {7, 7, UINT64_MAX}, {-1, -1, 5}};

    (void)state;
    placement_run(cores, 3, tasks, 3);
    assert_ours(cores, 100, 100, 100);
    placement_run(cores, 0, tasks, 0);
}

static void
test_placement__unknown_core_is_any_busy_core(void **state)
{
    struct placement_core cores[] = CORES(0, 0, 40);
    struct placement_task tasks[] = {{-1, -1, 30}};

    (void)state;
    placement_run(cores, 3, tasks, 1);
    assert_ours(cores, 0, 0, 30);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_placement__who_stayed_counts_though_ticks_saw_nothing),
        cmocka_unit_test(
            test_placement__who_moved_goes_where_a_core_was_busy),
        cmocka_unit_test(test_placement__the_rest_goes_to_any_busy_core),
        cmocka_unit_test(
            test_placement__two_on_one_core_cannot_both_have_been_there),
        cmocka_unit_test(test_placement__no_core_has_more_than_its_time),
        cmocka_unit_test(test_placement__unknown_core_is_any_busy_core),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
