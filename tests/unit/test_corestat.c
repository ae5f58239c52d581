#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "sample/corestat.h"

static void
test_corestat__takes_busy_and_total_of_a_line(void **state)
{
    struct corestat stat;

    (void)state;
    /* guest and guest_nice, the last two, are part of user and nice */
    assert_int_equal(
        corestat_parse("cpu3 100 20 30 4000 500 6 7 8 9 10\nintr 5\n",
                       &stat),
        1);
    assert_int_equal(stat.core, 3);
    assert_int_equal(stat.busy, 171);
    assert_int_equal(stat.total, 4671);
}

static void
test_corestat__takes_the_four_columns_of_old_kernels(void **state)
{
    struct corestat stat;

    (void)state;
    assert_int_equal(corestat_parse("cpu0 1 2 3 4", &stat), 1);
    assert_int_equal(stat.busy, 6);
    assert_int_equal(stat.total, 10);
}

static void
test_corestat__leaves_other_lines(void **state)
{
    struct corestat stat;

    (void)state;
    assert_int_equal(corestat_parse("cpu  1 2 3 4", &stat), 0);
    assert_int_equal(corestat_parse("intr 1 2 3 4", &stat), 0);
    assert_int_equal(corestat_parse("cpufreq 1 2 3 4", &stat), 0);
    assert_int_equal(corestat_parse("", &stat), 0);
}

static void
test_corestat__refuses_half_a_line(void **state)
{
    struct corestat stat;

    (void)state;
    assert_int_equal(corestat_parse("cpu0 1 2 3", &stat), -EINVAL);
    assert_int_equal(corestat_parse("cpu0", &stat), -EINVAL);
    assert_int_equal(corestat_parse("cpu1 1 2\n3 4 5 6", &stat), -EINVAL);
    assert_int_equal(corestat_parse("cpu99999999999 1 2 3 4", &stat),
                     -EINVAL);
}

static void
test_corestat__keeps_numbers_too_large(void **state)
{
    struct corestat stat;

    (void)state;
    assert_int_equal(
        corestat_parse("cpu0 99999999999999999999999 1 2 3", &stat), 1);
    assert_true(stat.busy == UINT64_MAX);
    assert_true(stat.total == UINT64_MAX);
}

static int
percent(uint64_t busy_then, uint64_t total_then, uint64_t busy_now,
        uint64_t total_now)
{
    const struct corestat then = {.busy = busy_then, .total = total_then};
    const struct corestat now = {.busy = busy_now, .total = total_now};

    return corestat_percent(&then, &now);
}

static void
test_corestat__percent_is_the_busy_share_of_the_time(void **state)
{
    (void)state;
    assert_int_equal(percent(100, 1000, 125, 1100), 25);
    assert_int_equal(percent(0, 0, 1, 3), 33);
    assert_int_equal(percent(0, 0, 2, 3), 67);
    assert_int_equal(percent(0, 0, UINT64_MAX, UINT64_MAX), 100);
}

static void
test_corestat__percent_needs_time_to_pass(void **state)
{
    (void)state;
    assert_int_equal(percent(5, 10, 5, 10), -1);
    assert_int_equal(percent(5, 10, 6, 9), -1);
}

static void
test_corestat__percent_stays_in_range(void **state)
{
    (void)state;
    /* iowait went back by 9 while the core was busy for 10 */
    assert_int_equal(percent(0, 100, 10, 101), 100);
    assert_int_equal(percent(10, 100, 5, 200), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_corestat__takes_busy_and_total_of_a_line),
        cmocka_unit_test(
            test_corestat__takes_the_four_columns_of_old_kernels),
        cmocka_unit_test(test_corestat__leaves_other_lines),
        cmocka_unit_test(test_corestat__refuses_half_a_line),
        cmocka_unit_test(test_corestat__keeps_numbers_too_large),
        cmocka_unit_test(
            test_corestat__percent_is_the_busy_share_of_the_time),
        cmocka_unit_test(test_corestat__percent_needs_time_to_pass),
        cmocka_unit_test(test_corestat__percent_stays_in_range),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
