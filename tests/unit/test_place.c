/* Places in a document, and what stands in the place of a fence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "doc/doc.h"
#include "doc/rows.h"

static const char lesson[] =
    "# Title\n\nSome words that fill a line or two at forty columns, where "
    "they have to be wrapped.\n\n"
    "<!-- minutes: 15 -->\n\n"
    "## Second\n\n"
    "```exercise one\n[knobs]\n```\n\n"
    "### Third\n\n- a list\n- of two\n\n"
    "| a | b |\n|---|---|\n| a long cell that wraps | another long one |\n\n"
    "```hint one\nLook *there*.\n\n1. first\n2. second\n\n- third\n  - in\n"
    "```\n\n## Last\n\n![image](x) [link](y)\n\n####\n\nend\n";

static struct doc *
doc_of(const char *text)
{
    return doc_new(text, strlen(text), DOC_GITHUB | DOC_LESSON);
}

static bool
holds(const struct row *row, const char *text)
{
    char line[1024] = "";
    size_t len = 0;

    for (unsigned i = 0; i < row->nspans; i++) {
        assert_true(len + row->spans[i].bytes < sizeof line);
        memcpy(line + len, row->spans[i].text, row->spans[i].bytes);
        len += row->spans[i].bytes;
    }
    line[len] = '\0';
    return strstr(line, text) != NULL;
}

/* The first row that holds this text. */
static const struct row *
row_with(const struct rows *rows, const char *text)
{
    for (size_t i = 0; i < rows_count(rows); i++) {
        if (holds(rows_at(rows, i), text))
            return rows_at(rows, i);
    }
    fail_msg("no row holds \"%s\"", text);
    return NULL;
}

static void
check_headings(const struct doc *doc, int width)
{
    struct rows *rows = rows_new(doc, width);

    for (size_t i = 0; i < doc_heading_count(doc); i++) {
        const struct doc_heading *heading = doc_heading(doc, i);
        const struct row *row;

        if (!*heading->text)
            continue;
        row = rows_at(rows, rows_find(rows, heading->offset));
        assert_true(row->flags & ROW_HEADING);
        assert_true(holds(row, heading->text));
    }
    for (size_t i = 1; i < rows_count(rows); i++)
        assert_true(rows_at(rows, i)->offset >= rows_at(rows, i - 1)->offset);
    rows_free(rows);
}

static void
replace_all(struct doc *doc)
{
    const char *hint = doc_fence(doc, 1)->body;

    doc_fence_show_code(doc, 0, "c", "int a; /* b */\nint c;\n");
    doc_fence_show_markdown(doc, 1, hint);
}

static void
test_place__headings_are_found_at_any_width(void **state)
{
    struct doc *doc = doc_of(lesson);

    (void)state;
    assert_int_equal(doc_heading_count(doc), 5);
    for (int width = 20; width < 100; width++)
        check_headings(doc, width);
    replace_all(doc);
    for (int width = 20; width < 100; width++)
        check_headings(doc, width);
    doc_free(doc);
}

static void
test_place__replacing_a_fence_moves_no_place(void **state)
{
    struct doc *doc = doc_of(lesson);
    struct rows *before = rows_new(doc, 40);
    struct rows *after;

    (void)state;
    replace_all(doc);
    after = rows_new(doc, 40);
    assert_int_equal(row_with(before, "end")->offset,
                     row_with(after, "end")->offset);
    rows_free(before);
    rows_free(after);
    doc_free(doc);
}

static void
test_place__same_sentence_after_a_resize(void **state)
{
    struct doc *doc = doc_of("One two three four five six seven eight nine "
                             "ten eleven twelve thirteen fourteen.");
    struct rows *narrow = rows_new(doc, 20);
    struct rows *wide = rows_new(doc, 40);

    (void)state;
    /* 20 columns: One.. five.. nine.. twelve..; 40: One.. nine.. */
    assert_true(holds(rows_at(wide, 1), "nine ten eleven twelve"));
    assert_int_equal(rows_find(wide, row_with(narrow, "five")->offset), 0);
    assert_int_equal(rows_find(wide, row_with(narrow, "nine")->offset), 1);
    assert_int_equal(rows_find(wide, row_with(narrow, "twelve")->offset), 1);
    assert_int_equal(rows_find(narrow, row_with(wide, "nine")->offset), 2);
    rows_free(narrow);
    rows_free(wide);
    doc_free(doc);
}

static void
test_place__comment_points_at_the_block_behind_it(void **state)
{
    struct doc *doc = doc_of(lesson);
    struct rows *rows = rows_new(doc, 40);
    size_t index = rows_find(rows, doc_comment(doc, 0)->offset);

    (void)state;
    assert_true(holds(rows_at(rows, index), "Second"));
    rows_free(rows);
    doc_free(doc);
}

static void
test_place__hidden_fence_leaves_no_row(void **state)
{
    struct doc *doc = doc_of("a\n\n```x\nb\n```\n\n- c\n\n  ```y\n  d\n  ```\n"
                             "- e\n");
    struct rows *rows;

    (void)state;
    doc_fence_hide(doc, 0);
    doc_fence_hide(doc, 1);
    rows = rows_new(doc, 40);
    /* a, -, c, -, e */
    assert_int_equal(rows_count(rows), 5);
    assert_true(holds(rows_at(rows, 4), "e"));
    rows_free(rows);
    doc_free(doc);
}

