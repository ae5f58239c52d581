#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "course/knob.h"

static void
takes(const char *text, int64_t expected)
{
    int64_t value = -77;

    if (knob_number(text, &value) != 0 || value != expected)
        fail_msg("'%s' gave %lld", text, (long long)value);
}

static void
refuses(const char *text, int err)
{
    int64_t value = -77;

    if (knob_number(text, &value) != err || value != -77)
        fail_msg("'%s' was not refused with %d", text, err);
}

static void
test_knob__reads_numbers_as_people_write_them(void **state)
{
    (void)state;
    takes("0", 0);
    takes("1000000", 1000000);
    takes(" 7\t", 7);
    takes("+7", 7);
    takes("-3", -3);
    takes("1_000_000", 1000000);
    takes("1e9", 1000000000);
    takes("1E+3", 1000);
    takes("10k", 10000);
    takes("2M", 2000000);
    takes("3G", 3000000000LL);
    takes("1.5e3", 1500);
    takes("2.50k", 2500);
    takes(".5k", 500);
    takes("5000e-3", 5);
    takes("0e999999999999999999999", 0);
    takes("9223372036854775807", INT64_MAX);
    takes("-9223372036854775808", INT64_MIN);
    takes("9.223372036854775807e18", INT64_MAX);
}

static void
test_knob__refuses_what_is_no_whole_number(void **state)
{
    (void)state;
    refuses("", -EINVAL);
    refuses(" ", -EINVAL);
    refuses("-", -EINVAL);
    refuses(".", -EINVAL);
    refuses("abc", -EINVAL);
    refuses("1 2", -EINVAL);
    refuses("1e", -EINVAL);
    refuses("1e+", -EINVAL);
    refuses("e3", -EINVAL);
    refuses("1__0", -EINVAL);
    refuses("_1", -EINVAL);
    refuses("1_", -EINVAL);
    refuses("0x10", -EINVAL);
    refuses("1.5", -EINVAL);
    refuses("1e-1", -EINVAL);
    refuses("10kk", -EINVAL);
    refuses("inf", -EINVAL);
    refuses("9223372036854775808", -ERANGE);
    refuses("-9223372036854775809", -ERANGE);
    refuses("99999999999999999999999", -ERANGE);
    refuses("1e19", -ERANGE);
    refuses("1e99999999999999999999", -ERANGE);
}

static void
test_knob__says_what_it_takes(void **state)
{
    const struct knob knob = {"threads", 2, 1, 64};
    struct diag diag = DIAG_INIT;
    int64_t value = 0;

    (void)state;
    assert_int_equal(knob_parse(&knob, "64", &value, &diag), 0);
    assert_int_equal(value, 64);
    assert_int_equal(knob_parse(&knob, "0", &value, &diag), -ERANGE);
    assert_string_equal(diag.text,
                        "threads takes 1 to 64; 0 is out of range");
    assert_int_equal(knob_parse(&knob, "two", &value, &diag), -EINVAL);
    assert_string_equal(
        diag.text, "threads takes a whole number from 1 to 64, not 'two'");
    assert_int_equal(value, 64);
}

static void
test_knob__turns_by_one_then_by_one_two_five(void **state)
{
    static const int64_t steps[] = {-50, -20, -16, -15, -14};
    static const int64_t more[] = {14, 15, 16, 20, 50, 100, 200, 500, 1000};
    const struct knob knob = {"n", 0, -1000, 1000};

    (void)state;
    for (size_t i = 1; i < 5; i++) {
        assert_int_equal(knob_turn(&knob, steps[i - 1], 1), steps[i]);
        assert_int_equal(knob_turn(&knob, steps[i], -1), steps[i - 1]);
    }
    for (size_t i = 1; i < 9; i++) {
        assert_int_equal(knob_turn(&knob, more[i - 1], 1), more[i]);
        assert_int_equal(knob_turn(&knob, more[i], -1), more[i - 1]);
    }
    assert_int_equal(knob_turn(&knob, 17, 1), 20);
    assert_int_equal(knob_turn(&knob, 17, -1), 16);
    assert_int_equal(knob_turn(&knob, 300, -1), 200);
}

static void
test_knob__turning_stays_within_the_range(void **state)
{
    const struct knob narrow = {"n", 2, 1, 64};
    const struct knob wide = {"n", 0, INT64_MIN, INT64_MAX};

    (void)state;
    assert_int_equal(knob_turn(&narrow, 1, -1), 1);
    assert_int_equal(knob_turn(&narrow, 50, 1), 64);
    assert_int_equal(knob_turn(&narrow, 64, 1), 64);
    assert_int_equal(knob_turn(&narrow, 64, -1), 50);
    assert_int_equal(knob_turn(&wide, INT64_MAX, 1), INT64_MAX);
    assert_true(knob_turn(&wide, INT64_MIN, 1) > INT64_MIN);
    assert_int_equal(knob_turn(&wide, INT64_MIN, -1), INT64_MIN);
    assert_int_equal(knob_turn(&wide, -INT64_MAX, -1), INT64_MIN);
    assert_true(knob_turn(&wide, INT64_MAX, -1) < INT64_MAX);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_knob__reads_numbers_as_people_write_them),
        cmocka_unit_test(test_knob__refuses_what_is_no_whole_number),
        cmocka_unit_test(test_knob__says_what_it_takes),
        cmocka_unit_test(test_knob__turns_by_one_then_by_one_two_five),
        cmocka_unit_test(test_knob__turning_stays_within_the_range),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
