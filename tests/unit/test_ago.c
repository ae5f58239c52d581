#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/ago.h"

/* date -u -d @1764288000: Fri Nov 28 00:00:00 UTC 2025 */
#define MIDNIGHT 1764288000

static void
expect(int64_t then, int64_t now, const char *words)
{
    struct str str = STR_INIT;

    ago_add(&str, then, now);
    assert_string_equal(str_text(&str), words);
    str_release(&str);
}

static void
test_ago__is_short_for_what_just_was(void **state)
{
    (void)state;
    expect(MIDNIGHT, MIDNIGHT, "just now");
    expect(MIDNIGHT + 60, MIDNIGHT, "just now");
    expect(MIDNIGHT, MIDNIGHT + 1, "1 s ago");
    expect(MIDNIGHT, MIDNIGHT + 59, "59 s ago");
    expect(MIDNIGHT, MIDNIGHT + 60, "1 min ago");
    expect(MIDNIGHT, MIDNIGHT + 3599, "59 min ago");
    expect(MIDNIGHT, MIDNIGHT + 3600, "1 h ago");
}

static void
test_ago__knows_midnight(void **state)
{
    (void)state;
    expect(MIDNIGHT - 60, MIDNIGHT + 60, "2 min ago");
    expect(MIDNIGHT - 3600, MIDNIGHT + 3600, "2 h ago");
    expect(MIDNIGHT + 60, MIDNIGHT + 13 * 3600, "12 h ago");
    expect(MIDNIGHT - 60, MIDNIGHT + 13 * 3600, "yesterday");
    expect(MIDNIGHT - 86400, MIDNIGHT + 86399, "yesterday");
    expect(MIDNIGHT - 86401, MIDNIGHT, "2 days ago");
    expect(MIDNIGHT - 6 * 86400, MIDNIGHT, "6 days ago");
    expect(MIDNIGHT - 7 * 86400, MIDNIGHT, "on 2025-11-21");
    expect(0, MIDNIGHT, "on 1970-01-01");
}

static void
test_ago__has_words_for_any_number(void **state)
{
    (void)state;
    expect(INT64_MAX / 2, MIDNIGHT, "just now");
    expect(-INT64_MAX / 2, MIDNIGHT, "long ago");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ago__is_short_for_what_just_was),
        cmocka_unit_test(test_ago__knows_midnight),
        cmocka_unit_test(test_ago__has_words_for_any_number),
    };

    setenv("TZ", "UTC0", 1);
    tzset();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
