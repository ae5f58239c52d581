#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "build/messages.h"

/* What gcc 12 and clang 14 print for such programs. */
static const char gcc_said[] =
    "work/a.c: In function 'main':\n"
    "work/a.c:2:5: error: 'count' undeclared (first use in this function); "
    "did you mean 'counts'?\n"
    "    2 |     count = 1;\n"
    "      |     ^~~~~\n"
    "      |     counts\n"
    "work/a.c:2:5: note: each undeclared identifier is reported only once\n"
    "work/a.c:3:9: warning: unused variable 'x' [-Wunused-variable]\n"
    "    3 |     int x;\n";
static const char fatal_said[] =
    "work/a.c:1:10: fatal error: none.h: No such file or directory\n"
    "    1 | #include <none.h>\n"
    "compilation terminated.\n";
static const char linker_said[] =
    "/usr/bin/ld: /tmp/draft/ccXYZ.o: in function `main':\n"
    "/home/me/work/a.c:2: undefined reference to `missing'\n"
    "collect2: error: ld returned 1 exit status\n";
static const char plain_linker_said[] =
    "/usr/bin/ld: /tmp/ccXYZ.o: in function `main':\n"
    "a.c:(.text+0x9): undefined reference to `missing'\n"
    "collect2: error: ld returned 1 exit status\n";
static const char driver_said[] =
    "gcc: error: unrecognized command-line option '-fnone'\n";

static void
test_messages__have_place_and_text(void **state)
{
    struct build build = BUILD_INIT;
    const struct build_message *error;

    (void)state;
    messages_parse(&build, gcc_said, "/nowhere", "work/a.c");
    assert_int_equal(build.nmessages, 2);
    error = build_first_error(&build);
    assert_ptr_equal(error, &build.messages[0]);
    assert_string_equal(error->file, "work/a.c");
    assert_int_equal(error->line, 2);
    assert_int_equal(error->column, 5);
    assert_string_equal(error->text,
                        "'count' undeclared (first use in this function); "
                        "did you mean 'counts'?");
    assert_null(error->source);
    assert_false(build.messages[1].error);
    assert_int_equal(build.messages[1].line, 3);
    build_release(&build);
    messages_parse(&build, fatal_said, "/nowhere", "work/a.c");
    assert_int_equal(build.nmessages, 1);
    assert_true(build.messages[0].error);
    assert_string_equal(build.messages[0].text,
                        "none.h: No such file or directory");
    build_release(&build);
}

static void
test_messages__of_linkers_are_errors(void **state)
{
    struct build build = BUILD_INIT;

    (void)state;
    messages_parse(&build, linker_said, "/nowhere", "work/a.c");
    assert_int_equal(build.nmessages, 1);
    assert_true(build.messages[0].error);
    assert_string_equal(build.messages[0].file, "/home/me/work/a.c");
    assert_int_equal(build.messages[0].line, 2);
    assert_string_equal(build.messages[0].text,
                        "undefined reference to `missing'");
    build_release(&build);
    messages_parse(&build, plain_linker_said, "/nowhere", "work/a.c");
    assert_int_equal(build.nmessages, 1);
    assert_string_equal(build.messages[0].file, "work/a.c");
    assert_int_equal(build.messages[0].line, 0);
    build_release(&build);
}

static void
test_messages__of_the_driver_are_about_no_line(void **state)
{
    struct build build = BUILD_INIT;

    (void)state;
    messages_parse(&build, driver_said, "/nowhere", "work/a.c");
    assert_int_equal(build.nmessages, 1);
    assert_int_equal(build.messages[0].line, 0);
    assert_string_equal(build.messages[0].text,
                        "unrecognized command-line option '-fnone'");
    build_release(&build);
    messages_parse(&build, "", "/nowhere", "work/a.c");
    messages_parse(&build, "hello\n:\n::1\n:1: \na:1:2\n", "/", "work/a.c");
    assert_int_equal(build.nmessages, 0);
    assert_null(build_first_error(&build));
}

static void
test_messages__quote_the_source(void **state)
{
    char folder[] = "/tmp/test_messages.XXXXXX";
    struct build build = BUILD_INIT;
    char *path;

    (void)state;
    assert_non_null(mkdtemp(folder));
    path = path_join(folder, "a.c");
    assert_int_equal(file_replace(path, "one\n  two\n\nlast", 15), 0);
    messages_parse(&build,
                   "a.c:2:1: error: x\n"
                   "a.c:4:1: error: x\n"
                   "a.c:5:1: error: x\n"
                   "b.c:1:1: error: x\n",
                   folder, "a.c");
    assert_int_equal(build.nmessages, 4);
    assert_string_equal(build.messages[0].source, "  two");
    assert_string_equal(build.messages[1].source, "last");
    assert_null(build.messages[2].source);
    assert_null(build.messages[3].source);
    build_release(&build);
    unlink(path);
    rmdir(folder);
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_messages__have_place_and_text),
        cmocka_unit_test(test_messages__of_linkers_are_errors),
        cmocka_unit_test(test_messages__of_the_driver_are_about_no_line),
        cmocka_unit_test(test_messages__quote_the_source),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