static void
test_place__shown_code_carries_the_fence(void **state)
{
    struct doc *doc = doc_of(lesson);
    struct rows *rows;
    const struct row *row;

    (void)state;
    replace_all(doc);
    rows = rows_new(doc, 40);
    row = row_with(rows, "int a;");
    assert_int_equal(row->fence, 0);
    assert_int_equal(row->flags, ROW_CODE);
    assert_int_equal(row->item, 0);
    assert_int_equal(row->line, 9);
    assert_int_equal(row->spans[1].style, STYLE_CODE | STYLE_KEYWORD);
    assert_int_equal(row->spans[3].style, STYLE_CODE | STYLE_COMMENT);
    assert_int_equal(row_with(rows, "Second")->fence, -1);
    assert_int_equal(row_with(rows, "Third")->fence, -1);
    rows_free(rows);
    doc_free(doc);
}

static void
test_place__shown_items_are_counted_through(void **state)
{
    struct doc *doc = doc_of(lesson);
    struct rows *rows;

    (void)state;
    replace_all(doc);
    rows = rows_new(doc, 40);
    assert_int_equal(row_with(rows, "Look there")->fence, 1);
    assert_int_equal(row_with(rows, "Look there")->item, 0);
    assert_int_equal(row_with(rows, "first")->item, 1);
    assert_int_equal(row_with(rows, "second")->item, 2);
    assert_int_equal(row_with(rows, "third")->item, 3);
    assert_int_equal(row_with(rows, "◦ in")->item, 3);
    assert_int_equal(row_with(rows, "◦ in")->fence, 1);
    assert_int_equal(row_with(rows, "a list")->item, 0);
    assert_int_equal(row_with(rows, "end")->item, 0);
    rows_free(rows);
    doc_free(doc);
}

static void
test_place__shown_code_is_mended(void **state)
{
    struct doc *doc = doc_of("```x\n```\n");
    struct rows *rows;

    (void)state;
    doc_fence_show_code(doc, 0, "", "a\x9B" "b\xFF\033[2J\n");
    rows = rows_new(doc, 40);
    assert_true(holds(rows_at(rows, 0), "┃ a\uFFFDb\uFFFD[2J"));
    rows_free(rows);
    doc_free(doc);
}

/* What stands for images is cut into several rows, but takes no place. */
static void
test_place__decoration_takes_none(void **state)
{
    struct doc *doc = doc_of("![](x)![](x)![](x)![](x)![](x)\n\n# h\n");

    (void)state;
    for (int width = 20; width < 40; width++)
        check_headings(doc, width);
    doc_free(doc);
}

static void
test_place__shown_markdown_can_be_shown_anew(void **state)
{
    struct doc *doc = doc_of("[a](x)\n\n```h\n```\n\nb\n");
    struct rows *rows;

    (void)state;
    doc_fence_show_markdown(doc, 0, "[c](y)\n\n# no heading of ours\n");
    doc_fence_show_markdown(doc, 0, "```\nplain\n```\n\n[d](y) [e](x)");
    assert_int_equal(doc_fence_count(doc), 1);
    assert_int_equal(doc_heading_count(doc), 0);
    assert_int_equal(doc_link_count(doc), 2);
    rows = rows_new(doc, 40);
    row_with(rows, "┃ plain");
    row_with(rows, "d[2] e[1]");
    row_with(rows, "[2] y");
    rows_free(rows);
    doc_free(doc);
}

static void
test_place__fence_in_a_tight_item_is_set_apart_inside(void **state)
{
    struct doc *doc = doc_of("- a\n  ```h\n  ```\n- b\n");
    struct rows *rows;

    (void)state;
    doc_fence_show_markdown(doc, 0, "c\n\nd\n");
    rows = rows_new(doc, 40);
    /* a, c, -, d, b */
    assert_int_equal(rows_count(rows), 5);
    assert_int_equal(rows_at(rows, 2)->nspans, 0);
    assert_int_equal(rows_at(rows, 2)->fence, 0);
    assert_int_equal(rows_at(rows, 4)->fence, -1);
    rows_free(rows);
    doc_free(doc);
}

/* Whoever looks for the last row above a line must not come to these. */
static void
test_place__list_of_links_is_the_last_line(void **state)
{
    struct doc *doc = doc_of("A [link](target).\n\nMore.\n\n"
                             "```hint one\nLook.\n```\n");
    struct rows *rows;

    (void)state;
    doc_fence_hide(doc, 0);
    rows = rows_new(doc, 40);
    assert_int_equal(row_with(rows, "More.")->line, 3);
    assert_int_equal(row_with(rows, "[1] target")->line, 7);
    rows_free(rows);
    doc_free(doc);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_place__headings_are_found_at_any_width),
        cmocka_unit_test(test_place__replacing_a_fence_moves_no_place),
        cmocka_unit_test(test_place__same_sentence_after_a_resize),
        cmocka_unit_test(test_place__comment_points_at_the_block_behind_it),
        cmocka_unit_test(test_place__hidden_fence_leaves_no_row),
        cmocka_unit_test(test_place__shown_code_carries_the_fence),
        cmocka_unit_test(test_place__shown_items_are_counted_through),
        cmocka_unit_test(test_place__shown_code_is_mended),
        cmocka_unit_test(test_place__decoration_takes_none),
        cmocka_unit_test(test_place__shown_markdown_can_be_shown_anew),
        cmocka_unit_test(
            test_place__fence_in_a_tight_item_is_set_apart_inside),
        cmocka_unit_test(test_place__list_of_links_is_the_last_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
