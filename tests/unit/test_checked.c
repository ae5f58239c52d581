#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "course/checked.h"

static void
test_checked__counts_contents_not_checks(void **state)
{
    struct checked checked = CHECKED_INIT;

    (void)state;
    checked_add(&checked, VERDICT_WRONG_RESULT, 1, 100);
    checked_add(&checked, VERDICT_WRONG_RESULT, 1, 101);
    assert_int_equal(checked.attempts, 1);
    checked_add(&checked, VERDICT_RIGHT_BY_LUCK, 2, 102);
    assert_int_equal(checked.attempts, 2);
    checked_add(&checked, VERDICT_PASSED, 3, 103);
    assert_int_equal(checked.attempts, 3);
    checked_add(&checked, VERDICT_PASSED, 3, 104);
    assert_int_equal(checked.attempts, 3);
    assert_int_equal(checked.time, 104);
    assert_int_equal(checked.passed, 104);
}

static void
test_checked__counts_anew_after_a_pass(void **state)
{
    struct checked checked = CHECKED_INIT;

    (void)state;
    checked_add(&checked, VERDICT_CRASHED, 1, 100);
    checked_add(&checked, VERDICT_PASSED, 2, 101);
    checked_add(&checked, VERDICT_STUCK, 3, 102);
    assert_int_equal(checked.verdict, VERDICT_STUCK);
    assert_int_equal(checked.attempts, 1);
    assert_int_equal(checked.passed, 101);
    assert_int_equal(checked.passed_hash, 2);
    assert_int_equal(checked.hash, 3);
}

static void
test_checked__a_pass_of_the_same_content_is_taken_back(void **state)
{
    struct checked checked = CHECKED_INIT;

    (void)state;
    checked_add(&checked, VERDICT_PASSED, 1, 100);
    checked_add(&checked, VERDICT_RIGHT_BY_LUCK, 1, 101);
    assert_int_equal(checked.verdict, VERDICT_RIGHT_BY_LUCK);
    assert_int_equal(checked.attempts, 1);
}

static void
test_checked__a_start_file_is_no_attempt(void **state)
{
    struct checked checked = CHECKED_INIT;

    (void)state;
    checked_add(&checked, VERDICT_NOT_FINISHED, 1, 100);
    assert_int_equal(checked.attempts, 0);
    checked_add(&checked, VERDICT_PASSED, 2, 101);
    assert_int_equal(checked.attempts, 1);
    checked_add(&checked, VERDICT_NOT_FINISHED, 1, 102);
    assert_int_equal(checked.verdict, VERDICT_NOT_FINISHED);
    assert_int_equal(checked.attempts, 0);
}

static void
test_checked__what_a_machine_lacks_is_no_verdict_on_the_learner(void **state)
{
    struct checked checked = CHECKED_INIT;

    (void)state;
    checked_add(&checked, VERDICT_NOT_CHECKED, 1, 100);
    assert_int_equal(checked.verdict, VERDICT_NOT_CHECKED);
    assert_int_equal(checked.attempts, 0);
    checked_add(&checked, VERDICT_PASSED, 1, 101);
    assert_int_equal(checked.attempts, 1);
    checked_add(&checked, VERDICT_NOT_CHECKED, 2, 102);
    assert_int_equal(checked.verdict, VERDICT_PASSED);
    assert_int_equal(checked.hash, 1);
    assert_int_equal(checked.time, 101);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_checked__counts_contents_not_checks),
        cmocka_unit_test(test_checked__counts_anew_after_a_pass),
        cmocka_unit_test(
            test_checked__a_pass_of_the_same_content_is_taken_back),
        cmocka_unit_test(test_checked__a_start_file_is_no_attempt),
        cmocka_unit_test(
            test_checked__what_a_machine_lacks_is_no_verdict_on_the_learner),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
