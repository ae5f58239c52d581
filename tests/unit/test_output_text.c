#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <string.h>

#include "run/output.h"

/* What these bytes are shown as. */
static void
shows(const char *bytes, size_t len, const char *expected)
{
    struct output output = OUTPUT_INIT;
    size_t text_len;
    char *text;

    output_add(&output, OUTPUT_STDOUT, bytes, len);
    text = output_text(&output, &text_len);
    assert_string_equal(text, expected);
    assert_int_equal(text_len, strlen(expected));
    free(text);
    output_release(&output);
}

static void
shows_text(const char *text, const char *expected)
{
    shows(text, strlen(text), expected);
}

static void
test_output_text__leaves_text_alone(void **state)
{
    (void)state;
    shows_text("", "");
    shows_text("one\n\ntwo", "one\n\ntwo");
    shows_text("a\xCC\x81 \xE4\xB8\xAD \xF0\x9F\x94\x92\n",
               "a\xCC\x81 \xE4\xB8\xAD \xF0\x9F\x94\x92\n");
}

static void
test_output_text__makes_controls_visible(void **state)
{
    (void)state;
    shows_text("\033[31mred\033[0m", "␛[31mred␛[0m");
    shows_text("a\bb\a\x7F", "a␈b␇␡");
    shows("\0x\x01", 3, "␀x␁");
    shows_text("\xC2\x9B" "2J", "\xEF\xBF\xBD" "2J");
    shows_text("a\xE2\x80\xAE" "b", "a\xEF\xBF\xBD" "b");
}

static void
test_output_text__replaces_broken_bytes(void **state)
{
    (void)state;
    shows_text("a\xFF" "b", "a\xEF\xBF\xBD" "b");
    shows_text("\xE4\xB8\n", "\xEF\xBF\xBD\xEF\xBF\xBD\n");
    /* U+0600 takes what follows into its cluster. */
    shows_text("\xD8\x80\xFF", "\xD8\x80\xEF\xBF\xBD");
}

static void
test_output_text__expands_tabs(void **state)
{
    (void)state;
    shows_text("\tx", "        x");
    shows_text("ab\tx\n1234567\tx\n12345678\tx",
               "ab      x\n1234567 x\n12345678        x");
    shows_text("\xE4\xB8\xAD\tx", "\xE4\xB8\xAD      x");
}

static void
test_output_text__begins_the_line_anew(void **state)
{
    (void)state;
    shows_text("10 %\r20 %\r30 %\n", "30 %\n");
    shows_text("longer\rab\n", "abnger\n");
    shows_text("abcdef\r12\r3\n", "32cdef\n");
    shows_text("line\r\nnext\r\n", "line\nnext\n");
    shows_text("\r\r\n\rx\r", "\nx");
    shows_text("one\ntwo\rx", "one\nxwo");
}

static void
test_output_text__overwrites_half_of_a_wide_letter(void **state)
{
    (void)state;
    shows_text("\xE4\xB8\xAD" "b\rx", "x b");
    shows_text("ab\r\xE4\xB8\xAD", "\xE4\xB8\xAD");
}

static void
test_output_text__goes_round_the_ring(void **state)
{
    struct output output = OUTPUT_INIT;
    char *text;
    size_t len;

    (void)state;
    for (int i = 0; i < OUTPUT_KEPT / 8 + 1; i++)
        output_add(&output, OUTPUT_STDOUT, "1234567\n", 8);
    output_add(&output, OUTPUT_STDOUT, "end", 3);
    text = output_text(&output, &len);
    assert_int_equal(len, OUTPUT_KEPT);
    assert_memory_equal(text, "4567\n1234567\n", 13);
    assert_string_equal(text + len - 5, "7\nend");
    free(text);
    output_release(&output);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_output_text__leaves_text_alone),
        cmocka_unit_test(test_output_text__makes_controls_visible),
        cmocka_unit_test(test_output_text__replaces_broken_bytes),
        cmocka_unit_test(test_output_text__expands_tabs),
        cmocka_unit_test(test_output_text__begins_the_line_anew),
        cmocka_unit_test(test_output_text__overwrites_half_of_a_wide_letter),
        cmocka_unit_test(test_output_text__goes_round_the_ring),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
