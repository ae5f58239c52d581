#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"

static void
test_diag__says_where_as_far_as_it_knows(void **state)
{
    struct diag diag = DIAG_INIT;
    char buf[128];

    (void)state;
    diag_set(&diag, "a.md", 3, "%d words", 2);
    assert_string_equal(diag_format(&diag, buf, sizeof buf),
                        "a.md:3: 2 words");
    diag_set(&diag, "a.md", 0, "no words");
    assert_string_equal(diag_format(&diag, buf, sizeof buf),
                        "a.md: no words");
    diag_set(&diag, NULL, 0, "no file");
    assert_string_equal(diag_format(&diag, buf, sizeof buf), "no file");
}

static void
test_diag__say_keeps_file_and_line(void **state)
{
    struct diag diag = DIAG_INIT;

    (void)state;
    diag_set(&diag, "a.md", 3, "one");
    diag_say(&diag, "two");
    assert_string_equal(diag.file, "a.md");
    assert_int_equal(diag.line, 3);
    assert_string_equal(diag.text, "two");
}

static void
test_diag__lets_nothing_through_that_drives_a_terminal(void **state)
{
    struct diag diag = DIAG_INIT;

    (void)state;
    diag_set(&diag, "a\033[2J.md", 1, "b\nc\r\xff|\xc2\x9b|\xc3\xa9");
    assert_string_equal(diag.file, "a?[2J.md");
    assert_string_equal(diag.text, "b?c??|??|\xc3\xa9");
}

static void
test_diag__cuts_no_character_in_two(void **state)
{
    struct diag diag = DIAG_INIT;
    char text[400];

    (void)state;
    memset(text, 'a', sizeof text);
    memcpy(text + sizeof diag.text - 2, "\xc3\xa9", 3);
    diag_set(&diag, NULL, 0, "%s", text);
    assert_int_equal(strlen(diag.text), sizeof diag.text - 1);
    assert_int_equal(diag.text[sizeof diag.text - 2], '?');
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_diag__says_where_as_far_as_it_knows),
        cmocka_unit_test(test_diag__say_keeps_file_and_line),
        cmocka_unit_test(test_diag__lets_nothing_through_that_drives_a_terminal),
        cmocka_unit_test(test_diag__cuts_no_character_in_two),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
