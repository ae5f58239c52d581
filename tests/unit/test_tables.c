#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "doc/doc.h"
#include "doc/rows.h"

static int
add_row(const struct row *row, void *context)
{
    for (unsigned i = 0; i < row->nspans; i++)
        str_add_n(context, row->spans[i].text, row->spans[i].bytes);
    str_add_char(context, '\n');
    return 0;
}

static void
check(const char *markdown, int width, const char *expected)
{
    struct doc *doc = doc_new(markdown, strlen(markdown), DOC_GITHUB);
    struct str text = STR_INIT;

    rows_each(doc, width, add_row, &text);
    assert_string_equal(str_text(&text), expected);
    str_release(&text);
    doc_free(doc);
}

static void
test_tables__need_to_be_asked_for(void **state)
{
    struct doc *doc = doc_new("|a|\n|-|\n", 8, 0);
    struct rows *rows = rows_new(doc, 40);

    (void)state;
    assert_int_equal(rows_count(rows), 1);
    rows_free(rows);
    doc_free(doc);
}

static void
test_tables__need_a_delimiter_row_that_matches(void **state)
{
    (void)state;
    check("| a | b |\n|---|\n", 40, "| a | b | |---|\n");
    check("| a |\n|-x-|\n", 40, "| a | |-x-|\n");
    check("| a |\n|::|\n", 40, "| a | |::|\n");
    check("| a |\n\n|---|\n", 40, "| a |\n\n|---|\n");
    check("    | a |\n    |---|\n", 40, "  ┃ | a |\n  ┃ |---|\n");
    check("a\n:-\n", 40, "a\n─\n");
}

static void
test_tables__cells_align_as_asked(void **state)
{
    (void)state;
    check("|left|right|mid|\n|:--|--:|:-:|\n|a|b|c|\n|1234|12345|123|\n", 40,
          "left │ right │ mid\n"
          "─────┼───────┼────\n"
          "a    │     b │  c\n"
          "1234 │ 12345 │ 123\n");
}

static void
test_tables__pipes_behind_a_backslash_are_text(void **state)
{
    (void)state;
    check("| a\\|b | `c\\|d` |\n|--|--|\n| *\\|* | \\\\ |\n", 40,
          "a|b │ c|d\n────┼────\n|   │ \\\n");
}

static void
test_tables__rows_may_be_short_or_long(void **state)
{
    (void)state;
    check("|a|b|\n|-|-|\n|1|\n|1|2|3|\n||\n", 40,
          "a │ b\n──┼──\n1 │\n1 │ 2\n  │\n");
}

static void
test_tables__cells_see_all_link_definitions(void **state)
{
    (void)state;
    check("|[a]|[b]|[c]|[d]|\n|-|-|-|-|\n\n"
          "[a]: /a\n\n> [b]: /b\n\n- [c]:\n  /c\n",
          40,
          "a[1] │ b[2] │ c[3] │ [d]\n"
          "─────┼──────┼──────┼────\n\n"
          "  •\n\n"
          "[1] /a\n[2] /b\n[3] /c\n");
}

static void
test_tables__what_looks_like_a_definition_is_none(void **state)
{
    (void)state;
    check("|[a]|[b]|\n|-|-|\n\n    [a]: /a\n\nx\n[b]: /b\n", 40,
          "[a] │ [b]\n────┼────\n\n  ┃ [a]: /a\n\nx [b]: /b\n");
    /* Definitions of their own would hide those of the text. */
    check("|[a]|\n|-|\n\n```\n[a]: /no\n```\n\n[a]: /yes\n", 40,
          "a[1]\n────\n\n  ┃ [a]: /no\n\n[1] /yes\n");
}

static void
test_tables__text_above_stays_a_paragraph(void **state)
{
    (void)state;
    check("*x\ny*\n|a|\n|-|\n|1|\n\nz\n", 40, "x y\n\na\n─\n1\n\nz\n");
    check("[a]: /u\n|[a]|\n|-|\n", 40, "a[1]\n────\n\n[1] /u\n");
}

static void
test_tables__containers_are_taken_off(void **state)
{
    (void)state;
    check("1. > |a|b|\n   > |-|-|\n   > |*1*|2|\n", 40,
          "  1 ┃ a │ b\n    ┃ ──┼──\n    ┃ 1 │ 2\n");
    check("- |a|\r\n  |-|\r\n  |`1`|\r\n", 40, "  • a\n    ─\n    1\n");
}

static void
test_tables__widest_columns_give_way(void **state)
{
    (void)state;
    /* 20 - 3 columns: "no" needs two, fifteen are left. */
    check("|no|one two three four|\n|-|-|\n|1|five six|\n", 20,
          "no │ one two three\n"
          "   │ four\n"
          "───┼────────────────\n"
          "1  │ five six\n");
}

static void
test_tables__words_are_not_cut_for_columns(void **state)
{
    (void)state;
    check("|Monday|Tuesday|\n|-|-|\n|unmistakably|1|\n|2||\n", 20,
          "Monday\nTuesday\n────────────────────\n"
          "Monday: unmistakably\nTuesday: 1\n────────────────────\n"
          "Monday: 2\n");
}

static void
test_tables__many_columns_take_no_more_than_their_text(void **state)
{
    struct str text = STR_INIT;
    struct doc *doc;

    (void)state;
    for (int i = 0; i < 20000; i++)
        str_add(&text, "|a");
    str_add_char(&text, '\n');
    for (int i = 0; i < 20000; i++)
        str_add(&text, "|-");
    for (int i = 0; i < 20000; i++)
        str_add(&text, "\n|b");
    doc = doc_new(str_text(&text), text.len, DOC_GITHUB);
    str_clear(&text);
    rows_each(doc, 40, add_row, &text);
    /* 20000 header rows, 20000 rules of 40, 20000 rows "a: b". */
    assert_int_equal(text.len, 20000 * (2 + (40 * 3 + 1) + 5));
    str_release(&text);
    doc_free(doc);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables__need_to_be_asked_for),
        cmocka_unit_test(test_tables__need_a_delimiter_row_that_matches),
        cmocka_unit_test(test_tables__cells_align_as_asked),
        cmocka_unit_test(test_tables__pipes_behind_a_backslash_are_text),
        cmocka_unit_test(test_tables__rows_may_be_short_or_long),
        cmocka_unit_test(test_tables__cells_see_all_link_definitions),
        cmocka_unit_test(test_tables__what_looks_like_a_definition_is_none),
        cmocka_unit_test(test_tables__text_above_stays_a_paragraph),
        cmocka_unit_test(test_tables__containers_are_taken_off),
        cmocka_unit_test(test_tables__widest_columns_give_way),
        cmocka_unit_test(test_tables__words_are_not_cut_for_columns),
        cmocka_unit_test(
            test_tables__many_columns_take_no_more_than_their_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
