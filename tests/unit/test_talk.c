#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "course/talk.h"
#include "folder.h"

#define EXERCISE(name) \
    "```exercise " name "\n[build]\ndemonstration = yes\n```\n\n"

#define QUESTION(name) \
    "```predict " name "\nWell?\n\n1. yes [cpus > 0]\n2. no [cpus < 1]\n" \
    "```\n\n"

static struct course *
open_course(void)
{
    struct diags diags = DIAGS_INIT;
    struct course *course = NULL;

    folder_write("lessons/01_one.md", "# One\n\nText.\n\n## A\n\na\n");
    folder_write("lessons/02_two.md",
                 "# Two\n\n## B\n\n" EXERCISE("b1") EXERCISE("b2")
                 "## C\n\nc\n\n## D\n\n" EXERCISE("d")
                 "## Asked\n\n" QUESTION("b2") "## Both\n\n" QUESTION("b1")
                 EXERCISE("f"));
    folder_write("exercises/02_two/b1.c", "");
    folder_write("exercises/02_two/b2.c", "");
    folder_write("exercises/02_two/d.c", "");
    folder_write("exercises/02_two/f.c", "");
    assert_int_equal(course_open(folder, NULL, &diags, &course), 0);
    assert_int_equal(diags.count, 0);
    diags_release(&diags);
    return course;
}

static void
check_slide(const struct talk *talk, size_t index, const char *title,
            size_t nexercises, size_t shown, size_t recent)
{
    const struct talk_slide *slide = talk_at(talk, index);

    assert_string_equal(slide->slide->title, title);
    assert_int_equal(slide->nexercises, nexercises);
    assert_int_equal(slide->shown, shown);
    assert_int_equal(slide->recent, recent);
}

static void
test_talk__has_the_lessons_in_the_order_that_was_asked_for(void **state)
{
    struct course *course = open_course();
    const struct lesson *lessons[] = {course_lesson(course, 1),
                                      course_lesson(course, 0)};
    struct talk *talk = talk_new(course, lessons, 2);

    (void)state;
    assert_int_equal(talk_count(talk), 8);
    check_slide(talk, 0, "Two", 0, NO_EXERCISE, NO_EXERCISE);
    check_slide(talk, 1, "B", 2, 0, 1);
    check_slide(talk, 2, "C", 0, NO_EXERCISE, 1);
    check_slide(talk, 3, "D", 1, 2, 2);
    check_slide(talk, 4, "Asked", 0, 1, 2);
    check_slide(talk, 5, "Both", 1, 3, 3);
    check_slide(talk, 6, "One", 0, NO_EXERCISE, NO_EXERCISE);
    assert_int_equal(talk_at(talk, 1)->first_exercise, 0);
    assert_int_equal(talk_at(talk, 3)->first_exercise, 2);
    assert_int_equal(talk_at(talk, 7)->number, 2);
    assert_int_equal(talk_find(talk, "01_one", 2), 7);
    assert_int_equal(talk_find(talk, "01_one", 3), -1);
    assert_int_equal(talk_find(talk, "03_none", 1), -1);
    talk_free(talk);
    course_free(course);
}

static void
test_talk__shows_the_pane_in_place_of_what_a_reader_is_told(void **state)
{
    struct course *course = open_course();
    const struct lesson *lesson = course_lesson(course, 1);
    struct talk *talk = talk_new(course, &lesson, 1);
    const struct talk_slide *slide = talk_at(talk, 1);
    struct rows *rows = rows_new(slide->doc, 40);
    size_t first;

    (void)state;
    assert_int_equal(slide_rows(slide->slide, rows, 9, &first), 1);
    rows_free(rows);
    talk_free(talk);
    course_free(course);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_talk__has_the_lessons_in_the_order_that_was_asked_for,
            folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(
            test_talk__shows_the_pane_in_place_of_what_a_reader_is_told,
            folder_make, folder_remove),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
