#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "run/output.h"
#include "run/results.h"

static void
add(struct output *output, const char *text)
{
    output_add(output, OUTPUT_STDOUT, text, strlen(text));
}

static const char *
value_of(const struct output *output, const char *name)
{
    const struct result *result = output_result(output, name);

    return result ? result->value : NULL;
}

static bool
is_result(const char *line)
{
    struct result result;

    return result_parse(line, strlen(line), &result);
}

static void
test_output__finds_results(void **state)
{
    struct output output = OUTPUT_INIT;

    (void)state;
    add(&output, "begin\ncounter = 12\n  pi=3.25 \r\nname =\tan old  man\n"
                 "low = -1e-3\n");
    assert_int_equal(output.nresults, 4);
    assert_string_equal(value_of(&output, "counter"), "12");
    assert_true(output_result(&output, "counter")->is_number);
    assert_true(output_result(&output, "counter")->number == 12);
    assert_string_equal(value_of(&output, "pi"), "3.25");
    assert_true(output_result(&output, "pi")->number == 3.25);
    assert_string_equal(value_of(&output, "name"), "an old  man");
    assert_false(output_result(&output, "name")->is_number);
    assert_true(output_result(&output, "low")->number == -0.001);
    assert_null(output_result(&output, "begin"));
    output_release(&output);
}

static void
test_output__takes_bytes_in_any_pieces(void **state)
{
    static const char text[] = "a = 1\nbcd = 2\r\n\n = \ne = 55";
    struct output output = OUTPUT_INIT;

    (void)state;
    for (size_t i = 0; i < strlen(text); i++)
        output_add(&output, OUTPUT_STDOUT, text + i, 1);
    assert_int_equal(output.nresults, 2);
    assert_null(output_result(&output, "e"));
    output_end(&output);
    output_end(&output);
    assert_int_equal(output.nresults, 3);
    assert_string_equal(value_of(&output, "bcd"), "2");
    assert_string_equal(value_of(&output, "e"), "55");
    output_release(&output);
}

static void
test_output__later_result_replaces_earlier(void **state)
{
    struct output output = OUTPUT_INIT;

    (void)state;
    add(&output, "a = 1\nb = 2\na = x\n");
    assert_int_equal(output.nresults, 2);
    assert_string_equal(value_of(&output, "a"), "x");
    assert_false(output_result(&output, "a")->is_number);
    assert_string_equal(output.results[1].name, "b");
    output_release(&output);
}

static void
test_output__stderr_has_no_results(void **state)
{
    struct output output = OUTPUT_INIT;

    (void)state;
    add(&output, "cou");
    output_add(&output, OUTPUT_STDERR, "z = 1\n", 6);
    add(&output, "nter = 1\n");
    assert_int_equal(output.nresults, 1);
    assert_string_equal(value_of(&output, "counter"), "1");
    assert_int_equal(output.len, 18);
    output_release(&output);
}

static void
test_result__other_lines_are_none(void **state)
{
    (void)state;
    assert_true(is_result("_a9 = 1"));
    assert_false(is_result(""));
    assert_false(is_result("a"));
    assert_false(is_result("a ="));
    assert_false(is_result("a =   "));
    assert_false(is_result("= 1"));
    assert_false(is_result("9a = 1"));
    assert_false(is_result("a b = 1"));
    assert_false(is_result("a-b = 1"));
    assert_false(is_result("a == 1"));
    assert_false(is_result("a = \033[31m1"));
    assert_false(is_result("a = \x80"));
    assert_false(is_result("a = \xC2\x9B" "1"));
    assert_false(is_result("a = \xE2\x80\xAE" "1"));
    assert_false(is_result("\xC3\xA4 = 1"));
    assert_true(is_result("a = \xC3\xA4"));
}

static void
test_result__nul_is_no_end(void **state)
{
    struct result result;

    (void)state;
    assert_false(result_parse("a = 1\0x", 7, &result));
    assert_false(result_parse("a\0 = 1", 6, &result));
}

static void
test_result__lengths_have_limits(void **state)
{
    char line[200];
    char name[64], value[80];

    (void)state;
    memset(name, 'n', sizeof name);
    memset(value, '7', sizeof value);
    snprintf(line, sizeof line, "%.47s = %.63s", name, value);
    assert_true(is_result(line));
    snprintf(line, sizeof line, "%.48s = 1", name);
    assert_false(is_result(line));
    snprintf(line, sizeof line, "a = %.64s", value);
    assert_false(is_result(line));
}

