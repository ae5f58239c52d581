#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "doc/doc.h"

static struct doc *
doc_of(const char *text)
{
    return doc_new(text, strlen(text), DOC_GITHUB | DOC_LESSON);
}

static void
test_doc__empty_text_is_a_document(void **state)
{
    struct doc *doc = doc_new("", 0, 0);

    (void)state;
    assert_int_equal(doc_fence_count(doc), 0);
    assert_int_equal(doc_heading_count(doc), 0);
    assert_int_equal(doc_comment_count(doc), 0);
    assert_int_equal(doc_link_count(doc), 0);
    assert_string_equal(doc_summary(doc), "");
    doc_free(doc);
}

static void
test_doc__freeing_nothing_does_nothing(void **state)
{
    (void)state;
    doc_free(NULL);
}

static void
test_doc__fence_has_info_body_and_line(void **state)
{
    struct doc *doc = doc_of("Text.\n\n"
                             "```exercise counter\\_race\n"
                             "[knobs]\n"
                             "threads = 2\n"
                             "```\n");
    const struct doc_fence *fence = doc_fence(doc, 0);

    (void)state;
    assert_int_equal(doc_fence_count(doc), 1);
    assert_string_equal(fence->info, "exercise counter_race");
    assert_string_equal(fence->body, "[knobs]\nthreads = 2\n");
    assert_int_equal(fence->body_len, 20);
    assert_int_equal(fence->line, 3);
    assert_true(fence->closed);
    doc_free(doc);
}

static void
test_doc__fence_without_info_or_body(void **state)
{
    struct doc *doc = doc_of("~~~\n~~~\n");

    (void)state;
    assert_string_equal(doc_fence(doc, 0)->info, "");
    assert_string_equal(doc_fence(doc, 0)->body, "");
    assert_true(doc_fence(doc, 0)->closed);
    doc_free(doc);
}

static void
test_doc__open_fence_is_told(void **state)
{
    static const char *const open[] = {
        "```a\ncode",
        "```a\ncode\n",
        "```a\n",
        "````\n```\n",
        "```\n~~~\n",
        "```\n``` no\n",
        "- ```\n  code\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        struct doc *doc = doc_of(open[i]);

        assert_int_equal(doc_fence_count(doc), 1);
        assert_false(doc_fence(doc, 0)->closed);
        doc_free(doc);
    }
}

static void
test_doc__closed_fence_is_told(void **state)
{
    static const char *const closed[] = {
        "```a\ncode\n```",
        "```a\ncode\n`````  \n",
        "> ```\n> code\n> ```\n",
        "- ```\n  code\n  ```\n",
        "1. x\n\n    ```\n    code\n    ```\n",
        "```\r\ncode\r\n```\r\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
        struct doc *doc = doc_of(closed[i]);

        assert_int_equal(doc_fence_count(doc), 1);
        assert_true(doc_fence(doc, 0)->closed);
        doc_free(doc);
    }
}

static void
test_doc__indented_code_is_no_fence(void **state)
{
    struct doc *doc = doc_of("    code\n\nText.\n\n"
                             "    ```\n    code\n    ```\n\n"
                             "\t```\n");

    (void)state;
    assert_int_equal(doc_fence_count(doc), 0);
    doc_free(doc);
}

static void
test_doc__headings_are_plain_and_numbered_by_line(void **state)
{
    struct doc *doc = doc_of("# Two *threads*,\\\none `counter`\n\n"
                             "Lower\n-----\n\n"
                             "```\n# none\n```\n\n### Third\n");

    (void)state;
    assert_int_equal(doc_heading_count(doc), 3);
    assert_string_equal(doc_heading(doc, 0)->text, "Two threads,\\");
    assert_int_equal(doc_heading(doc, 0)->level, 1);
    assert_int_equal(doc_heading(doc, 0)->line, 1);
    assert_string_equal(doc_heading(doc, 1)->text, "Lower");
    assert_int_equal(doc_heading(doc, 1)->level, 2);
    assert_int_equal(doc_heading(doc, 1)->line, 4);
    assert_int_equal(doc_heading(doc, 2)->level, 3);
    assert_int_equal(doc_heading(doc, 2)->line, 11);
    doc_free(doc);
}

