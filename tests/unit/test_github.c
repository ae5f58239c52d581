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

static void
test_github__text_between_two_tildes_is_struck(void **state)
{
    (void)state;
    check_rows("a ~~b~~ c~~d~~e\n", 40, "a b cde\n");
    check_style("a ~~b c~~ d\n", "b c", STYLE_STRIKE);
    check_style("a ~~b c~~ d\n", "d", 0);
    check_style("~~b\nc~~\n", "c", STYLE_STRIKE);
    check_style("a ~~**b** `c`~~\n", "b", STYLE_STRIKE | STYLE_STRONG);
    check_style("a ~~**b** `c`~~\n", "c", STYLE_STRIKE | STYLE_CODE);
    check_style("**a ~~b~~**\n", "b", STYLE_STRIKE | STYLE_STRONG);
    check_style("# ~~b~~\n", "b",
                STYLE_STRIKE | STYLE_HEADING | STYLE_TITLE);
    check_rows("- [x] ~~b~~\n", 40, "  ☑ b\n");
    check_style("|a|~~b~~|\n|-|-|\n|c|d ~~e~~|\n", "b",
                STYLE_STRIKE | STYLE_STRONG);
    check_style("|a|~~b~~|\n|-|-|\n|c|d ~~e~~|\n", "e", STYLE_STRIKE);
}

static void
test_github__other_tildes_are_text(void **state)
{
    (void)state;
    check_rows("~~a\n\nb~~\n", 40, "~~a\n\nb~~\n");
    check_rows("~a~ ~~ b ~~ c~~\n", 40, "~a~ ~~ b ~~ c~~\n");
    check_rows("a ~~~b~~~ ~~~~c~~~~\n", 40, "a ~~~b~~~ ~~~~c~~~~\n");
    check_rows("\\~~a~~ b\n", 40, "~~a~~ b\n");
    check_rows("`~~a~~` ~~b *c~~ d*\n", 40, "~~a~~ ~~b c~~ d\n");
    check_rows("~~a\n", 40, "~~a\n");
}

static void
test_github__many_strikes_are_no_trouble(void **state)
{
    struct str text = STR_INIT;
    struct doc *doc;
    struct rows *rows;

    (void)state;
    for (int i = 0; i < 100000; i++)
        str_add(&text, "~~a~~ ~~");
    doc = laid_out_doc(str_text(&text));
    rows = rows_new(doc, 40);
    assert_true(rows_count(rows) > 1);
    rows_free(rows);
    doc_free(doc);
    str_release(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_github__callout_has_its_kind_for_a_title),
        cmocka_unit_test(test_github__other_quotes_are_no_callouts),
        cmocka_unit_test(test_github__rows_of_a_callout_know_their_line),
        cmocka_unit_test(test_github__text_between_two_tildes_is_struck),
        cmocka_unit_test(test_github__other_tildes_are_text),
        cmocka_unit_test(test_github__many_strikes_are_no_trouble),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
