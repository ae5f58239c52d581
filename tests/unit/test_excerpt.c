#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "course/parts.h"

static const char source[] =
    "#include <a.h>\n"
    "\n"
    "/* [state] */\n"
    "static int n;\n"
    "static lock_t lock;\n"
    "\n"
    "void add(void)\n"
    "{\n"
    "    // [take]\n"
    "    lock_take(&lock);\n"
    "    if (n)\n"
    "        n++;\n"
    "    lock_drop(&lock);   /* [drop] */\n"
    "}\n"
    "/* [unlike a mark */ int a[3];\n"
    "/* [last] */";

static void
cuts(const char *mark, const char *expected)
{
    struct str excerpt = STR_INIT;

    assert_int_equal(excerpt_cut(source, mark, &excerpt), 0);
    assert_string_equal(str_text(&excerpt), expected);
    str_release(&excerpt);
}

static void
test_excerpt__ends_at_a_blank_line_or_the_next_mark(void **state)
{
    (void)state;
    cuts("state", "static int n;\nstatic lock_t lock;\n");
    cuts("take", "lock_take(&lock);\nif (n)\n    n++;\n");
    cuts("last", "");
}

static void
test_excerpt__begins_on_the_line_that_has_code(void **state)
{
    (void)state;
    cuts("drop", "    lock_drop(&lock);\n"
                 "}\n"
                 "/* [unlike a mark */ int a[3];\n");
}

static void
test_excerpt__is_all_without_a_mark(void **state)
{
    (void)state;
    cuts(NULL, "#include <a.h>\n"
               "\n"
               "static int n;\n"
               "static lock_t lock;\n"
               "\n"
               "void add(void)\n"
               "{\n"
               "    lock_take(&lock);\n"
               "    if (n)\n"
               "        n++;\n"
               "    lock_drop(&lock);\n"
               "}\n"
               "/* [unlike a mark */ int a[3];\n");
}

static void
test_excerpt__needs_the_mark(void **state)
{
    struct str excerpt = STR_INIT;

    (void)state;
    assert_int_equal(excerpt_cut(source, "stat", &excerpt), -ENOENT);
    assert_int_equal(excerpt_cut(source, "3", &excerpt), -ENOENT);
    assert_int_equal(excerpt_cut("", "state", &excerpt), -ENOENT);
    assert_int_equal(excerpt.len, 0);
}

static void
test_excerpt__has_twenty_lines_at_most(void **state)
{
    struct str text = STR_INIT, excerpt = STR_INIT;

    (void)state;
    str_add(&text, "# [x]\n");
    for (int i = 0; i < 30; i++)
        str_add(&text, "a\n");
    assert_int_equal(excerpt_cut(str_text(&text), "x", &excerpt), 0);
    assert_int_equal(excerpt.len, 40);
    str_release(&text);
    str_release(&excerpt);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_excerpt__ends_at_a_blank_line_or_the_next_mark),
        cmocka_unit_test(test_excerpt__begins_on_the_line_that_has_code),
        cmocka_unit_test(test_excerpt__is_all_without_a_mark),
        cmocka_unit_test(test_excerpt__needs_the_mark),
        cmocka_unit_test(test_excerpt__has_twenty_lines_at_most),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
