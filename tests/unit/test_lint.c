#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "course/lint.h"
#include "course/variants.h"
#include "course/verdict.h"
#include "folder.h"

/* In two words, since it marks no work that is left here. */
#define BEGIN "// TO" "DO: "
#define EXERCISE                                                            \
    "# One\n\n"                                                             \
    "```exercise adder\n[knobs]\nn = 2, 1..9\n```\n"
#define START                                                               \
    "int n;\n"                                                              \
    BEGIN "add one\n"                                                    \
    "/* [add] */\n"                                                         \
    "n = n;\n"                                                              \
    "\n"                                                                    \
    "// end\n"

static struct course *course;
static struct diags diags;

/* The course's files as each test has changed them. */
static void
open_course(void)
{
    diags = (struct diags)DIAGS_INIT;
    assert_int_equal(course_open(folder, NULL, &diags, &course), 0);
    assert_int_equal(diags.count, 0);
}

static void
write_course(const char *more)
{
    char *lesson = str_format("%s%s", EXERCISE, more);

    folder_write("lessons/01_one.md", lesson);
    folder_write("exercises/01_one/adder.c", START);
    folder_write("solutions/01_one/adder.c", "int n;\nn = n + 1;\n");
    free(lesson);
}

/* What was found, a line each; then all is forgotten. */
static void
found(const char *expected)
{
    struct str text = STR_INIT;
    char line[sizeof(struct diag) + 32];

    for (size_t i = 0; i < diags.count; i++)
        str_add_format(&text, "%s\n",
                       diag_format(&diags.items[i], line, sizeof line));
    assert_string_equal(str_text(&text), expected);
    str_release(&text);
    diags_release(&diags);
    course_free(course);
}

static void
test_lint__finds_nothing_in_a_good_course(void **state)
{
    (void)state;
    write_course("```code exercises/01_one/adder.c [add]\n  n = n;\n```\n");
    open_course();
    lint_course(course, &diags);
    lint_marks(course, &diags);
    lint_sources(course, course_exercise(course, 0), &diags);
    found("");
}

static void
test_lint__marks_are_named_and_there_once(void **state)
{
    (void)state;
    write_course("```code exercises/01_one/adder.c [add]\n```\n");
    folder_write("exercises/01_one/adder.c",
                 "/* [add] */\nint n;\n\nint m; /* [add] */\n");
    folder_write("exercises/01_one/other.py", "n = 1\n# [lost]\nm = 2\n");
    open_course();
    lint_marks(course, &diags);
    found("lessons/01_one.md:7: exercises/01_one/adder.c has the mark [add] "
          "2 times\n"
          "exercises/01_one/other.py:2: no lesson points at the mark "
          "[lost]\n");
}

static void
test_lint__shown_code_is_that_of_the_program(void **state)
{
    (void)state;
    write_course("```code exercises/01_one/adder.c [add]\nn = m;\n```\n");
    open_course();
    lint_marks(course, &diags);
    found("lessons/01_one.md:7: exercises/01_one/adder.c reads otherwise at "
          "[add]; copy it anew\n");
}

static void
test_lint__lessons_differ(void **state)
{
    (void)state;
    write_course("");
    folder_write("lessons/02_two.md", "# One\n");
    folder_write("tests/course/gone/wrong-a.c", "\n");
    folder_write("tests/course/adder/right-a.c", "\n");
    open_course();
    lint_course(course, &diags);
    found("lessons/02_two.md:1: has the title of lessons/01_one.md; who looks "
          "for one finds both\n"
          "tests/course/gone: there is no exercise of that name\n");
}

#define WIDE "/* 3456789 123456789 123456789 123456789 123456789 12345678 012345 */"

static void
test_lint__sources_fit_beside_prose(void **state)
{
    (void)state;
    write_course("");
    folder_write("exercises/01_one/adder.c",
                 WIDE "yzA\n" WIDE "yzAB\n"
                 "char *s = \"http://x\"; /* // */\tint c = '\"'; // so\n"
                 "/* TO-DO\n // no comment of its own\n */ // end\n"
                 BEGIN "this\n");
    open_course();
    lint_sources(course, course_exercise(course, 0), &diags);
    found("exercises/01_one/adder.c:2: is 73 columns wide; 72 fit beside "
          "prose\n"
          "exercises/01_one/adder.c:3: has a tab, which is as wide as each "
          "terminal likes\n"
          "exercises/01_one/adder.c:3: two slashes begin the learner's part, "
          "'" BEGIN "...', or end it, '// end'; other comments stand in "
          "/* */\n"
          "exercises/01_one/adder.c:6: two slashes begin the learner's part, "
          "'" BEGIN "...', or end it, '// end'; other comments stand in "
          "/* */\n"
          "exercises/01_one/adder.c:7: the learner's part that begins here "
          "never ends; close it with '// end'\n");
}

