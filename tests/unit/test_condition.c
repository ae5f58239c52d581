#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "course/condition.h"

static const struct {
    const char *name;
    double value;
} results[] = {
    {"counter", 7}, {"expected", 10}, {"threads", 2},
    {"zero", 0},    {"error", 1e-12}, {"and_so_on", 5},
};

static int
look_up(void *context, const char *name, double *ret_value)
{
    (void)context;
    for (size_t i = 0; i < sizeof results / sizeof results[0]; i++) {
        if (!strcmp(name, results[i].name)) {
            *ret_value = results[i].value;
            return 0;
        }
    }
    return -ENOENT;
}

static void
gives(const char *text, int expected)
{
    struct diag diag = DIAG_INIT;
    int holds = condition_holds(text, look_up, NULL, &diag);

    if (holds != expected)
        fail_msg("'%s' gave %d: %s", text, holds, diag.text);
}

static void
test_condition__compares(void **state)
{
    (void)state;
    gives("true", 1);
    gives("counter == 7", 1);
    gives("counter==7", 1);
    gives("  counter == expected\t", 0);
    gives("counter != expected", 1);
    gives("counter < expected", 1);
    gives("counter <= 7", 1);
    gives("counter < 7", 0);
    gives("expected > counter", 1);
    gives("expected >= 10", 1);
    gives("error < 1e-9", 1);
    gives("error > .5E-12", 1);
    gives("and_so_on == 5", 1);
}

static void
test_condition__calculates_as_at_school(void **state)
{
    (void)state;
    gives("1 + 2 * 3 == 7", 1);
    gives("(1 + 2) * 3 == 9", 1);
    gives("10 - 3 - 2 == 5", 1);
    gives("16 / 4 / 2 == 2", 1);
    gives("-counter + 10 == 3", 1);
    gives("--counter == 7", 1);
    gives("counter < threads * expected - 1", 1);
    gives("2-1 == 1", 1);
    gives("1e1-1 == 9", 1);
}

static void
test_condition__joins_left_to_right(void **state)
{
    (void)state;
    gives("counter == 7 and threads == 3", 0);
    gives("counter == 7 or threads == 3", 1);
    gives("true or true and 1 == 2", 0);
    gives("1 == 2 and true or true", 1);
    gives("1 == 2 and true, true or true", 0);
    gives("true, 1 == 2 or true", 1);
}

static void
test_condition__holds_for_no_quotient_by_zero(void **state)
{
    (void)state;
    gives("1 / zero > 0", 0);
    gives("1 / zero != 0", 0);
    gives("0 / 0 == 0 / 0", 0);
    gives("1 / zero != 0 or true", 1);
}

static void
test_condition__says_which_name_is_missing(void **state)
{
    struct diag diag = DIAG_INIT;

    (void)state;
    assert_int_equal(
        condition_holds("true or lost == 1", look_up, NULL, &diag), -ENOENT);
    assert_string_equal(diag.text, "the run has no result 'lost'");
    gives("lost == ", -EINVAL);
}

static void
test_condition__refuses_what_is_malformed(void **state)
{
    static const char *const malformed[] = {
        "",         "counter",       "counter =",      "counter = 7",
        "== 7",     "counter == ",   "1 < 2 < 3",      "counter == 7 and",
        "or true",  "counter & 1",   "(1 == 1)",       "((1) == 1",
        "1) == 1",  "0x10 == 16",    "10k == 1",       "1..2 == 1",
        "a b == 1", "true false",    "true == 1",      "1 == 1, ",
        ",",        "\"a\" == \"b\"", "and == 1",      "\xff == 1",
        "1e == 1",  "nan(",
    };
    struct diag diag = DIAG_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
        diag_set(&diag, "a.md", 4, "%s", "");
        if (condition_check(malformed[i], &diag) != -EINVAL)
            fail_msg("'%s' was taken", malformed[i]);
        assert_string_equal(diag.file, "a.md");
        assert_int_equal(diag.line, 4);
        assert_true(strlen(diag.text) > 0);
        gives(malformed[i], -EINVAL);
    }
    condition_check("counter = 7", &diag);
    assert_string_equal(diag.text,
                        "the condition 'counter = 7' needs a comparison "
                        "(== != < <= > >=) before '= 7'");
}

static void
test_condition__is_not_impressed_by_size(void **state)
{
    struct diag diag = DIAG_INIT;
    size_t len = 1000000;
    char *text = malloc(len + 1);

    (void)state;
    assert_non_null(text);
    text[len] = '\0';
    memset(text, '(', len);
    assert_int_equal(condition_check(text, &diag), -EINVAL);
    memset(text, '-', len);
    assert_int_equal(condition_check(text, &diag), -EINVAL);
    memset(text, '1', len);
    assert_int_equal(condition_check(text, &diag), -EINVAL);
    memset(text, 'a', len);
    assert_int_equal(condition_check(text, &diag), -EINVAL);
    for (size_t i = 0; i < len; i++)
        text[i] = "1+"[i % 2];
    memcpy(text + len - 5, " == 1", 5);
    assert_int_equal(condition_check(text, &diag), 0);
    free(text);
}

/* "LEFT SIGN RIGHT" of the comparison that fails, with their values. */
static void
fails_for(const char *text, const char *sides, double left, double right)
{
    struct diag diag = DIAG_INIT;
    struct condition_gap gap = {0};
    char said[100];

    assert_int_equal(condition_explain(text, look_up, NULL, &gap, &diag), 0);
    snprintf(said, sizeof said, "%.*s %s %.*s", (int)gap.left_len,
             gap.left_text, gap.sign, (int)gap.right_len, gap.right_text);
    assert_string_equal(said, sides);
    assert_true(gap.left == left);
    assert_true(gap.right == right);
}

static void
test_condition__says_which_comparison_fails(void **state)
{
    (void)state;
    fails_for("counter == expected", "counter == expected", 7, 10);
    fails_for("zero == 0,counter*2>=expected * 2 , threads == 3",
              "counter*2 >= expected * 2", 14, 20);
    fails_for("threads == 2 and counter == 8, zero == 1", "counter == 8", 7,
              8);
    fails_for("threads == 3 or threads == 2, zero != 0", "zero != 0", 0, 0);
    fails_for("zero == 1 or threads == 4", "threads == 4", 2, 4);
}

static void
test_condition__works_out_a_sum(void **state)
{
    struct diag diag = DIAG_INIT;
    double value = 99;

    (void)state;
    assert_int_equal(condition_sum("threads * 3 + 1", look_up, NULL, &value,
                                   &diag), 0);
    assert_true(value == 7);
    assert_int_equal(condition_sum("more", look_up, NULL, &value, &diag),
                     -ENOENT);
    assert_int_equal(condition_sum("1 < 2", look_up, NULL, &value, &diag),
                     -EINVAL);
    assert_true(value == 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_condition__compares),
        cmocka_unit_test(test_condition__calculates_as_at_school),
        cmocka_unit_test(test_condition__joins_left_to_right),
        cmocka_unit_test(test_condition__holds_for_no_quotient_by_zero),
        cmocka_unit_test(test_condition__says_which_name_is_missing),
        cmocka_unit_test(test_condition__says_which_comparison_fails),
        cmocka_unit_test(test_condition__works_out_a_sum),
        cmocka_unit_test(test_condition__refuses_what_is_malformed),
        cmocka_unit_test(test_condition__is_not_impressed_by_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
