#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "sample/schedstat.h"
#include "sample/taskstat.h"

/*
 * What stands behind the name: field N holds the number N, but for those
 * that are signed in real life.
 */
#define FIELDS_TO_22 \
    " S 4 5 6 7 -1 9 10 11 12 13 14 15 16 17 18 19 20 21 22"
#define FIELDS_TO_38 \
    FIELDS_TO_22 " 23 24 18446744073709551615 26 27 28 29 30 31 32 33 34 " \
                 "35 36 37 38"

static struct taskstat
parse_name(const char *name)
{
    char *text = str_format("123 (%s)%s 39 40 41\n", name, FIELDS_TO_38);
    struct taskstat stat;

    assert_int_equal(taskstat_parse(text, &stat), 0);
    free(text);
    assert_int_equal(stat.tid, 123);
    assert_int_equal(stat.state, 'S');
    assert_int_equal(stat.parent, 4);
    assert_int_equal(stat.ticks, 14 + 15);
    assert_int_equal(stat.start, 22);
    assert_int_equal(stat.core, 39);
    return stat;
}

static void
test_taskstat__takes_its_fields(void **state)
{
    struct taskstat stat = parse_name("worker");

    (void)state;
    assert_string_equal(stat.name, "worker");
}

static void
test_taskstat__name_may_hold_anything(void **state)
{
    (void)state;
    assert_string_equal(parse_name("a b").name, "a b");
    assert_string_equal(parse_name(")").name, ")");
    assert_string_equal(parse_name("x) R 1 (y").name, "x) R 1 (y");
    assert_string_equal(parse_name("((").name, "((");
    assert_string_equal(parse_name("").name, "");
    assert_string_equal(parse_name("café").name, "café");
}

static void
test_taskstat__name_is_made_harmless(void **state)
{
    (void)state;
    assert_string_equal(parse_name("two\nlines").name, "two?lines");
    assert_string_equal(parse_name("\x1b[2J\x07").name, "?[2J?");
    assert_string_equal(parse_name("\xff\xc3").name, "??");
    /* U+009B, a control sequence in one character; U+202E turns text */
    assert_string_equal(parse_name("\xc2\x9bm").name, "?m");
    assert_string_equal(parse_name("\xe2\x80\xaetxt").name, "?txt");
}

static void
test_taskstat__name_is_cut_between_characters(void **state)
{
    (void)state;
    /* a kernel's own thread may have more than 15 bytes */
    assert_string_equal(parse_name("kworker/u8:3-events_unbound").name,
                        "kworker/u8:3-ev");
    assert_string_equal(parse_name("12345678901234é").name,
                        "12345678901234");
}

static void
test_taskstat__core_may_be_missing(void **state)
{
    struct taskstat stat;

    (void)state;
    assert_int_equal(taskstat_parse("1 (a)" FIELDS_TO_22, &stat), 0);
    assert_int_equal(stat.core, -1);
    assert_int_equal(taskstat_parse("1 (a)" FIELDS_TO_38 " -1", &stat), 0);
    assert_int_equal(stat.core, -1);
}

static void
test_taskstat__refuses_what_is_no_stat(void **state)
{
    const char *const bad[] = {
        "",
        "1",
        "1 (a",
        "1 a) S 1",
        ")(",
        "x (a)" FIELDS_TO_38,
        "1 (a)",
        "1 (a) ",
        "1 (a) S",
        "1 (a) S 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21",
        "1 (a) S -4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22",
        "99999999999 (a)" FIELDS_TO_38,
    };
    struct taskstat stat;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(taskstat_parse(bad[i], &stat), -EINVAL);
}

static void
test_schedstat__takes_its_three_numbers(void **state)
{
    struct schedstat stat;

    (void)state;
    assert_int_equal(schedstat_parse("123456789 42 7\n", &stat), 0);
    assert_int_equal(stat.run, 123456789);
    assert_int_equal(stat.wait, 42);
    assert_int_equal(stat.slices, 7);
}

static void
test_schedstat__refuses_less(void **state)
{
    struct schedstat stat;

    (void)state;
    assert_int_equal(schedstat_parse("", &stat), -EINVAL);
    assert_int_equal(schedstat_parse("1 2\n3\n", &stat), -EINVAL);
    assert_int_equal(schedstat_parse("1 -2 3", &stat), -EINVAL);
}

static void
test_taskstat__knows_the_innermost_numbers(void **state)
{
    static const char status[] = "Name:\tNSpid:\nPid:\t70\n"
                                 "NStgid:\t69\t5\t2\n"
                                 "NSpid:\t70\t6\t3\nNSpgid:\t1\n";

    (void)state;
    assert_int_equal(taskstat_inside(status, "NStgid"), 2);
    assert_int_equal(taskstat_inside(status, "NSpid"), 3);
    assert_int_equal(taskstat_inside(status, "NSpgid"), 1);
    assert_int_equal(taskstat_inside(status, "NSsid"), 0);
    assert_int_equal(taskstat_inside("NSpid:", "NSpid"), 0);
    assert_int_equal(taskstat_inside("", "NSpid"), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taskstat__takes_its_fields),
        cmocka_unit_test(test_taskstat__name_may_hold_anything),
        cmocka_unit_test(test_taskstat__name_is_made_harmless),
        cmocka_unit_test(test_taskstat__name_is_cut_between_characters),
        cmocka_unit_test(test_taskstat__core_may_be_missing),
        cmocka_unit_test(test_taskstat__refuses_what_is_no_stat),
        cmocka_unit_test(test_taskstat__knows_the_innermost_numbers),
        cmocka_unit_test(test_schedstat__takes_its_three_numbers),
        cmocka_unit_test(test_schedstat__refuses_less),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
