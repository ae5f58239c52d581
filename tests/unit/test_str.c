#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/str.h"

static void
test_str__empty_is_a_text(void **state)
{
    struct str str = STR_INIT;

    (void)state;
    assert_string_equal(str_text(&str), "");
}

static void
test_str__grows_by_all_ways_of_adding(void **state)
{
    struct str str = STR_INIT;

    (void)state;
    str_add(&str, "one");
    str_add_char(&str, ' ');
    str_add_n(&str, "twofold", 3);
    str_add_format(&str, " %0*d", 40, 3);
    assert_int_equal(str.len, 48);
    assert_string_equal(str_text(&str),
                        "one two "
                        "0000000000000000000000000000000000000003");
    str_truncate(&str, 3);
    assert_string_equal(str_text(&str), "one");
    str_release(&str);
}

static void
test_str__detach_leaves_it_empty(void **state)
{
    struct str str = STR_INIT;
    char *text;

    (void)state;
    str_add(&str, "kept");
    text = str_detach(&str);
    assert_string_equal(text, "kept");
    assert_string_equal(str_text(&str), "");
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_str__empty_is_a_text),
        cmocka_unit_test(test_str__grows_by_all_ways_of_adding),
        cmocka_unit_test(test_str__detach_leaves_it_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
