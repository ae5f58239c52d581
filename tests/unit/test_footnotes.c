#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "laid_out.h"

#define RULE "\n────────\n"

static void
test_footnotes__are_numbered_by_first_reference(void **state)
{
    (void)state;
    check_rows("a[^x] b[^1] c[^x]\n\n[^1]: one\n\n[^x]: two\n", 40,
               "a⁽¹⁾ b⁽²⁾ c⁽¹⁾\n" RULE "  ⁽¹⁾ two ↩\n  ⁽²⁾ one ↩\n");
    check_rows("a[^X]\n\n[^x]: one\n[^x]: two\n", 40,
               "a⁽¹⁾\n" RULE "  ⁽¹⁾ one ↩\n");
    check_rows("a[^1]\n\n[^1]: one[^2]\n[^2]: two[^1]\n", 40,
               "a⁽¹⁾\n" RULE "  ⁽¹⁾ one⁽²⁾ ↩\n  ⁽²⁾ two⁽¹⁾ ↩\n");
}

static void
test_footnotes__need_a_reference_and_a_definition(void **state)
{
    (void)state;
    check_rows("a[^1] b\n", 40, "a[^1] b\n");
    check_rows("a[^1] b[^2]\n\n[^2]: c\n", 40,
               "a[^1] b⁽¹⁾\n" RULE "  ⁽¹⁾ c ↩\n");
    check_rows("a\n\n[^1]: b\n\nc\n", 40, "a\n\nc\n");
    check_rows("`[^1]` \\[^1] <b c='[^1]'> [a](b[^1])\n\n[^1]: d\n", 40,
               "[^1] [^1] <b c='[^1]'> a[1]\n\n[1] b[^1]\n");
}

static void
test_footnotes__have_any_blocks(void **state)
{
    (void)state;
    check_rows("a[^1]\n\n[^1]: b\n\n    c\n\n    - d\n", 40,
               "a⁽¹⁾\n" RULE "  ⁽¹⁾ b\n\n      c\n\n        • d\n\n"
               "      ↩\n");
    check_rows("a[^1]\n\n[^1]:\n\tb\n\n\t```\n\tc\n\n\td\n\t```\n", 40,
               "a⁽¹⁾\n" RULE "  ⁽¹⁾ b\n\n        ┃ c\n        ┃\n"
               "        ┃ d\n\n      ↩\n");
    check_rows("a[^1]\n\n[^1]: |b|c|\n    |-|-|\n    |1|$x^2$|\n", 40,
               "a⁽¹⁾\n" RULE "  ⁽¹⁾ b │ c\n      ──┼───\n      1 │ x²\n"
               "      ↩\n");
    check_rows("a[^1]\n\n[^1]:\n", 40, "a⁽¹⁾\n" RULE "  ⁽¹⁾ ↩\n");
}

static void
test_footnotes__nothing_open_reaches_the_next(void **state)
{
    (void)state;
    check_rows("a[^1] b[^2]\n\n[^1]:\n    ```\n    c\n[^2]: d\n\n```\ne\n", 40,
               "a⁽¹⁾ b⁽²⁾\n\n  ┃ e\n" RULE
               "  ⁽¹⁾   ┃ c\n      ↩\n  ⁽²⁾ d ↩\n");
}

static void
test_footnotes__stand_before_the_links_and_share_them(void **state)
{
    (void)state;
    check_rows("[a](x) b[^1]\n\n[^1]: [c][d] [e](x)\n\n[d]: y\n", 40,
               "a[1] b⁽¹⁾\n" RULE "  ⁽¹⁾ c[2] e[1] ↩\n\n[1] x\n[2] y\n");
}

static void
test_footnotes__marks_stay_with_their_word(void **state)
{
    (void)state;
    check_rows("**a**[^1] *b.*[^1]\n\n[^1]: c\n", 40,
               "a⁽¹⁾ b.⁽¹⁾\n" RULE "  ⁽¹⁾ c ↩\n");
    check_style("**a**[^1]\n\n[^1]: c\n", "a", STYLE_STRONG);
}

/* Their lines stay where they were, whatever ends them. */
static void
test_footnotes__move_no_line(void **state)
{
    static const char *const texts[] = {
        "a[^1]\n[^1]: b\n    c\n\n# d\n",
        "a[^1]\r\n[^1]: b\r\n    c\r\n\r\n# d\r\n",
        "a[^1]\r[^1]: b\r    c\r\r# d\r",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct doc *doc = laid_out_doc(texts[i]);
        struct rows *rows = rows_new(doc, 40);

        assert_int_equal(doc_heading_count(doc), 1);
        assert_int_equal(doc_heading(doc, 0)->line, 5);
        for (size_t k = 5; k < rows_count(rows); k++) {
            assert_int_equal(rows_at(rows, k)->line, 5);
            assert_true(rows_at(rows, k)->offset >= doc_end(doc));
        }
        rows_free(rows);
        doc_free(doc);
    }
}

static void
test_footnotes__many_are_no_trouble(void **state)
{
    struct str text = STR_INIT;
    struct doc *doc;
    struct rows *rows;

    (void)state;
    for (int i = 0; i < 20000; i++)
        str_add_format(&text, "a[^%d] ", 20000 - i);
    for (int i = 0; i < 20000; i++)
        str_add_format(&text, "\n[^%d]: b[", i + 1);
    doc = laid_out_doc(str_text(&text));
    rows = rows_new(doc, 40);
    assert_true(rows_count(rows) > 20000);
    rows_free(rows);
    doc_free(doc);
    str_release(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_footnotes__are_numbered_by_first_reference),
        cmocka_unit_test(test_footnotes__need_a_reference_and_a_definition),
        cmocka_unit_test(test_footnotes__have_any_blocks),
        cmocka_unit_test(test_footnotes__nothing_open_reaches_the_next),
        cmocka_unit_test(
            test_footnotes__stand_before_the_links_and_share_them),
        cmocka_unit_test(test_footnotes__marks_stay_with_their_word),
        cmocka_unit_test(test_footnotes__move_no_line),
        cmocka_unit_test(test_footnotes__many_are_no_trouble),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
