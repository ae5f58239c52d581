#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "doc/doc.h"
#include "doc/rows.h"
#include "laid_out.h"

static void
test_rows__empty_text_has_none(void **state)
{
    struct doc *doc = laid_out_doc("");
    struct rows *rows = rows_new(doc, 40);

    (void)state;
    assert_int_equal(rows_count(rows), 0);
    assert_int_equal(rows_find(rows, 7), 0);
    rows_free(rows);
    rows_free(NULL);
    doc_free(doc);
}

static void
test_rows__width_is_twenty_at_least(void **state)
{
    (void)state;
    check_rows("aaaaaaaaa bbbbbbbbbb ccc", 1, "aaaaaaaaa bbbbbbbbbb\nccc\n");
    check_rows("aaaaaaaaa bbbbbbbbbb ccc", -5, "aaaaaaaaa bbbbbbbbbb\nccc\n");
}

static void
test_rows__long_words_are_cut_between_clusters(void **state)
{
    (void)state;
    check_rows("a 01234567890123456789012 b", 20,
          "a\n01234567890123456789\n012 b\n");
    /* An e and its accent, twenty-one times. */
    check_rows("e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"
          "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"
          "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301",
          20,
          "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"
          "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"
          "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301\ne\u0301\n");
}

static void
test_rows__word_of_several_styles_stays_whole(void **state)
{
    (void)state;
    check_rows("0123456789 abcd*efgh*`ijkl`", 20, "0123456789\nabcdefghijkl\n");
}

static void
test_rows__wide_characters_may_part(void **state)
{
    (void)state;
    check_rows("0123456789012345678中文", 20, "0123456789012345678\n中文\n");
    check_rows("012345678901234567中文", 20, "012345678901234567中\n文\n");
    /* A full stop does not begin a line, nor a bracket end one. */
    check_rows("0123456789012345 中文。", 20, "0123456789012345 中\n文。\n");
    check_rows("01234567890123456「中", 20, "01234567890123456\n「中\n");
}

static void
test_rows__hard_spaces_hold(void **state)
{
    (void)state;
    check_rows("0123456789 abcde&nbsp;fghij", 20,
          "0123456789\nabcde\u00A0fghij\n");
}

static void
test_rows__hold_no_control_characters(void **state)
{
    (void)state;
    check_rows("a\033[2Jb\xC2\x9B""c\u202Ed\a""e&#27;f `g\033h`", 40,
          "a[2Jbcdef gh\n");
    check_rows("    a\033b\n", 40, "  ┃ ab\n");
    check_rows("<div a='\033'>\n", 40, "<div a=''>\n");
    check_rows("[a](<x\xC2\x9By>)", 40, "a[1]\n\n[1] xy\n");
}

static void
test_rows__code_is_never_broken(void **state)
{
    struct doc *doc = laid_out_doc("```\n0123456789012345678901234567890\n\nb\n```");
    struct rows *rows = rows_new(doc, 20);

    (void)state;
    assert_int_equal(rows_count(rows), 3);
    assert_int_equal(rows_at(rows, 0)->columns, 4 + 31);
    assert_int_equal(rows_at(rows, 0)->flags, ROW_CODE);
    assert_int_equal(rows_at(rows, 1)->flags, ROW_CODE);
    assert_int_equal(rows_at(rows, 0)->line, 2);
    assert_int_equal(rows_at(rows, 2)->line, 4);
    rows_free(rows);
    doc_free(doc);
}

static void
test_rows__tabs_in_code_go_to_every_fourth_column(void **state)
{
    (void)state;
    check_rows("```\na\tb\n\tc\nabcd\te\n```", 40,
          "  ┃ a   b\n  ┃     c\n  ┃ abcd    e\n");
}

static void
test_rows__columns_of_a_line_wider_than_a_span(void **state)
{
    struct str text = STR_INIT;
    struct doc *doc;
    struct rows *rows;
    int columns = 0;

    (void)state;
    str_add(&text, "    ");
    for (int i = 0; i < 70000; i++)
        str_add_char(&text, 'x');
    doc = laid_out_doc(str_text(&text));
    rows = rows_new(doc, 80);
    for (unsigned i = 0; i < rows_at(rows, 0)->nspans; i++)
        columns += rows_at(rows, 0)->spans[i].columns;
    assert_int_equal(columns, 70004);
    assert_int_equal(rows_at(rows, 0)->columns, 70004);
    rows_free(rows);
    doc_free(doc);
    str_release(&text);
}

