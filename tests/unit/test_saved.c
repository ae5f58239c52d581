#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "ui/saved.h"

#define NOON 1793966400         /* 2026-11-06 12:00:00 UTC */

static void
expect(int64_t ago, const char *words, int lasts)
{
    struct str text = STR_INIT;

    saved_add(&text, NOON - ago, NOON);
    assert_string_equal(str_text(&text), words);
    assert_int_equal(saved_lasts(NOON - ago, NOON), lasts);
    str_release(&text);
}

static void
test_saved__counts_seconds_while_they_are_few(void **state)
{
    (void)state;
    expect(0, "saved 0 s ago", 1);
    expect(2, "saved 2 s ago", 1);
    expect(9, "saved 9 s ago", 1);
    expect(10, "saved 10 s ago", 10);
    expect(19, "saved 10 s ago", 1);
    expect(59, "saved 50 s ago", 1);
}

static void
test_saved__stands_still_after_a_minute(void **state)
{
    (void)state;
    expect(60, "saved at 11:59", -1);
    expect(12 * 3600, "saved at 00:00", -1);
    expect(12 * 3600 + 1, "saved on 2026-11-05", -1);
    expect(365 * 24 * 3600, "saved on 2025-11-06", -1);
}

/* As after a clock was set back. */
static void
test_saved__can_lie_ahead(void **state)
{
    (void)state;
    expect(-90, "saved at 12:01", -1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_saved__counts_seconds_while_they_are_few),
        cmocka_unit_test(test_saved__stands_still_after_a_minute),
        cmocka_unit_test(test_saved__can_lie_ahead),
    };

    setenv("TZ", "UTC0", 1);
    tzset();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
