#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "course/backup.h"
#include "course/copy.h"
#include "folder.h"

#define OWN "work/01_a/adder.c"

static struct diags diags;
static struct course *course;
static const struct exercise *adder;
static struct diag diag;

static int
set_up(void **state)
{
    if (folder_make(state) < 0)
        return -1;
    folder_write("lessons/01_a.md", "# A\n\n```exercise adder\n```\n");
    folder_write("exercises/01_a/adder.c", "start\n");
    folder_write("solutions/01_a/adder.c", "solution\n");
    diags = (struct diags){0};
    if (course_open(folder, NULL, &diags, &course) < 0)
        return -1;
    adder = course_exercise(course, 0);
    return 0;
}

static int
tear_down(void **state)
{
    course_free(course);
    diags_release(&diags);
    return folder_remove(state);
}

static void
expect_file(const char *name, const char *wanted)
{
    char *path = folder_path(name), *text;

    assert_int_equal(file_read(path, 1000, &text, NULL), 0);
    assert_string_equal(text, wanted);
    free(text);
    free(path);
}

static void
expect_no_file(const char *name)
{
    char *path = folder_path(name);

    assert_false(file_exists(path));
    free(path);
}

static void
reset_to(const char *name)
{
    char *backup, *path = folder_path(name);

    assert_int_equal(backup_reset(course, adder, &diag, &backup), 1);
    assert_string_equal(backup, path);
    free(backup);
    free(path);
}

static void
test_backup__keeps_what_was_there(void **state)
{
    (void)state;
    folder_write(OWN, "mine\n");
    reset_to(OWN ".~1~");
    expect_file(OWN, "start\n");
    expect_file(OWN ".~1~", "mine\n");
}

static void
test_backup__never_takes_a_name_that_is_there(void **state)
{
    (void)state;
    folder_write(OWN, "second\n");
    folder_write(OWN ".~1~", "first\n");
    folder_write(OWN ".~9~", "ninth\n");
    folder_write(OWN ".~x~", "");
    folder_write(OWN ".~77~c", "");
    folder_write("work/01_a/other.c.~88~", "");
    reset_to(OWN ".~10~");
    expect_file(OWN ".~1~", "first\n");
    expect_file(OWN ".~9~", "ninth\n");
    expect_file(OWN ".~10~", "second\n");
}

static void
test_backup__of_a_start_file_or_of_nothing_is_none(void **state)
{
    char *backup = NULL;

    (void)state;
    assert_int_equal(backup_reset(course, adder, &diag, &backup), 0);
    expect_no_file(OWN);
    folder_write(OWN, "start\n");
    assert_int_equal(backup_reset(course, adder, &diag, &backup), 0);
    expect_no_file(OWN ".~1~");
    assert_null(backup);
}

static void
test_backup__undo_can_be_undone(void **state)
{
    (void)state;
    folder_write(OWN, "mine\n");
    reset_to(OWN ".~1~");
    folder_write(OWN, "again\n");
    assert_int_equal(backup_undo(course, adder, &diag), 1);
    expect_file(OWN, "mine\n");
    expect_file(OWN ".~2~", "again\n");
    expect_no_file(OWN ".~1~");
    assert_int_equal(backup_undo(course, adder, &diag), 1);
    expect_file(OWN, "again\n");
    expect_file(OWN ".~3~", "mine\n");
}

static void
test_backup__undo_brings_back_what_was_removed(void **state)
{
    (void)state;
    assert_int_equal(backup_undo(course, adder, &diag), 0);
    folder_write(OWN ".~4~", "mine\n");
    assert_int_equal(backup_undo(course, adder, &diag), 1);
    expect_file(OWN, "mine\n");
    expect_no_file(OWN ".~4~");
}

static void
test_backup__keeps_the_copy_where_there_is_no_start_file(void **state)
{
    char *start = folder_path("exercises/01_a/adder.c"), *backup = NULL;

    (void)state;
    folder_write(OWN, "mine\n");
    unlink(start);
    free(start);
    assert_true(backup_reset(course, adder, &diag, &backup) < 0);
    assert_non_null(strstr(diag.text, "cannot be read"));
    expect_file(OWN, "mine\n");
    expect_no_file(OWN ".~1~");
}

static void
test_backup__knows_which_start_file_each_copy_was_made_of(void **state)
{
    (void)state;
    assert_int_equal(copy_start_changed(course, adder), -ENOENT);
    assert_int_equal(copy_make(course, adder, &diag), 1);
    assert_int_equal(copy_start_changed(course, adder), 0);
    folder_write(OWN, "mine\n");
    folder_write("exercises/01_a/adder.c", "better start\n");
    assert_int_equal(copy_start_changed(course, adder), 1);
    reset_to(OWN ".~1~");
    expect_file(OWN, "better start\n");
    assert_int_equal(copy_start_changed(course, adder), 0);
    assert_int_equal(backup_undo(course, adder, &diag), 1);
    expect_file(OWN, "mine\n");
    assert_int_equal(copy_start_changed(course, adder), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_backup__keeps_what_was_there),
        TEST(test_backup__never_takes_a_name_that_is_there),
        TEST(test_backup__of_a_start_file_or_of_nothing_is_none),
        TEST(test_backup__undo_can_be_undone),
        TEST(test_backup__undo_brings_back_what_was_removed),
        TEST(test_backup__keeps_the_copy_where_there_is_no_start_file),
        TEST(test_backup__knows_which_start_file_each_copy_was_made_of),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
