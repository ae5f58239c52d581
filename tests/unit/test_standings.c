#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <utime.h>

#include <cmocka.h>

#include "course/copy.h"
#include "course/standing.h"
#include "folder.h"

#define OWN "work/01_a/adder.c"

static struct diags diags;
static struct course *course;
static struct journal *journal;
static struct standings *standings;

static int
set_up(void **state)
{
    if (folder_make(state) < 0)
        return -1;
    folder_write("lessons/01_a.md",
                 "# A\n\n```exercise shown\n[build]\ndemonstration = yes\n"
                 "```\n```exercise adder\n```\n");
    folder_write("exercises/01_a/adder.c", "start\n");
    folder_write("exercises/01_a/shown.c", "start\n");
    folder_write("solutions/01_a/adder.c", "solution\n");
    folder_write(OWN, "mine\n");
    diags = (struct diags){0};
    if (course_open(folder, NULL, &diags, &course) < 0)
        return -1;
    journal = journal_open(NULL);
    standings = standings_new(course, journal);
    return 0;
}

static int
tear_down(void **state)
{
    standings_free(standings);
    standings_free(NULL);
    journal_free(journal);
    course_free(course);
    diags_release(&diags);
    return folder_remove(state);
}

static void
pass(void)
{
    uint64_t hash;

    assert_int_equal(copy_hash(course_exercise(course, 1), &hash), 0);
    journal_record_check(journal, "adder", VERDICT_PASSED, hash);
}

static void
expect(enum standing_kind kind, size_t passed)
{
    size_t counted, all;

    assert_int_equal(
        standings_of(standings, course_exercise(course, 1)).kind, kind);
    standings_count(standings, &counted, &all);
    assert_int_equal(counted, passed);
    assert_int_equal(all, 2);
}

/* So that its times say nothing of what was done to it. */
static void
make_old(void)
{
    const struct utimbuf times = {1000, 1000};
    char *path = folder_path(OWN);

    assert_int_equal(utime(path, &times), 0);
    free(path);
}

static void
test_standings__see_what_became_of_a_copy(void **state)
{
    (void)state;
    expect(STANDING_NEW, 0);
    pass();
    expect(STANDING_PASSED, 1);
    folder_write(OWN, "other\n");
    expect(STANDING_PENDING, 0);
    folder_write(OWN, "mine\n");
    expect(STANDING_PASSED, 1);
    journal_record_run(journal, "shown", PROGRESS_RUN);
    expect(STANDING_PASSED, 2);
}

static void
test_standings__see_a_change_of_the_same_length_at_once(void **state)
{
    (void)state;
    pass();
    expect(STANDING_PASSED, 1);
    folder_write(OWN, "mime\n");
    expect(STANDING_PENDING, 0);
    folder_write(OWN, "mine\n");
    expect(STANDING_PASSED, 1);
}

static void
test_standings__do_not_read_again_what_is_the_same(void **state)
{
    (void)state;
    make_old();
    pass();
    expect(STANDING_PASSED, 1);
    folder_write(OWN, "mime\n");
    make_old();
    /* Its stamp is forged, so nobody looked. */
    expect(STANDING_PASSED, 1);
}

static void
test_standings__take_a_copy_that_is_gone_for_no_change(void **state)
{
    char *path = folder_path(OWN);

    (void)state;
    pass();
    assert_int_equal(unlink(path), 0);
    expect(STANDING_PASSED, 1);
    free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_standings__see_what_became_of_a_copy),
        TEST(test_standings__see_a_change_of_the_same_length_at_once),
        TEST(test_standings__do_not_read_again_what_is_the_same),
        TEST(test_standings__take_a_copy_that_is_gone_for_no_change),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
