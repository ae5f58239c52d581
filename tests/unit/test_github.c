#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "laid_out.h"

static void
test_github__callout_has_its_kind_for_a_title(void **state)
{
    (void)state;
    check_rows("> [!NOTE]\n> a\n> b\n", 40, "┃ Note\n┃ a b\n");
    check_rows("> [!tip]\n>\n> a\n", 40, "┃ Tip\n┃\n┃ a\n");
    check_rows("> [!IMPORTANT]\n> - a\n", 40, "┃ Important\n┃\n┃   • a\n");
    check_rows("- > [!WARNING]  \n  > a\n", 40,
               "  • ┃ Warning\n    ┃ a\n");
    check_style("> [!CAUTION]\n> a\n", "Caution",
                STYLE_QUOTE | STYLE_STRONG);
    check_style("> [!CAUTION]\n> body\n", "body", STYLE_QUOTE);
}

static void
test_github__other_quotes_are_no_callouts(void **state)
{
    (void)state;
    check_rows("> [!NOTE]\n", 40, "┃ [!NOTE]\n");
    check_rows("> [!NOTE] a\n", 40, "┃ [!NOTE] a\n");
    check_rows("> [!NOBODY]\n> a\n", 40, "┃ [!NOBODY] a\n");
    check_rows("> a\n> [!NOTE]\n> b\n", 40, "┃ a [!NOTE] b\n");
    check_rows("[!NOTE]\na\n", 40, "[!NOTE] a\n");
}

static void
test_github__rows_of_a_callout_know_their_line(void **state)
{
    struct doc *doc = laid_out_doc("a\n\n> [!NOTE]\n> b\n");
    struct rows *rows = rows_new(doc, 40);

    (void)state;
    assert_int_equal(rows_count(rows), 4);
    assert_int_equal(rows_at(rows, 2)->line, 3);
    assert_int_equal(rows_at(rows, 3)->line, 4);
    rows_free(rows);
    doc_free(doc);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_github__callout_has_its_kind_for_a_title),
        cmocka_unit_test(test_github__other_quotes_are_no_callouts),
        cmocka_unit_test(test_github__rows_of_a_callout_know_their_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
