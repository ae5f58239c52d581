#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "build/deps.h"

static void
test_deps__are_names_over_several_lines(void **state)
{
    struct words files = WORDS_INIT;

    (void)state;
    deps_parse("/tmp/x\\ y/a: work/a.c \\\n  exercises/race.h\n"
               "exercises/race.h:\n",
               &files);
    assert_int_equal(files.count, 2);
    assert_string_equal(files.items[0], "work/a.c");
    assert_string_equal(files.items[1], "exercises/race.h");
    words_release(&files);
}

static void
test_deps__may_have_any_name(void **state)
{
    struct words files = WORDS_INIT;

    (void)state;
    deps_parse("a: my\\ work/a$$b.c c:d.h \\\n e\\#f.h", &files);
    assert_int_equal(files.count, 3);
    assert_string_equal(files.items[0], "my work/a$b.c");
    assert_string_equal(files.items[1], "c:d.h");
    assert_string_equal(files.items[2], "e#f.h");
    words_release(&files);
}

static void
test_deps__of_nothing_are_none(void **state)
{
    static const char *const texts[] = {"", "a", "a:", "a: \n", ":", "\\",
                                        "a: \\", "a: \\\n"};
    struct words files = WORDS_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        deps_parse(texts[i], &files);
    assert_true(files.count <= 1);
    words_release(&files);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deps__are_names_over_several_lines),
        cmocka_unit_test(test_deps__may_have_any_name),
        cmocka_unit_test(test_deps__of_nothing_are_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
