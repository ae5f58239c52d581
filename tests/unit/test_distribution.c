#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/distribution.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void
assert_bins(const struct distribution *made, const struct bin *bins,
            size_t count)
{
    assert_int_equal(made->nbins, count);
    for (size_t i = 0; i < count; i++) {
        assert_true(made->bins[i].from == bins[i].from);
        assert_true(made->bins[i].to == bins[i].to);
        assert_int_equal(made->bins[i].count, bins[i].count);
    }
}

static void
assert_label(const struct distribution *made, size_t bin, const char *full,
             const char *brief)
{
    struct str text = STR_INIT;

    distribution_label(made, bin, false, &text);
    assert_string_equal(str_text(&text), full);
    str_clear(&text);
    distribution_label(made, bin, true, &text);
    assert_string_equal(str_text(&text), brief);
    str_release(&text);
}

static void
test_distribution__of_nothing_is_empty(void **state)
{
    struct distribution made;

    (void)state;
    distribution_make(NULL, 0, 10, &made);
    assert_int_equal(made.count, 0);
    assert_int_equal(made.nbins, 0);
    assert_int_equal(distribution_bin(&made, 0), 0);
}

static void
test_distribution__whole_numbers_close_together_have_a_bin_each(void **state)
{
    static const double values[] = {3, 1, 2, 2, 2, 5};
    static const struct bin bins[] = {
        {1, 1, 1}, {2, 2, 3}, {3, 3, 1}, {4, 4, 0}, {5, 5, 1},
    };
    struct distribution made;

    (void)state;
    distribution_make(values, COUNT(values), 10, &made);
    assert_bins(&made, bins, COUNT(bins));
    assert_true(made.min == 1 && made.median == 2 && made.max == 5);
    assert_int_equal(made.distinct, 4);
    assert_true(made.whole && made.single);
    assert_label(&made, 4, "5", "5");
}

static void
test_distribution__values_that_come_again_have_a_bin_each(void **state)
{
    static const double values[] = {2e6, 0.5, 2e6,   2e6, -1e-3, 0.5,
                                    2e6, 2e6, -1e-3, 2e6, 0.5,   0.5};
    static const struct bin bins[] = {
        {-1e-3, -1e-3, 2}, {0.5, 0.5, 4}, {2e6, 2e6, 6},
    };
    struct distribution made;

    (void)state;
    distribution_make(values, COUNT(values), 10, &made);
    assert_bins(&made, bins, COUNT(bins));
    assert_true(made.median == 1000000.25);
    assert_false(made.whole);
    assert_label(&made, 1, "0.5", "0.5");
    assert_label(&made, 2, "2000000", "2000000");
}

static void
test_distribution__edges_are_multiples_of_1_2_or_5(void **state)
{
    static const struct bin bins[] = {
        {0, 50, 5}, {50, 100, 5}, {100, 150, 5}, {150, 200, 5},
    };
    double values[20];
    struct distribution made;

    (void)state;
    for (int i = 0; i < 20; i++)
        values[i] = 10 * ((i * 7) % 20);
    distribution_make(values, COUNT(values), 24, &made);
    assert_bins(&made, bins, COUNT(bins));
    assert_true(made.median == 95);
    assert_int_equal(made.distinct, 20);
    assert_label(&made, 1, "50..99", "50..");
}

static void
test_distribution__a_value_on_an_edge_is_above_it(void **state)
{
    static const double values[] = {0.1, 0.15, 0.19, 0.2, 3 * 0.1, 0.31};
    static const struct bin bins[] = {
        {0.1, 0.2, 3}, {0.2, 0.3, 1}, {0.3, 0.4, 2},
    };
    struct distribution made;

    (void)state;
    distribution_make(values, COUNT(values), 24, &made);
    assert_bins(&made, bins, COUNT(bins));
    assert_label(&made, 2, "0.3..0.4", "0.3..");
}

static void
test_distribution__negative_values_have_edges_too(void **state)
{
    static const double values[] = {-31, -30, -29, -12, -11, 0, 1, 8};
    static const struct bin bins[] = {
        {-40, -20, 3}, {-20, 0, 2}, {0, 20, 3},
    };
    struct distribution made;

    (void)state;
    distribution_make(values, COUNT(values), 24, &made);
    assert_bins(&made, bins, COUNT(bins));
    assert_true(made.median == -11.5);
    assert_label(&made, 0, "-40..-21", "-40..");
}

static void
test_distribution__minus_zero_is_zero(void **state)
{
    static const double values[] = {-0.0, 0.0};
    struct distribution made;

    (void)state;
    distribution_make(values, COUNT(values), 24, &made);
    assert_int_equal(made.distinct, 1);
    assert_label(&made, 0, "0", "0");
}

/* Each value is in one bin, and a finite one. */
static void
assert_all_there(const double *values, size_t count)
{
    size_t counts[DISTRIBUTION_BINS] = {0};
    struct distribution made;

    distribution_make(values, count, 12, &made);
    assert_in_range(made.nbins, 1, 12);
    for (size_t i = 0; i < count; i++) {
        size_t bin = distribution_bin(&made, values[i]);

        assert_true(bin < made.nbins);
        counts[bin]++;
    }
    for (size_t i = 0; i < made.nbins; i++) {
        assert_int_equal(counts[i], made.bins[i].count);
        assert_true(isfinite(made.bins[i].from));
        assert_true(isfinite(made.bins[i].to));
        assert_true(i == 0 || made.bins[i].from > made.bins[i - 1].from);
    }
}

static void
test_distribution__holds_whatever_a_double_can(void **state)
{
    static const double ends[] = {-DBL_MAX, DBL_MAX, 0, 1, DBL_MAX / 3};
    static const double tiny[] = {5e-324, 0, 1e-323, 1.5e-323, 2e-323};
    static const double near[] = {1e17, 1e17 + 16, 1e17 + 32, 1e17 + 48};
    static const double edge[] = {DBL_MAX, DBL_MAX / 2, DBL_MAX * 0.9};

    (void)state;
    assert_all_there(ends, COUNT(ends));
    assert_all_there(tiny, COUNT(tiny));
    assert_all_there(near, COUNT(near));
    assert_all_there(edge, COUNT(edge));
}

static void
test_distribution__counts_each_value_once(void **state)
{
    double values[100];
    unsigned seed = 1;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        int power = round % 41 - 20;

        for (size_t i = 0; i < COUNT(values); i++) {
            seed = seed * 1103515245u + 12345u;
            values[i] = (double)(seed >> 16 & 0x3ff) * pow(10, power) / 8;
            if (round % 2)
                values[i] -= pow(10, power + 1);
        }
        assert_all_there(values, 3 + (size_t)round % 97);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_distribution__of_nothing_is_empty),
        cmocka_unit_test(
            test_distribution__whole_numbers_close_together_have_a_bin_each),
        cmocka_unit_test(
            test_distribution__values_that_come_again_have_a_bin_each),
        cmocka_unit_test(
            test_distribution__edges_are_multiples_of_1_2_or_5),
        cmocka_unit_test(test_distribution__a_value_on_an_edge_is_above_it),
        cmocka_unit_test(
            test_distribution__negative_values_have_edges_too),
        cmocka_unit_test(test_distribution__minus_zero_is_zero),
        cmocka_unit_test(test_distribution__holds_whatever_a_double_can),
        cmocka_unit_test(test_distribution__counts_each_value_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
