#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include <cmocka.h>

#include "report/axis.h"

static struct range
range_of(double min, double max)
{
    return (struct range){min, max, true};
}

static void
expect_marks(const struct axis *axis, size_t count, const double *marks)
{
    assert_int_equal(axis->nmarks, count);
    for (size_t i = 0; i < count; i++)
        if (axis->marks[i] != marks[i])
            fail_msg("mark %zu is %.17g, not %.17g", i, axis->marks[i],
                     marks[i]);
}

#define EXPECT_MARKS(axis, ...) \
    expect_marks((axis), sizeof (double[]){__VA_ARGS__} / sizeof (double), \
                 (double[]){__VA_ARGS__})

static struct axis
around(double min, double max, bool log, size_t most)
{
    struct range range = range_of(min, max);
    struct axis axis;

    axis_around(&range, log, most, &axis);
    return axis;
}

static void
test_axis__marks_are_round_and_hold_all(void **state)
{
    struct axis axis = around(0, 83, false, 5);

    (void)state;
    EXPECT_MARKS(&axis, 0, 50, 100);
    assert_true(axis.from == 0 && axis.to == 100);
    axis = around(0, 10, false, 6);
    EXPECT_MARKS(&axis, 0, 2, 4, 6, 8, 10);
    axis = around(0, 0.3, false, 4);
    EXPECT_MARKS(&axis, 0, 0.1, 0.2, 0.3);
    axis = around(-5, 5, false, 3);
    EXPECT_MARKS(&axis, -5, 0, 5);
    axis = around(0, 8, false, 0);
    EXPECT_MARKS(&axis, 0, 10);
}

static void
test_axis__logarithmic_marks_are_powers_of_ten(void **state)
{
    struct axis axis = around(2, 300, true, 4);

    (void)state;
    EXPECT_MARKS(&axis, 1, 10, 100, 1000);
    axis = around(2, 300, true, 3);
    EXPECT_MARKS(&axis, 1, 100, 10000);
    assert_true(axis.from == 1 && axis.to == 10000);
    axis = around(10, 1000, true, 9);
    EXPECT_MARKS(&axis, 10, 100, 1000);
    axis = around(1000, 1000, true, 9);
    EXPECT_MARKS(&axis, 1000, 10000);
}

static void
test_axis__without_values_there_is_one_all_the_same(void **state)
{
    struct range none = {0};
    struct axis axis;

    (void)state;
    axis_around(&none, false, 2, &axis);
    EXPECT_MARKS(&axis, 0, 1);
    axis_around(&none, true, 2, &axis);
    EXPECT_MARKS(&axis, 1, 10);
    axis_within(&none, false, 2, &axis);
    EXPECT_MARKS(&axis, 0, 1);
}

static void
test_axis__within_ends_with_the_values(void **state)
{
    struct range range = range_of(1, 64);
    struct axis axis;

    (void)state;
    axis_within(&range, false, 5, &axis);
    EXPECT_MARKS(&axis, 20, 40, 60);
    assert_true(axis.from == 1 && axis.to == 64);
    assert_true(axis_place(&axis, 1) == 0 && axis_place(&axis, 64) == 1);
    range = range_of(2, 64);
    axis_within(&range, true, 9, &axis);
    EXPECT_MARKS(&axis, 10);
    assert_true(fabs(axis_place(&axis, 8) - 0.4) < 1e-12);
}

static void
test_axis__places_from_end_to_end(void **state)
{
    struct axis axis = around(0, 10, false, 3);

    (void)state;
    assert_true(axis_place(&axis, 2.5) == 0.25);
    assert_true(axis_place(&axis, -1) == 0 && axis_place(&axis, 11) == 1);
    axis = around(1, 1000, true, 4);
    assert_true(fabs(axis_place(&axis, 10) - 1.0 / 3) < 1e-12);
    assert_true(axis_place(&axis, 0.5) == 0);
    axis = around(7, 7, false, 4);
    EXPECT_MARKS(&axis, 7);
    assert_true(axis_place(&axis, 7) == 0.5);
}

/* As far as doubles go, and as close together. */
static void
test_axis__stands_what_doubles_can_be(void **state)
{
    static const double ends[] = {
        -DBL_MAX, -1e300, -1, -DBL_MIN, -4.9e-324, 0, 4.9e-324, DBL_MIN,
        1e-290,   1,      1e15 + 1, 1e300, DBL_MAX,
    };
    size_t count = sizeof ends / sizeof *ends;

    (void)state;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i; k < count; k++) {
            for (int log = 0; log < 1 + (ends[i] > 0); log++) {
                struct axis axis = around(ends[i], ends[k], log, 7);
                double first = axis_place(&axis, ends[i]);
                double last = axis_place(&axis, ends[k]);

                assert_true(axis.nmarks <= 7);
                assert_true(isfinite(axis.from) && isfinite(axis.to));
                assert_true(first >= 0 && first <= last && last <= 1);
                for (size_t m = 0; m < axis.nmarks; m++)
                    assert_true(isfinite(axis.marks[m]));
            }
        }
    }
}

static void
test_axis__numbers_are_short(void **state)
{
    static const struct {
        double value;
        const char *text;
    } numbers[] = {
        {0, "0"},           {7, "7"},           {-12, "-12"},
        {99999, "99999"},   {100000, "1e5"},    {1500000, "1.5e6"},
        {1234567, "1234567"}, {1e9, "1e9"},     {0.005, "0.005"},
        {0.25, "0.25"},     {2.886579e-14, "2.89e-14"},
        {1e-8, "1e-8"},     {12345.6, "12346"}, {3.14159, "3.14"},
        {-2.5e-9, "-2.5e-9"}, {1e300, "1e300"}, {123456.7, "1.23e5"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct str text = STR_INIT;

        axis_number(numbers[i].value, &text);
        assert_string_equal(str_text(&text), numbers[i].text);
        str_release(&text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_axis__marks_are_round_and_hold_all),
        cmocka_unit_test(test_axis__logarithmic_marks_are_powers_of_ten),
        cmocka_unit_test(test_axis__without_values_there_is_one_all_the_same),
        cmocka_unit_test(test_axis__within_ends_with_the_values),
        cmocka_unit_test(test_axis__places_from_end_to_end),
        cmocka_unit_test(test_axis__stands_what_doubles_can_be),
        cmocka_unit_test(test_axis__numbers_are_short),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
