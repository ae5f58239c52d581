#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "base/utf8.h"

static void
check(const char *text, size_t bytes, int columns)
{
    int found;

    assert_int_equal(utf8_cluster(text, strlen(text), &found), bytes);
    assert_int_equal(found, columns);
}

static void
test_utf8__marks_stay_with_their_letter(void **state)
{
    (void)state;
    check("ab", 1, 1);
    check("e\u0301b", 3, 1);
    check("é\u0323b", 4, 1);
    check("中\u0301文", 5, 2);
    check("か\u3099き", 6, 2);
}

static void
test_utf8__emoji_with_joiners_are_one(void **state)
{
    (void)state;
    check("✅x", 3, 2);
    check("🇩🇪🇫🇷", 8, 2);
    check("👩‍👩‍👧x", 18, 2);
    check("❤\uFE0Fx", 6, 2);
}

static void
test_utf8__controls_take_no_column_and_no_mark(void **state)
{
    (void)state;
    check("\033[", 1, 0);
    check("\xC2\x9B\u0301", 2, 0);
    check("a\u202Eb", 1, 1);
    check("中\033", 3, 2);
}

static void
test_utf8__broken_bytes_are_one_sign_each(void **state)
{
    (void)state;
    check("\xFFx", 1, 1);
    check("中\xFF", 3, 2);
    check("\xE4\xB8", 1, 1);
}

/* What utf8proc says of the letter alone, behind and before others. */
static void
test_utf8__short_cuts_agree_with_utf8proc(void **state)
{
    static const uint32_t others[] = {'a', 0xE9, 0x3042, 0x4E2D, 0xAC00,
                                      0x11A8, 0x301, 0x200D, 0x3099, 0xFE0F};

    (void)state;
    for (uint32_t code = 0xA1; code < 0xFFFE; code++) {
        if (utf8_is_control(code) || (code >= 0xD800 && code <= 0xDFFF))
            continue;
        for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
            char text[8];
            size_t first = utf8_put(code, text);
            size_t both = first + utf8_put(others[i], text + first);
            int columns;
            size_t bytes = utf8_cluster(text, both, &columns);

            assert_int_equal(bytes == first,
                             utf8proc_grapheme_break((int)code,
                                                     (int)others[i]));
            if (bytes == first)
                assert_int_equal(columns, utf8proc_charwidth((int)code));
        }
    }
}

static void
test_utf8__what_is_no_text_becomes_question_marks(void **state)
{
    char text[] = "a\033[2Jb\xc3\xa9\xff\xe2\x94\n\xc2\x9b.";

    (void)state;
    utf8_make_printable(text);
    assert_string_equal(text, "a?[2Jb\xc3\xa9????\?\?.");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8__marks_stay_with_their_letter),
        cmocka_unit_test(test_utf8__emoji_with_joiners_are_one),
        cmocka_unit_test(test_utf8__controls_take_no_column_and_no_mark),
        cmocka_unit_test(test_utf8__broken_bytes_are_one_sign_each),
        cmocka_unit_test(test_utf8__short_cuts_agree_with_utf8proc),
        cmocka_unit_test(test_utf8__what_is_no_text_becomes_question_marks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