static void
test_rows__styles_are_meanings(void **state)
{
    (void)state;
    check_style("# a", "a", STYLE_HEADING | STYLE_TITLE);
    check_style("# a", "━", STYLE_DECORATION);
    check_style("## a", "a", STYLE_HEADING);
    check_style("### a", "a", STYLE_HEADING | STYLE_STRONG);
    check_style("**a *b***", "b", STYLE_STRONG | STYLE_EMPHASIS);
    check_style("*a **b** c*", "c", STYLE_EMPHASIS);
    check_style("a `b`", "b", STYLE_CODE);
    check_style("    a", "a", STYLE_CODE);
    check_style("> a", "a", STYLE_QUOTE);
    check_style("> a", "┃", STYLE_DECORATION);
    check_style("- a", "•", STYLE_DECORATION);
    check_style("- [x] a", "☑", STYLE_DECORATION);
    check_style("[a](b)", "a", STYLE_LINK);
    check_style("<http://a>", "a", STYLE_LINK);
    check_style("![a](b)", "a", STYLE_DECORATION);
    check_style("a <b>", "<b>", STYLE_HTML);
    check_style("<kbd>r</kbd>", "r", STYLE_KEY);
    check_style("<kbd>r", "r", 0);
    check_style("|a|\n|-|\n|b|", "a", STYLE_STRONG);
    check_style("|a|\n|-|\n|b|", "b", 0);
}

static void
test_rows__comments_in_code_are_told(void **state)
{
    (void)state;
    check_style("```c\na /* b\n c */ d\n```", "b",
                STYLE_CODE | STYLE_COMMENT);
    check_style("```c\na /* b\n c */ d\n```", "c",
                STYLE_CODE | STYLE_COMMENT);
    check_style("```c\na /* b\n c */ d\n```", "d", STYLE_CODE);
    check_style("```c\n\"// a\"; // b\n```", "a",
                STYLE_CODE | STYLE_STRING);
    check_style("```c\n'\"'; // b\n```", "b", STYLE_CODE | STYLE_COMMENT);
    check_style("```python\n'''\n# a\n''' # b\n```", "a",
                STYLE_CODE | STYLE_STRING);
    check_style("```python\n'''\n# a\n''' # b\n```", "b",
                STYLE_CODE | STYLE_COMMENT);
    check_style("```\n// a\n```", "a", STYLE_CODE);
}

/* Code of a language has a text in it with that style. */
static void
check_code(const char *language, const char *code, const char *text,
           unsigned style)
{
    struct str markdown = STR_INIT;

    str_add_format(&markdown, "```%s\n%s\n```\n", language, code);
    check_style(str_text(&markdown), text, STYLE_CODE | style);
    str_release(&markdown);
}

static void
test_rows__keywords_in_code_are_told(void **state)
{
    (void)state;
    check_code("c", "static int x1 = 2;", "static", STYLE_KEYWORD);
    check_code("c", "static int x1 = 2;", "int", STYLE_KEYWORD);
    check_code("c", "static int x1 = 2;", " x1 = 2;", 0);
    check_code("h", "  #include <while.h>", "#include", STYLE_KEYWORD);
    check_code("c", "a(while);", "while", STYLE_KEYWORD);
    check_code("c", "meanwhile = while_ + 0int;", "meanwhile = while_", 0);
    check_code("c", "meanwhile = while_ + 0int;", "0int", 0);
    check_code("c", "wh, _Alignas(8)", "wh, ", 0);
    check_code("c", "wh, _Alignas(8)", "_Alignas", STYLE_KEYWORD);
    check_code("c", "f(\"if\", 'c'); // do", "if", STYLE_STRING);
    check_code("c", "f(\"if\", 'c'); // do", "'c'", STYLE_STRING);
    check_code("c", "f(\"if\", 'c'); // do", "do", STYLE_COMMENT);
    check_code("c", "lambda", "lambda", 0);
    check_code("py", "lambda: yield", "lambda", STYLE_KEYWORD);
    check_code("py", "lambda: yield", "yield", STYLE_KEYWORD);
    check_code("python", "x = switch", "x = switch", 0);
    check_code("python", "x = f\"\"\"a\nif\"\"\"", "if", STYLE_STRING);
    check_code("python", "def f(): # None", "def", STYLE_KEYWORD);
    check_code("python", "def f(): # None", "None", STYLE_COMMENT);
    check_code("sh", "if $#", "if $#", 0);
    check_code("text", "if (a)", "if (a)", 0);
}

static void
test_rows__types_directives_and_decorators_are_told(void **state)
{
    (void)state;
    check_code("c", "my pthread_t t = NULL;", "pthread_t", STYLE_KEYWORD);
    check_code("c", "my pthread_t t = NULL;", "NULL", STYLE_KEYWORD);
    check_code("c", "_t = not_tt;", "_t = not_tt;", 0);
    check_code("c", "  #  define a b", "#  define", STYLE_KEYWORD);
    check_code("c", "a #define", "a #define", 0);
    check_code("C", "x = 1'000'000; // y", "x = 1'000'000; ", 0);
    check_code("C", "x = 1'000'000; // y", "// y", STYLE_COMMENT);
    check_code("Python", "  @a.b(c)", "@a.b", STYLE_KEYWORD);
    check_code("python", "x @y", "x @y", 0);
    check_code("python", "size_t @", "size_t @", 0);
    check_code("python", "x = 1\n@a", "@a", STYLE_KEYWORD);
    check_code("pycon", ">>> import a", "import", STYLE_KEYWORD);
}

static void
test_rows__syntax_leaves_code_as_it_is(void **state)
{
    (void)state;
    check_rows("```c\n\tif (a\u0301 /)\u0301 \"\tx\" '\n#\n//\n```\n", 40,
               "  ┃     if (a\u0301 /)\u0301 \"  x\" '\n  ┃ #\n"
               "  ┃ //\n");
}

