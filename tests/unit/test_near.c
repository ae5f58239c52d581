#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/near.h"

static void
test_near__counts_changed_letters(void **state)
{
    (void)state;
    assert_int_equal(near_distance("", ""), 0);
    assert_int_equal(near_distance("run", "run"), 0);
    assert_int_equal(near_distance("Run", "run"), 0);
    assert_int_equal(near_distance("", "run"), 3);
    assert_int_equal(near_distance("rn", "run"), 1);
    assert_int_equal(near_distance("runn", "run"), 1);
    assert_int_equal(near_distance("ron", "run"), 1);
    assert_int_equal(near_distance("raed", "read"), 1);
    assert_int_equal(near_distance("kitten", "sitting"), 3);
}

static void
test_near__takes_the_nearest_or_none(void **state)
{
    struct near near;

    (void)state;
    near_init(&near, "counter_rac");
    near_offer(&near, "counter_race");
    near_offer(&near, "counter_raced");
    assert_string_equal(near.name, "counter_race");
    near_init(&near, "x");
    near_offer(&near, "run");
    near_offer(&near, "y");
    assert_null(near.name);
    near_init(&near, "hint");
    near_offer(&near, "list");
    near_offer(&near, "init");
    assert_null(near.name);
}

static void
test_near__long_texts_are_far(void **state)
{
    char text[200];

    (void)state;
    for (int i = 0; i < 199; i++)
        text[i] = 'a';
    text[199] = '\0';
    assert_int_equal(near_distance(text, text), 0);
    assert_true(near_distance(text, "a") > 1000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_near__counts_changed_letters),
        cmocka_unit_test(test_near__takes_the_nearest_or_none),
        cmocka_unit_test(test_near__long_texts_are_far),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