static void
test_output__long_line_is_no_result(void **state)
{
    struct output output = OUTPUT_INIT;

    (void)state;
    for (int i = 0; i < 1000; i++)
        add(&output, "a = 1111");
    add(&output, "\nb = 2\n");
    assert_int_equal(output.nresults, 1);
    assert_string_equal(value_of(&output, "b"), "2");
    output_release(&output);
}

static void
test_result__numbers_are_finite_and_whole_values(void **state)
{
    static const char *const none[] = {"a = inf", "a = nan", "a = 1e999",
                                       "a = 1 s", "a = --1", "a = ."};
    struct result result;

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_true(result_parse(none[i], strlen(none[i]), &result));
        assert_false(result.is_number);
    }
}

static void
test_output__names_beyond_the_limit_are_counted(void **state)
{
    struct output output = OUTPUT_INIT;
    char line[40];

    (void)state;
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < OUTPUT_RESULTS + 10; i++) {
            snprintf(line, sizeof line, "r%d = %d\n", i, round);
            add(&output, line);
        }
    assert_int_equal(output.nresults, OUTPUT_RESULTS);
    assert_int_equal(output.unkept_results, 20);
    assert_string_equal(value_of(&output, "r0"), "1");
    assert_string_equal(value_of(&output, "r255"), "1");
    assert_null(output_result(&output, "r256"));
    output_release(&output);
}

static void
test_output__expected_stands_for_the_first(void **state)
{
    struct output output = OUTPUT_INIT;

    (void)state;
    add(&output, "expected = 1\nexpected_b = 2\na = 3\nb = 4\nc = 5\n");
    assert_string_equal(output_expected(&output, "a")->value, "1");
    assert_string_equal(output_expected(&output, "b")->value, "2");
    assert_null(output_expected(&output, "c"));
    assert_null(output_expected(&output, "d"));
    assert_null(output_expected(&output, "expected"));
    assert_null(output_expected(&output, "expected_b"));
    assert_true(result_is_expected(output_result(&output, "expected")));
    assert_true(result_is_expected(output_result(&output, "expected_b")));
    assert_false(result_is_expected(output_result(&output, "a")));
    output_release(&output);
}

static void
test_output__named_expectation_wins(void **state)
{
    struct output output = OUTPUT_INIT;

    (void)state;
    add(&output, "a = 3\nexpected = 1\nexpected_a = 2\nexpectedly = 4\n");
    assert_string_equal(output_expected(&output, "a")->value, "2");
    assert_null(output_expected(&output, "expectedly"));
    assert_false(result_is_expected(output_result(&output, "expectedly")));
    output_release(&output);
}

/* The kept part in one piece. */
static void
kept(const struct output *output, char *text)
{
    for (size_t i = 0; i < output->len; i++)
        text[i] = output->ring[(output->start + i) % OUTPUT_KEPT];
}

static void
test_output__keeps_the_last_part(void **state)
{
    static char sent[3 * OUTPUT_KEPT], text[OUTPUT_KEPT];
    static const size_t pieces[] = {1, 1000, 16384, 65537, OUTPUT_KEPT - 1,
                                    OUTPUT_KEPT, OUTPUT_KEPT + 1,
                                    2 * OUTPUT_KEPT + 3};

    (void)state;
    for (size_t i = 0; i < sizeof sent; i++)
        sent[i] = (char)('a' + i * i % 23);
    for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
        struct output output = OUTPUT_INIT;
        size_t len;

        for (size_t at = 0; at < sizeof sent; at += len) {
            len = sizeof sent - at < pieces[p] ? sizeof sent - at
                                               : pieces[p];
            output_add(&output, OUTPUT_STDERR, sent + at, len);
        }
        kept(&output, text);
        assert_int_equal(output.len, OUTPUT_KEPT);
        assert_int_equal(output.dropped, 2 * OUTPUT_KEPT);
        assert_memory_equal(text, sent + 2 * OUTPUT_KEPT, OUTPUT_KEPT);
        output_release(&output);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_output__finds_results),
        cmocka_unit_test(test_output__takes_bytes_in_any_pieces),
        cmocka_unit_test(test_output__later_result_replaces_earlier),
        cmocka_unit_test(test_output__stderr_has_no_results),
        cmocka_unit_test(test_result__other_lines_are_none),
        cmocka_unit_test(test_result__nul_is_no_end),
        cmocka_unit_test(test_result__lengths_have_limits),
        cmocka_unit_test(test_output__long_line_is_no_result),
        cmocka_unit_test(test_result__numbers_are_finite_and_whole_values),
        cmocka_unit_test(test_output__names_beyond_the_limit_are_counted),
        cmocka_unit_test(test_output__expected_stands_for_the_first),
        cmocka_unit_test(test_output__named_expectation_wins),
        cmocka_unit_test(test_output__keeps_the_last_part),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