static void
test_doc__summary_is_the_first_paragraph_on_one_line(void **state)
{
    struct doc *doc = doc_of("# Title\n\n> quoted\n\n"
                             "Where do\nthe `updates` [go](x)?\n\nMore.\n");

    (void)state;
    assert_string_equal(doc_summary(doc), "Where do the updates go?");
    doc_free(doc);
}

static void
test_doc__plain_text_holds_no_control_characters(void **state)
{
    struct doc *doc = doc_of("# a\033[31mb\n\nc\u202Ed\007\n");

    (void)state;
    assert_string_equal(doc_heading(doc, 0)->text, "a[31mb");
    assert_string_equal(doc_summary(doc), "cd");
    doc_free(doc);
}

static void
test_doc__comments_are_trimmed_and_know_their_line(void **state)
{
    struct doc *doc = doc_of("<!-- minutes: 15 -->\n\nText <!-- inside -->.\n"
                             "\n<!--\nnote: one\n  two\n--> <!--b-->\n");

    (void)state;
    assert_int_equal(doc_comment_count(doc), 3);
    assert_string_equal(doc_comment(doc, 0)->text, "minutes: 15");
    assert_int_equal(doc_comment(doc, 0)->line, 1);
    assert_string_equal(doc_comment(doc, 1)->text, "note: one\n  two");
    assert_int_equal(doc_comment(doc, 1)->line, 5);
    assert_string_equal(doc_comment(doc, 2)->text, "b");
    assert_int_equal(doc_comment(doc, 2)->line, 8);
    doc_free(doc);
}

static void
test_doc__links_come_in_the_order_of_first_use(void **state)
{
    struct doc *doc = doc_of("[a](b.md) ![i](p.png) [c](b.md) <http://x.y>\n"
                             "\n[d][e] <me@x.y> [http://z](http://z)\n\n"
                             "[e]: http://u/?q=1&amp;r\n");

    (void)state;
    assert_int_equal(doc_link_count(doc), 6);
    assert_string_equal(doc_link(doc, 0), "b.md");
    assert_string_equal(doc_link(doc, 1), "p.png");
    assert_string_equal(doc_link(doc, 2), "http://x.y");
    assert_string_equal(doc_link(doc, 3), "http://u/?q=1&r");
    assert_string_equal(doc_link(doc, 4), "mailto:me@x.y");
    assert_string_equal(doc_link(doc, 5), "http://z");
    assert_false(doc_link_is_web(doc, 1));
    assert_true(doc_link_is_web(doc, 2));
    assert_true(doc_link_is_web(doc, 4));
    doc_free(doc);
}

static void
test_doc__many_links_keep_their_numbers(void **state)
{
    char text[100 * 32] = "";
    struct doc *doc;

    (void)state;
    for (int i = 0; i < 100; i++)
        snprintf(text + strlen(text), 32, "[a](t%d) [b](t%d)\n", i, i / 2);
    doc = doc_of(text);
    assert_int_equal(doc_link_count(doc), 100);
    assert_string_equal(doc_link(doc, 99), "t99");
    doc_free(doc);
}

static void
test_doc__broken_utf8_is_replaced(void **state)
{
    struct doc *doc = doc_new("# a\xFF\xC3(\0b\xE2\x82\n", 12, 0);

    (void)state;
    assert_string_equal(doc_heading(doc, 0)->text,
                        "a\uFFFD\uFFFD(\uFFFDb\uFFFD\uFFFD");
    doc_free(doc);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doc__empty_text_is_a_document),
        cmocka_unit_test(test_doc__freeing_nothing_does_nothing),
        cmocka_unit_test(test_doc__fence_has_info_body_and_line),
        cmocka_unit_test(test_doc__fence_without_info_or_body),
        cmocka_unit_test(test_doc__open_fence_is_told),
        cmocka_unit_test(test_doc__closed_fence_is_told),
        cmocka_unit_test(test_doc__indented_code_is_no_fence),
        cmocka_unit_test(test_doc__headings_are_plain_and_numbered_by_line),
        cmocka_unit_test(
            test_doc__summary_is_the_first_paragraph_on_one_line),
        cmocka_unit_test(test_doc__plain_text_holds_no_control_characters),
        cmocka_unit_test(test_doc__comments_are_trimmed_and_know_their_line),
        cmocka_unit_test(test_doc__links_come_in_the_order_of_first_use),
        cmocka_unit_test(test_doc__many_links_keep_their_numbers),
        cmocka_unit_test(test_doc__broken_utf8_is_replaced),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