static void
test_lint__parts_are_short_and_of_the_start_file(void **state)
{
    (void)state;
    write_course("");
    folder_write("exercises/01_one/adder.c",
                 BEGIN "twelve\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n"
                 "// end\n"
                 BEGIN "more\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n"
                 "// end\n");
    folder_write("solutions/01_one/adder.c", BEGIN "this\n// end\n");
    open_course();
    lint_sources(course, course_exercise(course, 0), &diags);
    found("exercises/01_one/adder.c:15: the learner's part has 13 lines, and "
          "12 at most are to be changed\n"
          "solutions/01_one/adder.c: has a part to finish, as a start "
          "file\n");

    folder_write("exercises/01_one/adder.c", "int n;\n");
    folder_write("solutions/01_one/adder.c", "int n;\n");
    open_course();
    lint_sources(course, course_exercise(course, 0), &diags);
    found("exercises/01_one/adder.c: has no part to finish; mark one by "
          "'" BEGIN "...' and '// end', or call it a demonstration\n");
}

static void
test_variants__are_read_by_name(void **state)
{
    struct variants variants = VARIANTS_INIT;
    char *text;

    (void)state;
    write_course("");
    folder_write("tests/course/adder/wrong-b.c",
                 "/* verdict: wrong result,right by luck */\n");
    folder_write("tests/course/adder/right-a.c", "/* verdict: passed */\n");
    folder_write("tests/course/adder/notes.txt", "none of it\n");
    open_course();
    variants_read(&variants, course, course_exercise(course, 0), &diags);
    assert_int_equal(variants.count, 2);
    assert_true(variants.items[0].right);
    assert_int_equal(variants.items[0].verdicts, 1u << VERDICT_PASSED);
    assert_string_equal(variants.items[1].shown,
                        "tests/course/adder/wrong-b.c");
    text = verdicts_text(variants.items[1].verdicts);
    assert_string_equal(text, "wrong result, right by luck");
    free(text);
    variants_release(&variants);
    found("");
}

static void
test_variants__what_is_malformed_is_told(void **state)
{
    struct variants variants = VARIANTS_INIT;

    (void)state;
    write_course("");
    folder_write("tests/course/adder/left-a.c", "/* verdict: passed */\n");
    folder_write("tests/course/adder/right-a.c", "/* verdict: stuck */\n");
    folder_write("tests/course/adder/wrong-a.c", "/* verdict: passed */\n");
    folder_write("tests/course/adder/wrong-b.c", "int n;\n");
    folder_write("tests/course/adder/wrong-c.c", "/* verdict: stukc */\n");
    folder_write("tests/course/adder/wrong-d.c", "/* verdict: stuck\n*/\n");
    open_course();
    variants_read(&variants, course, course_exercise(course, 0), &diags);
    variants_release(&variants);
    found("tests/course/adder/left-a.c: its name begins with neither "
          "'right-' nor 'wrong-', so nobody knows what it shows\n"
          "tests/course/adder/right-a.c:1: a right way gets 'passed'; rename "
          "it, or mend its first line\n"
          "tests/course/adder/wrong-a.c:1: a wrong way does not pass; rename "
          "it, or mend its first line\n"
          "tests/course/adder/wrong-b.c:1: the first line says the verdict, "
          "as in '/* verdict: right by luck */'\n"
          "tests/course/adder/wrong-c.c:1: there is no verdict 'stukc'; the "
          "nearest is stuck\n"
          "tests/course/adder/wrong-d.c:1: the first line says the verdict, "
          "as in '/* verdict: right by luck */'\n");
}

static void
test_lint__each_verdict_has_a_hint(void **state)
{
    struct variants variants = VARIANTS_INIT;

    (void)state;
    write_course("```hint adder on stuck\nWait.\n```\n");
    folder_write("tests/course/adder/wrong-a.c", "/* verdict: stuck */\n");
    folder_write("tests/course/adder/wrong-b.c",
                 "/* verdict: stuck, crashed, passed */\n");
    open_course();
    variants_read(&variants, course, course_exercise(course, 0), &diags);
    lint_hints(course, course_exercise(course, 0), &variants, &diags);
    variants_release(&variants);
    found("lessons/01_one.md:3: wrong-b.c gets 'crashed', and no hint is for "
          "that; write one, 'hint adder on crashed'\n");
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, folder_make, folder_remove)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_lint__finds_nothing_in_a_good_course),
        TEST(test_lint__marks_are_named_and_there_once),
        TEST(test_lint__shown_code_is_that_of_the_program),
        TEST(test_lint__lessons_differ),
        TEST(test_lint__sources_fit_beside_prose),
        TEST(test_lint__parts_are_short_and_of_the_start_file),
        TEST(test_lint__each_verdict_has_a_hint),
        TEST(test_variants__are_read_by_name),
        TEST(test_variants__what_is_malformed_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
