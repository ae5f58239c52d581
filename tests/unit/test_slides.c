#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "doc/slides.h"
#include "laid_out.h"

/* The rows of a slide after so many steps are this text. */
static void
check_slide(const struct doc *doc, const struct slide *slide, int width,
            size_t steps, const char *expected)
{
    struct rows *rows = rows_new(doc, width);
    struct str text = STR_INIT;
    size_t first, count = slide_rows(slide, rows, steps, &first);

    for (size_t i = 0; i < count; i++)
        laid_out_add(&text, rows_at(rows, first + i));
    assert_string_equal(str_text(&text), expected);
    str_release(&text);
    rows_free(rows);
}

/* The titles of all slides, with a bar behind each. */
static void
check_titles(const char *markdown, const char *expected)
{
    struct doc *doc = laid_out_doc(markdown);
    struct slides *slides = slides_new(doc);
    struct str text = STR_INIT;

    for (size_t i = 0; i < slides_count(slides); i++)
        str_add_format(&text, "%s|", slides_at(slides, i)->title);
    assert_string_equal(str_text(&text), expected);
    str_release(&text);
    slides_free(slides);
    doc_free(doc);
}

static void
test_slides__begin_at_headings_of_the_second_level(void **state)
{
    (void)state;
    check_titles("# Races\n\nWho wins?\n\n## One\n\na\n\n### Below\n\nb\n\n"
                 "## Two\n",
                 "Races|One|Two|");
    check_titles("Before.\n\n# Races\n\n## One\n", "|Races|One|");
    check_titles("# Races\n\n# Again\n", "Races|Again|");
}

static void
test_slides__begin_neither_in_quotes_and_lists_nor_behind_nothing(
    void **state)
{
    (void)state;
    check_titles("# T\n\n> ## quoted\n\n- ## item\n", "T|");
    check_titles("<!-- minutes: 3 -->\n\n## One\n", "One|");
    check_titles("", "");
    check_titles("<!-- pause -->\n", "");
    check_titles("Only text.\n", "|");
}

static void
test_slides__are_the_same_rows_at_any_width(void **state)
{
    struct doc *doc = laid_out_doc(
        "# T\n\nintro\n\n## One\n\n"
        "some words that have to be broken at thirty columns\n\n## Two\n");
    struct slides *slides = slides_new(doc);

    (void)state;
    assert_int_equal(slides_count(slides), 3);
    check_slide(doc, slides_at(slides, 0), 30, 0, "T\n━\n\nintro\n");
    check_slide(doc, slides_at(slides, 1), 80, 0,
                "One\n\n"
                "some words that have to be broken at thirty columns\n");
    check_slide(doc, slides_at(slides, 1), 30, 0,
                "One\n\nsome words that have to be\nbroken at thirty "
                "columns\n");
    check_slide(doc, slides_at(slides, 2), 30, 0, "Two\n");
    slides_free(slides);
    doc_free(doc);
}

static void
test_slides__pause_hides_the_rest_until_the_next_step(void **state)
{
    struct doc *doc = laid_out_doc("## One\n\na\n\n<!-- pause -->\n\nb\n\n"
                                   "- c\n\n  <!-- pause -->\n\n  d\n");
    struct slides *slides = slides_new(doc);
    const struct slide *slide = slides_at(slides, 0);

    (void)state;
    assert_int_equal(slide->npauses, 2);
    check_slide(doc, slide, 40, 0, "One\n\na\n");
    check_slide(doc, slide, 40, 1, "One\n\na\n\nb\n\n  • c\n");
    check_slide(doc, slide, 40, 2, "One\n\na\n\nb\n\n  • c\n\n    d\n");
    check_slide(doc, slide, 40, 9, "One\n\na\n\nb\n\n  • c\n\n    d\n");
    check_slide(doc, slide, 20, 0, "One\n\na\n");
    slides_free(slides);
    doc_free(doc);
}

/* Twice in a row, before a heading, at the end, before what is hidden. */
static void
test_slides__pause_that_hides_nothing_is_none(void **state)
{
    struct doc *doc = laid_out_doc(
        "<!-- pause -->\n\n# T\n\na\n\n<!-- pause -->\n<!-- pause -->\n\n"
        "b\n\n<!-- pause -->\n\n## One\n\n<!-- pause -->\n\n"
        "```hint x\nh\n```\n\n<!-- pause -->\n");
    struct slides *slides;

    (void)state;
    doc_fence_hide(doc, 0);
    slides = slides_new(doc);
    assert_int_equal(slides_count(slides), 2);
    assert_int_equal(slides_at(slides, 0)->npauses, 1);
    assert_int_equal(slides_at(slides, 1)->npauses, 0);
    slides_free(slides);
    doc_free(doc);
}

static void
test_slides__notes_go_with_the_slide_that_they_stand_in(void **state)
{
    struct doc *doc = laid_out_doc(
        "# T\n<!-- note: Breathe. -->\n\n## One\n\na\n<!-- note: Ask\nthem. "
        "-->\n\nb\n\n<!-- note: Wait. -->\n\n## Two\n\nc\n");
    struct slides *slides = slides_new(doc);

    (void)state;
    assert_string_equal(slides_at(slides, 0)->notes, "Breathe.");
    assert_string_equal(slides_at(slides, 1)->notes, "Ask\nthem.\n\nWait.");
    assert_string_equal(slides_at(slides, 2)->notes, "");
    slides_free(slides);
    doc_free(doc);
}

static void
test_slides__links_have_the_last_one(void **state)
{
    struct doc *doc = laid_out_doc("# T\n\n## One\n\n[a](https://a.example)\n"
                                   "\n<!-- note: n -->\n");
    struct slides *slides = slides_new(doc);

    (void)state;
    assert_int_equal(slides_count(slides), 3);
    assert_string_equal(slides_at(slides, 1)->notes, "n");
    assert_string_equal(slides_at(slides, 2)->title, "Links");
    check_slide(doc, slides_at(slides, 1), 40, 0, "One\n\na[1]\n");
    check_slide(doc, slides_at(slides, 2), 40, 0, "[1] https://a.example\n");
    slides_free(slides);
    doc_free(doc);
}

static void
test_slides__footnotes_stand_there_too(void **state)
{
    struct doc *doc = laid_out_doc("# T\n\n## One\n\n[a](b) c[^1]\n\n"
                                   "[^1]: d\n");
    struct slides *slides = slides_new(doc);

    (void)state;
    assert_int_equal(slides_count(slides), 3);
    assert_string_equal(slides_at(slides, 2)->title, "Notes");
    check_slide(doc, slides_at(slides, 1), 40, 0, "One\n\na[1] c⁽¹⁾\n");
    check_slide(doc, slides_at(slides, 2), 40, 0,
                "────────\n  ⁽¹⁾ d ↩\n\n[1] b\n");
    slides_free(slides);
    doc_free(doc);
    check_titles("# T\n\n## One\n\nwww.a.org\n", "T|One|");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slides__begin_at_headings_of_the_second_level),
        cmocka_unit_test(
            test_slides__begin_neither_in_quotes_and_lists_nor_behind_nothing),
        cmocka_unit_test(test_slides__are_the_same_rows_at_any_width),
        cmocka_unit_test(test_slides__pause_hides_the_rest_until_the_next_step),
        cmocka_unit_test(test_slides__pause_that_hides_nothing_is_none),
        cmocka_unit_test(
            test_slides__notes_go_with_the_slide_that_they_stand_in),
        cmocka_unit_test(test_slides__links_have_the_last_one),
        cmocka_unit_test(test_slides__footnotes_stand_there_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
