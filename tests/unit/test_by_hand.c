#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "build/by_hand.h"
#include "folder.h"

static struct course *course;

static int
open_course(void **state)
{
    struct diags diags = DIAGS_INIT;

    if (folder_make(state))
        return -1;
    folder_write("lessons/01_one.md", "# One\n");
    return course_open(folder, NULL, &diags, &course);
}

static int
close_course(void **state)
{
    course_free(course);
    return folder_remove(state);
}

/* The words with a | between them, or the sentence; the caller's. */
static char *
words_of(const char *text)
{
    struct by_hand_spec spec = {
        .course = course,
        .text = text,
        .shown = "a/b.c",
        .program = "/out/b",
    };
    struct words words = WORDS_INIT;
    struct diag diag = DIAG_INIT;
    struct str joined = STR_INIT;

    if (by_hand_words(&spec, &diag, &words) < 0)
        return str_format("%s:%d: %s", diag.file, diag.line, diag.text);
    for (size_t i = 0; i < words.count; i++)
        str_add_format(&joined, "%s%s", i ? "|" : "", words.items[i]);
    words_release(&words);
    return str_detach(&joined);
}

static void
gives(const char *text, const char *expected)
{
    char *given = words_of(text);

    assert_string_equal(given, expected);
    free(given);
}

static void
test_by_hand__is_the_first_comment(void **state)
{
    (void)state;
    gives("/* gcc -O2 \\\n      a/b.c -o b -lm */\nint n;\n",
          "gcc|-O2|a/b.c|-o|/out/b|-lm");
    gives("\n/* verdict: stuck */\n/* gcc a/b.c -o b */\n/* gcc c */\n",
          "gcc|a/b.c|-o|/out/b");
}

static void
test_by_hand__anything_else_is_no_command(void **state)
{
    static const char start[] =
        "a/b.c:1: begins with the command that builds it, as in "
        "'/* gcc -O2 ... a/b.c -o NAME */'; ";
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"", "it is not there"},
        {"int n;\n/* gcc a/b.c -o b */", "it is not there"},
        {"/* What it does. */", "it is not there"},
        {"/* gcc other.c -o b */", "it is not there"},
        {"/* gcc a/b.c */", "-o is missing"},
        {"/* gcc a/b.c -o b", "it is not there"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *expected = str_format("%s%s", start, cases[i].why);

        gives(cases[i].text, expected);
        free(expected);
    }
}

static void
test_by_hand__takes_the_archive_that_is_here(void **state)
{
    char *words;

    (void)state;
    words = words_of("/* gcc a/b.c -Isrc/guest/mp "
                     "build/src/guest/mp/libmp.a -o b */");
    assert_non_null(strstr(words, "/guest/mp/libmp.a"));
    assert_null(strstr(words, "|build/src"));
    free(words);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, open_course, close_course)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_by_hand__is_the_first_comment),
        TEST(test_by_hand__anything_else_is_no_command),
        TEST(test_by_hand__takes_the_archive_that_is_here),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
