#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"

static void
test_file__folders_are_made_with_those_above(void **state)
{
    char *path = folder_path("a//b/c/");

    (void)state;
    assert_int_equal(dir_make(path), 0);
    assert_true(file_exists(path));
    assert_int_equal(dir_make(path), 0);
    free(path);
    assert_int_equal(dir_make("/"), 0);
}

static void
test_file__a_file_is_no_folder(void **state)
{
    char *path = folder_path("file/sub");

    (void)state;
    folder_write("file", "");
    assert_int_equal(dir_make(path), -ENOTDIR);
    free(path);
}

/* Not that the folder is missing, which is no reason. */
static void
test_file__says_why_a_folder_cannot_be_made(void **state)
{
    char name[300];
    char *path;

    (void)state;
    memset(name, 'x', sizeof name);
    memcpy(name + sizeof name - 6, "/none", 6);
    path = folder_path(name);
    assert_int_equal(dir_make(path), -ENAMETOOLONG);
    free(path);
}

static void
test_file__is_replaced_whole(void **state)
{
    char *path = folder_path("file");
    char *text;
    size_t len;

    (void)state;
    folder_write("file", "a long text");
    assert_int_equal(file_replace(path, "short", 5), 0);
    assert_int_equal(file_read(path, 100, &text, &len), 0);
    assert_int_equal(len, 5);
    assert_string_equal(text, "short");
    free(text);
    assert_int_equal(file_read(path, 4, &text, &len), -EFBIG);
    assert_int_equal(file_read(folder, 100, &text, &len), -EISDIR);
    free(path);
}

static void
test_file__a_folder_is_no_command(void **state)
{
    char *program = folder_path("b/tool"), *found;
    char *path = str_format("%s/a:%s/b", folder, folder);

    (void)state;
    folder_write("a/tool/file", "");
    folder_write("b/tool", "");
    assert_int_equal(chmod(program, 0755), 0);
    assert_int_equal(setenv("PATH", path, 1), 0);
    found = path_of_command("tool", 0);
    assert_non_null(found);
    assert_string_equal(found, program);
    assert_null(path_of_command("tool", 1));
    assert_null(path_of_command(folder, 0));
    free(found);
    free(path);
    free(program);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, folder_make, folder_remove)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_file__folders_are_made_with_those_above),
        TEST(test_file__a_file_is_no_folder),
        TEST(test_file__says_why_a_folder_cannot_be_made),
        TEST(test_file__is_replaced_whole),
        TEST(test_file__a_folder_is_no_command),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
