#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ui/codes.h"
#include "ui/sheet.h"
#include "ui/sides.h"

/* A line of the sheet as text. */
static const char *
text_of(const struct sheet *sheet, size_t index)
{
    static char text[256];
    const struct line *line = &sheet->lines[index];
    size_t len = 0;

    for (size_t i = 0; i < line->npieces; i++) {
        const struct piece *piece = &sheet->pieces[line->first + i];

        memcpy(text + len, piece->text, piece->bytes);
        len += piece->bytes;
    }
    text[len] = '\0';
    return text;
}

static void
test_sheet__begins_with_nothing(void **state)
{
    struct sheet sheet = SHEET_INIT;

    (void)state;
    assert_int_equal(sheet_height(&sheet), 0);
    sheet_clear(&sheet, 20);
    sheet_gap(&sheet);
    assert_int_equal(sheet_height(&sheet), 0);
    sheet_release(&sheet);
}

static void
test_sheet__a_gap_is_one_blank_line(void **state)
{
    struct sheet sheet = SHEET_INIT;

    (void)state;
    sheet_clear(&sheet, 20);
    sheet_add(&sheet, LOOK_TEXT, "one");
    sheet_gap(&sheet);
    sheet_gap(&sheet);
    sheet_add(&sheet, LOOK_TEXT, "two");
    assert_int_equal(sheet_height(&sheet), 3);
    assert_string_equal(text_of(&sheet, 1), "");
    assert_string_equal(text_of(&sheet, 2), "two");
    sheet_release(&sheet);
}

static void
test_sheet__wraps_words_and_indents(void **state)
{
    struct sheet sheet = SHEET_INIT;

    (void)state;
    sheet_clear(&sheet, 12);
    sheet_wrap(&sheet, LOOK_TEXT, 2, "to be or not to be");
    assert_int_equal(sheet_height(&sheet), 2);
    assert_string_equal(text_of(&sheet, 0), "  to be or");
    assert_string_equal(text_of(&sheet, 1), "  not to be");
    sheet_release(&sheet);
}

static void
test_sheet__wraps_each_line_by_itself(void **state)
{
    struct sheet sheet = SHEET_INIT;

    (void)state;
    sheet_clear(&sheet, 10);
    sheet_wrap_lines(&sheet, LOOK_TEXT, 1, "one two three\nfour\n");
    assert_int_equal(sheet_height(&sheet), 3);
    assert_string_equal(text_of(&sheet, 0), " one two");
    assert_string_equal(text_of(&sheet, 1), " three");
    assert_string_equal(text_of(&sheet, 2), " four");
    sheet_release(&sheet);
}

/* Ten lines, the cursor in the sixth. */
static void
test_sheet__has_a_window_that_is_full(void **state)
{
    struct sheet sheet = SHEET_INIT;

    (void)state;
    sheet_clear(&sheet, 10);
    for (int i = 0; i < 10; i++) {
        if (i == 5)
            sheet_cursor(&sheet);
        sheet_add(&sheet, LOOK_TEXT, "line");
        sheet_line(&sheet);
    }
    assert_int_equal(sheet_top(&sheet, 3, 4), 3);
    assert_int_equal(sheet_top(&sheet, 8, 4), 6);
    assert_int_equal(sheet_top(&sheet, 8, 20), 0);
    assert_int_equal(sheet_top_around_cursor(&sheet, 0, 4, 1), 3);
    assert_int_equal(sheet_top_around_cursor(&sheet, 0, 4, 2), 4);
    assert_int_equal(sheet_top_around_cursor(&sheet, 6, 4, 1), 4);
    assert_int_equal(sheet_top_around_cursor(&sheet, 4, 4, 2), 4);
    sheet_release(&sheet);
}

static void
test_sheet__counts_columns_not_bytes(void **state)
{
    struct sheet sheet = SHEET_INIT;

    (void)state;
    sheet_clear(&sheet, 20);
    sheet_add(&sheet, LOOK_TEXT, "競馬");
    assert_int_equal(sheet_column(&sheet), 4);
    sheet_tab(&sheet, 6);
    sheet_repeat(&sheet, LOOK_TEXT, "█", 3);
    assert_int_equal(sheet_column(&sheet), 9);
    sheet_right(&sheet, 4);
    assert_int_equal(sheet_column(&sheet), 16);
    sheet_release(&sheet);
}

static void
test_sheet__a_rule_fills_the_width(void **state)
{
    struct sheet sheet = SHEET_INIT;

    (void)state;
    sheet_clear(&sheet, 15);
    sheet_rule(&sheet, "result");
    assert_string_equal(text_of(&sheet, 0), "─ result ──────");
    assert_int_equal(sheet.lines[0].columns, 15);
    sheet_release(&sheet);
}

static void
test_sheet__code_loses_its_backquotes(void **state)
{
    struct sheet sheet = SHEET_INIT;

    (void)state;
    sheet_clear(&sheet, 20);
    sheet_wrap_marked(&sheet, LOOK_TEXT, 1, "two threads touch `x = 1`, alone");
    assert_int_equal(sheet_height(&sheet), 2);
    assert_string_equal(text_of(&sheet, 0), " two threads touch x");
    assert_string_equal(text_of(&sheet, 1), " = 1, alone");
    assert_int_equal(sheet.pieces[sheet.lines[1].first + 1].look, LOOK_CODE);
    assert_int_equal(
        sheet.pieces[sheet.lines[1].first + sheet.lines[1].npieces - 1].look,
        LOOK_TEXT);
    sheet_release(&sheet);
}