static void
test_rows__spans_of_a_link_know_its_number(void **state)
{
    struct doc *doc = laid_out_doc("x [a *b*](t) y");
    struct rows *rows = rows_new(doc, 40);
    const struct row *row = rows_at(rows, 0);

    (void)state;
    assert_int_equal(row->nspans, 5);
    assert_int_equal(row->spans[0].link, 0);
    assert_int_equal(row->spans[1].link, 1);
    assert_int_equal(row->spans[2].link, 1);
    assert_int_equal(row->spans[3].link, 1);
    assert_int_equal(row->spans[3].style, STYLE_DECORATION);
    assert_int_equal(row->spans[4].link, 0);
    assert_string_equal(doc_link(doc, 0), "t");
    rows_free(rows);
    doc_free(doc);
}

static void
test_rows__know_their_source_line(void **state)
{
    struct doc *doc = laid_out_doc("# a\n\nb b\nc\n\n- d\n- e\n");
    struct rows *rows = rows_new(doc, 20);
    static const int lines[] = {1, 1, 3, 3, 6, 6, 7};

    (void)state;
    /* a, its rule, -, b b c, -, d, e: an empty row has the next one's. */
    assert_int_equal(rows_count(rows), 7);
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(rows_at(rows, i)->line, lines[i]);
    rows_free(rows);
    doc_free(doc);
}

static void
test_rows__deep_nesting_leaves_room_for_text(void **state)
{
    (void)state;
    check_rows("> > > > > > > > > > word and more", 20,
          "┃ ┃ ┃ ┃ word and\n┃ ┃ ┃ ┃ more\n");
    check_rows("- - - - - - word and more", 20,
          "  •   ◦ word and\n        more\n");
}

static void
test_rows__ten_thousand_levels_are_no_trouble(void **state)
{
    static const char *const marks[] = {"> ", "- ", "[", "*a ", "1. ", "`"};

    (void)state;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct str text = STR_INIT;
        struct doc *doc;
        struct rows *rows;

        for (int k = 0; k < 10000; k++)
            str_add(&text, marks[i]);
        str_add(&text, "a\n");
        doc = laid_out_doc(str_text(&text));
        rows = rows_new(doc, 40);
        assert_true(rows_count(rows) >= 1);
        rows_free(rows);
        doc_free(doc);
        str_release(&text);
    }
}

static int
stop_at_second(const struct row *row, void *context)
{
    (void)row;
    return ++*(int *)context == 2 ? 42 : 0;
}

static int
gather(const struct row *row, void *context)
{
    laid_out_add(context, row);
    return 0;
}

static void
test_rows__each_gives_the_same_rows(void **state)
{
    struct doc *doc = laid_out_doc("# a\n\n- b\n  - c\n\n```\nd\n```\n\n[e](f)\n");
    struct rows *rows = rows_new(doc, 30);
    char *expected = laid_out_text(rows);
    struct str text = STR_INIT;

    (void)state;
    assert_int_equal(rows_each(doc, 30, 0, gather, &text), 0);
    assert_string_equal(str_text(&text), expected);
    free(expected);
    str_release(&text);
    rows_free(rows);
    doc_free(doc);
}

static void
test_rows__each_can_be_ended(void **state)
{
    struct doc *doc = laid_out_doc("a\n\nb\n\nc\n");
    int count = 0;

    (void)state;
    assert_int_equal(rows_each(doc, 30, 0, stop_at_second, &count), 42);
    assert_int_equal(count, 2);
    doc_free(doc);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows__empty_text_has_none),
        cmocka_unit_test(test_rows__width_is_twenty_at_least),
        cmocka_unit_test(test_rows__long_words_are_cut_between_clusters),
        cmocka_unit_test(test_rows__word_of_several_styles_stays_whole),
        cmocka_unit_test(test_rows__wide_characters_may_part),
        cmocka_unit_test(test_rows__hard_spaces_hold),
        cmocka_unit_test(test_rows__hold_no_control_characters),
        cmocka_unit_test(test_rows__code_is_never_broken),
        cmocka_unit_test(test_rows__tabs_in_code_go_to_every_fourth_column),
        cmocka_unit_test(test_rows__columns_of_a_line_wider_than_a_span),
        cmocka_unit_test(test_rows__styles_are_meanings),
        cmocka_unit_test(test_rows__comments_in_code_are_told),
        cmocka_unit_test(test_rows__keywords_in_code_are_told),
        cmocka_unit_test(test_rows__types_directives_and_decorators_are_told),
        cmocka_unit_test(test_rows__syntax_leaves_code_as_it_is),
        cmocka_unit_test(test_rows__spans_of_a_link_know_its_number),
        cmocka_unit_test(test_rows__know_their_source_line),
        cmocka_unit_test(test_rows__deep_nesting_leaves_room_for_text),
        cmocka_unit_test(test_rows__ten_thousand_levels_are_no_trouble),
        cmocka_unit_test(test_rows__each_gives_the_same_rows),
        cmocka_unit_test(test_rows__each_can_be_ended),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
