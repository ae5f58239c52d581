#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/ascii.h"

static void
assert_likeness(const char *text, const char *ascii)
{
    struct str str = STR_INIT;

    ascii_add(&str, text, strlen(text));
    assert_string_equal(str_text(&str), ascii);
    str_release(&str);
}

static void
test_ascii__signs_have_a_likeness(void **state)
{
    (void)state;
    assert_likeness("▸ ✓ ✗ · ‹2›", "> + x . <2>");
    assert_likeness("┌─┬┐│┃└┴┘├┼┤╭╯", "+-++||++++++++");
    assert_likeness("▁▂▃▄▅▆▇█", "_.-=+*%#");
    assert_likeness("▒░▌ • … – —", ":.= * . - -");
    assert_likeness("‘a’ “b” 3×4 ≤ →", "'a' \"b\" 3x4 < >");
    assert_likeness("f′ ≈ a⋅b", "f' ~ a.b");
}

static void
test_ascii__letters_lose_their_accents(void **state)
{
    (void)state;
    assert_likeness("Zürich, café, x²", "Zurich, cafe, x2");
    assert_likeness("cafe\xCC\x81!", "cafe!");
}

static void
test_ascii__keeps_the_columns(void **state)
{
    (void)state;
    assert_likeness("日本", "????");
    assert_likeness("🔒 ok", "?? ok");
    assert_likeness("a\x01\x1b[0m", "a[0m");
    assert_likeness("\xff\xfe", "??");
    assert_likeness("one\ttwo\n", "one\ttwo\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ascii__signs_have_a_likeness),
        cmocka_unit_test(test_ascii__letters_lose_their_accents),
        cmocka_unit_test(test_ascii__keeps_the_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