static void
test_sides__stand_beside_each_other_where_there_is_room(void **state)
{
    static const char *const texts[] = {"thread 1\nreads counter\nc.c:17\n",
                                        "thread 2\nwrites it\n"};
    struct sheet sheet = SHEET_INIT;

    (void)state;
    sheet_clear(&sheet, 51);
    sides_add(&sheet, texts, 2);
    assert_int_equal(sheet_height(&sheet), 3);
    assert_string_equal(text_of(&sheet, 0),
                        " thread 1                  thread 2");
    assert_string_equal(text_of(&sheet, 1),
                        " reads counter             writes it");
    assert_string_equal(text_of(&sheet, 2), " c.c:17");
    sheet_clear(&sheet, 50);
    sides_add(&sheet, texts, 2);
    assert_int_equal(sheet_height(&sheet), 6);
    assert_string_equal(text_of(&sheet, 3), "");
    assert_string_equal(text_of(&sheet, 4), " thread 2");
    sheet_release(&sheet);
}

static void
test_sides__break_what_is_too_wide(void **state)
{
    static const char *const texts[] = {
        "thread 1\ncalled at a_long_name.c:134 by_a_function()\n", "main\n"};
    struct sheet sheet = SHEET_INIT;

    (void)state;
    sheet_clear(&sheet, 51);
    sides_add(&sheet, texts, 2);
    assert_int_equal(sheet_height(&sheet), 4);
    assert_string_equal(text_of(&sheet, 1), " called at");
    assert_string_equal(text_of(&sheet, 2), " a_long_name.c:134");
    assert_string_equal(text_of(&sheet, 3), " by_a_function()");
    sheet_release(&sheet);
}

static void
test_codes__show_where_they_differ(void **state)
{
    const struct codes codes = {
        "yours", "the solution",
        "int a;\nint b;\n    lock(l);\n    n = n + 1;\n    unlock(l);\nint c;\n",
        "int a;\nint b;\n    n += 1;\nint c;\n"};
    struct sheet sheet = SHEET_INIT;

    (void)state;
    sheet_clear(&sheet, 50);
    codes_add(&sheet, &codes);
    assert_string_equal(text_of(&sheet, 0),
                        " yours                     the solution");
    assert_string_equal(text_of(&sheet, 1),
                        " int a;                  │ int a;");
    for (size_t i = 0; i < sheet_height(&sheet); i++) {
        const char *text = text_of(&sheet, i);

        if (strstr(text, "unlock"))
            assert_non_null(strstr(text, " < "));
        if (strstr(text, "+="))
            assert_non_null(strstr(text, " | "));
    }
    assert_int_equal(sheet_height(&sheet), 7);
    sheet_release(&sheet);
}

static void
test_codes__stand_one_over_the_other_where_it_is_narrow(void **state)
{
    const struct codes codes = {"yours", "the solution", "a\nb\n", "a\nc\n"};
    struct sheet sheet = SHEET_INIT;

    (void)state;
    sheet_clear(&sheet, 38);
    codes_add(&sheet, &codes);
    assert_int_equal(sheet_height(&sheet), 7);
    assert_string_equal(text_of(&sheet, 0), " yours");
    assert_string_equal(text_of(&sheet, 1), "  a");
    assert_string_equal(text_of(&sheet, 2), "| b");
    assert_string_equal(text_of(&sheet, 4), " the solution");
    assert_string_equal(text_of(&sheet, 6), "| c");
    sheet_release(&sheet);
}

static void
test_codes__that_are_the_same_say_so(void **state)
{
    const struct codes codes = {"yours", "the solution", "a\n", "a\n"};
    struct sheet sheet = SHEET_INIT;

    (void)state;
    sheet_clear(&sheet, 50);
    codes_add(&sheet, &codes);
    assert_string_equal(text_of(&sheet, 0), " Both are the same.");
    sheet_release(&sheet);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sheet__begins_with_nothing),
        cmocka_unit_test(test_sheet__a_gap_is_one_blank_line),
        cmocka_unit_test(test_sheet__wraps_words_and_indents),
        cmocka_unit_test(test_sheet__wraps_each_line_by_itself),
        cmocka_unit_test(test_sheet__has_a_window_that_is_full),
        cmocka_unit_test(test_sheet__counts_columns_not_bytes),
        cmocka_unit_test(test_sheet__a_rule_fills_the_width),
        cmocka_unit_test(test_sheet__code_loses_its_backquotes),
        cmocka_unit_test(
            test_sides__stand_beside_each_other_where_there_is_room),
        cmocka_unit_test(test_sides__break_what_is_too_wide),
        cmocka_unit_test(test_codes__show_where_they_differ),
        cmocka_unit_test(
            test_codes__stand_one_over_the_other_where_it_is_narrow),
        cmocka_unit_test(test_codes__that_are_the_same_say_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
