#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "laid_out.h"

/* The targets of all links of a text, each behind a space. */
static void
check_targets(const char *markdown, const char *expected)
{
    struct doc *doc = laid_out_doc(markdown);
    struct str targets = STR_INIT;

    for (size_t i = 0; i < doc_link_count(doc); i++)
        str_add_format(&targets, " %s", doc_link(doc, i));
    assert_string_equal(str_text(&targets), expected);
    str_release(&targets);
    doc_free(doc);
}

static void
test_autolinks__addresses_are_links(void **state)
{
    (void)state;
    check_targets("see http://a.org and HTTPS://b.org/c?d=e#f",
                  " http://a.org HTTPS://b.org/c?d=e#f");
    check_targets("www.a.org ftp://a.org", " http://www.a.org ftp://a.org");
    check_targets("me@a.org, first.last+x-y_z@b-c.co.uk",
                  " mailto:me@a.org mailto:first.last+x-y_z@b-c.co.uk");
    check_targets("mailto:me@a.org", " mailto:me@a.org");
    check_targets("http://localhost:80/a", " http://localhost:80/a");
    check_targets("http://\xC3\xBC.org/\xC3\xA4",
                  " http://\xC3\xBC.org/\xC3\xA4");
}

static void
test_autolinks__stand_in_any_text(void **state)
{
    (void)state;
    check_targets("# http://a.org\n\n- **www.b.org**\n\n> *x me@c.org*\n",
                  " http://a.org http://www.b.org mailto:me@c.org");
    check_targets("a\nwww.b.org\\\nwww.c.org",
                  " http://www.b.org http://www.c.org");
    check_targets("~~www.a.org~~", " http://www.a.org");
    check_targets("|http://a.org|\n|-|\n|www.b.org|\n",
                  " http://a.org http://www.b.org");
    check_targets("http://a.org/b_c_d/e*f http://a.org/g&amp;h",
                  " http://a.org/b_c_d/e*f http://a.org/g&h");
    check_style("a http://a.org b", "http://a.org", STYLE_LINK);
    check_style("a http://a.org b", "b", 0);
    check_rows("a http://a.org b", 60, "a http://a.org b\n");
}

static void
test_autolinks__signs_of_the_sentence_are_left_out(void **state)
{
    (void)state;
    check_targets("Is it http://a.org/b?!", " http://a.org/b");
    check_targets("\"http://a.org\", 'http://b.org'.",
                  " http://a.org http://b.org");
    check_targets("(http://a.org/b) (see www.a.org/c_(d)).",
                  " http://a.org/b http://www.a.org/c_(d)");
    check_targets("www.a.org/b(c)d www.a.org/(b",
                  " http://www.a.org/b(c)d http://www.a.org/(b");
    check_targets("http://a.org&unknown; http://b.org/c;",
                  " http://a.org http://b.org/c");
    check_targets("http://a.org<b>", " http://a.org");
    check_targets("me@a.org.", " mailto:me@a.org");
}

static void
test_autolinks__other_texts_are_none(void **state)
{
    static const char *const texts[] = {
        "www.", "www.a_b", "awww.a.org", "http://", "http:// a", "http://.a",
        "xhttp://a.org", "gopher://a.org", "http://a_b.org", "mailto:me",
        "@a.org", "me@", "me@a", "me@a.org-", "me@a.org_", "me@a.b1",
        "`http://a.org`", "    www.a.org", "<b c='www.a.org'>",
        "@property, a @ b.c", "www..a_b.c",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_targets(texts[i], "");
}

static void
test_autolinks__other_links_stay_what_they_are(void **state)
{
    (void)state;
    check_targets("[http://a.org](http://b.org)", " http://b.org");
    check_targets("[*www.a.org*](b) ![http://c.org](d)", " b d");
    check_targets("<http://a.org/b> [c]: x\n\n[d]: http://e.org\n",
                  " http://a.org/b");
    check_rows("[a](http://b.org) http://c.org", 60,
               "a[1] http://c.org\n\n[1] http://b.org\n");
}

static void
test_autolinks__many_signs_are_no_trouble(void **state)
{
    static const char *const parts[] = {
        "www.a_b(", "http://a))", "a@", "_www.", "://", "www.a.b&c;;", "*www.",
    };

    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct str text = STR_INIT;

        for (int k = 0; k < 20000; k++)
            str_add(&text, parts[i]);
        doc_free(laid_out_doc(str_text(&text)));
        str_release(&text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_autolinks__addresses_are_links),
        cmocka_unit_test(test_autolinks__stand_in_any_text),
        cmocka_unit_test(test_autolinks__signs_of_the_sentence_are_left_out),
        cmocka_unit_test(test_autolinks__other_texts_are_none),
        cmocka_unit_test(test_autolinks__other_links_stay_what_they_are),
        cmocka_unit_test(test_autolinks__many_signs_are_no_trouble),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
