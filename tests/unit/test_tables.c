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

    rows_each(doc, width, 0, add_row, &text);
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
          "Monday: unmistakably\nTuesday: 1\n────────────────────\n"
          "Monday: 2\n");
}

/* Three columns and two bars of 3 take 30; a cell that wraps takes 8. */
static void
test_tables__cells_that_wrap_have_eight_columns_or_lines(void **state)
{
    static const char table[] = "|a b c d e|f g h i j|k l m n o|\n"
                                "|---|---|---|\n|1|2|3|\n";

    (void)state;
    check(table, 30, "a b c d  │ f g h i  │ k l m n\n"
                     "e        │ j        │ o\n"
                     "─────────┼──────────┼─────────\n"
                     "1        │ 2        │ 3\n");
    check(table, 29, "a b c d e: 1\nf g h i j: 2\nk l m n o: 3\n");
    check("|a|b|c|\n|-|-|-|\n|1|2|3|\n", 20,
          "a │ b │ c\n──┼───┼──\n1 │ 2 │ 3\n");
}

static void
test_tables__records_have_all_that_the_table_has(void **state)
{
    (void)state;
    check("|*first* header||`last`|\n|-|-|-|\n"
          "||one two three four|five six seven|\n"
          "| | | |\n"
          "|only one|\n"
          "|[x](/u)|\\|ab|~~cd~~|\n", 20,
          "first header:\none two three four\nlast: five six seven\n"
          "────────────────────\n"
          "first hea…: only one\n"
          "────────────────────\n"
          "first hea…: x[1]\n|ab\nlast: ~cd~\n\n[1] /u\n");
    check("|one two three|four five six|seven|\n|-|-|-|\n", 20,
          "one two three\nfour five six\nseven\n");
    check("> |one two three|four five six|\n> |-|-|\n> |1|2|\n", 20,
          "┃ one two three: 1\n┃ four five six: 2\n");
}

static void
test_tables__places_in_records_do_not_depend_on_the_width(void **state)
{
    static const char text[] =
        "|one two three|four five six|\n|-|-|\n|1|2|\n|3|4|\n\n# end\n";
    struct doc *doc = doc_new(text, strlen(text), DOC_GITHUB);
    size_t place = doc_heading(doc, 0)->offset;

    (void)state;
    for (int width = 20; width <= 60; width += 20) {
        struct rows *rows = rows_new(doc, width);
        size_t row = rows_find(rows, place);

        assert_int_equal(rows_at(rows, row)->offset, place);
        rows_free(rows);
    }
    doc_free(doc);
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
    rows_each(doc, 40, 0, add_row, &text);
    /* "a: b" and 19999 lines "a:", then 19999 rules of 40 and "a: b". */
    assert_int_equal(text.len, 5 + 19999 * (3 + (40 * 3 + 1) + 5));
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
            test_tables__cells_that_wrap_have_eight_columns_or_lines),
        cmocka_unit_test(test_tables__records_have_all_that_the_table_has),
        cmocka_unit_test(
            test_tables__places_in_records_do_not_depend_on_the_width),
        cmocka_unit_test(
            test_tables__many_columns_take_no_more_than_their_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
