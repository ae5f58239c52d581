#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "course/scan.h"
#include "doc/doc.h"

static void
look(struct scan *scan, const char *text)
{
    *scan = (struct scan)SCAN_INIT;
    scan_read(scan, text, strlen(text));
}

static void
test_scan__finds_fences_at_the_margin(void **state)
{
    struct scan scan;

    (void)state;
    look(&scan, "# A\n"
                "\n"
                "``` exercise  one \n"
                "a = 1\n"
                "\n"
                "~~~\n"
                "```` \n"
                "text\n"
                "  ~~~~hint one\n"
                "  a\n"
                "    b\n"
                " c\n"
                "~~~\n"
                "~~~~~\t\r\n"
                "    ```\n"
                "```no ` info\n"
                "```\n"
                "never");
    assert_int_equal(scan.nfences, 3);
    assert_string_equal(scan.fences[0].info, "exercise  one");
    assert_string_equal(scan.fences[0].body, "a = 1\n\n~~~\n");
    assert_int_equal(scan.fences[0].line, 3);
    assert_true(scan.fences[0].closed);
    assert_string_equal(scan.fences[1].info, "hint one");
    assert_string_equal(scan.fences[1].body, "a\n  b\nc\n~~~\n");
    assert_int_equal(scan.fences[1].line, 9);
    assert_true(scan.fences[1].closed);
    assert_string_equal(scan.fences[2].body, "never");
    assert_int_equal(scan.fences[2].line, 17);
    assert_false(scan.fences[2].closed);
    assert_int_equal(scan.head, 5);
    scan_release(&scan);
}

static void
test_scan__finds_comments_and_no_fence_in_them(void **state)
{
    struct scan scan;

    (void)state;
    look(&scan, "<!-- minutes: 15 -->\n"
                "<!-- long\n"
                "```exercise none\n"
                "```\n"
                "-->\n"
                "<!---->\n"
                "```\n"
                "<!-- code -->\n"
                "```\n"
                "<!-- open\n"
                "```\n");
    assert_int_equal(scan.ncomments, 2);
    assert_string_equal(scan.comments[0].text, "minutes: 15");
    assert_int_equal(scan.comments[0].line, 1);
    assert_string_equal(scan.comments[1].text, "");
    assert_int_equal(scan.nfences, 1);
    assert_int_equal(scan.fences[0].line, 7);
    scan_release(&scan);
}

static void
test_scan__head_ends_at_the_second_heading(void **state)
{
    struct scan scan;

    (void)state;
    look(&scan, "# A\n\ntext\n\n## B\n\n## C\n");
    assert_int_equal(scan.head, 11);
    scan_release(&scan);
    look(&scan, "# A\n\ntext\n");
    assert_int_equal(scan.head, 10);
    scan_release(&scan);
    look(&scan, "");
    assert_int_equal(scan.head, 0);
    scan_release(&scan);
}

/* The document's parser is the judge of what a fence is. */
static void
test_scan__agrees_with_the_document(void **state)
{
    static const char text[] =
        "- item\n"
        "\n"
        "  ```c\n"
        "  int a;\n"
        "  ```\n"
        "\n"
        "para\n"
        "``` python\n"
        "x = '```'\n"
        "   ```\n"
        " ~~~~ text ` and ~\n"
        "```\n"
        " ~~~\n"
        "  body\n"
        " ~~~~\n"
        "```\n";
    struct doc *doc = doc_new(text, strlen(text), DOC_GITHUB | DOC_LESSON);
    struct scan scan;

    (void)state;
    look(&scan, text);
    assert_int_equal(scan.nfences, doc_fence_count(doc));
    for (size_t i = 0; i < scan.nfences; i++) {
        const struct doc_fence *fence = doc_fence(doc, i);

        assert_string_equal(scan.fences[i].info, fence->info);
        assert_int_equal(scan.fences[i].line, fence->line);
        assert_int_equal(scan.fences[i].closed, fence->closed);
        assert_int_equal(scan.fences[i].len, fence->body_len);
        assert_memory_equal(scan.fences[i].body, fence->body,
                            fence->body_len);
    }
    scan_release(&scan);
    doc_free(doc);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scan__finds_fences_at_the_margin),
        cmocka_unit_test(test_scan__finds_comments_and_no_fence_in_them),
        cmocka_unit_test(test_scan__head_ends_at_the_second_heading),
        cmocka_unit_test(test_scan__agrees_with_the_document),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
