#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"
#include "course/journal.h"

static char folder[] = "/tmp/test_journal.XXXXXX";
static char *path;

static int
set_up(void **state)
{
    (void)state;
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    path = str_format("%s/state/journal", folder);
    return 0;
}

static int
tear_down(void **state)
{
    char *sub = str_format("%s/state", folder);

    (void)state;
    unlink(path);
    free(path);
    rmdir(sub);
    unlink(sub);
    free(sub);
    return rmdir(folder);
}

static void
write_journal(const char *text)
{
    char *sub = str_format("%s/state", folder);

    assert_int_equal(dir_make(sub), 0);
    free(sub);
    assert_int_equal(file_replace(path, text, strlen(text)), 0);
}

static void
test_journal__begins_empty(void **state)
{
    struct journal *journal = journal_open(path);
    size_t offset = 5;

    (void)state;
    assert_int_equal(journal_progress(journal, "a"), PROGRESS_NONE);
    assert_int_equal(journal_runs(journal, "a"), 0);
    assert_int_equal(journal_answer(journal, "a", 0), 0);
    assert_null(journal_place(journal, &offset));
    assert_int_equal(offset, 5);
    journal_free(journal);
    journal_free(NULL);
}

static void
test_journal__keeps_what_is_recorded(void **state)
{
    struct journal *journal = journal_open(path);
    size_t offset = 0;

    (void)state;
    assert_int_equal(journal_record_run(journal, "a", PROGRESS_RUN), 0);
    assert_int_equal(journal_record_run(journal, "a", PROGRESS_RIGHT), 0);
    assert_int_equal(journal_record_run(journal, "b", PROGRESS_WRONG), 0);
    assert_int_equal(journal_record_answer(journal, "a", 3, 2), 0);
    assert_int_equal(journal_record_place(journal, "03_races", 1234), 0);
    journal_free(journal);

    journal = journal_open(path);
    assert_int_equal(journal_progress(journal, "a"), PROGRESS_RIGHT);
    assert_int_equal(journal_runs(journal, "a"), 2);
    assert_int_equal(journal_progress(journal, "b"), PROGRESS_WRONG);
    assert_int_equal(journal_answer(journal, "a", 3), 2);
    assert_int_equal(journal_answer(journal, "a", 2), 0);
    assert_int_equal(journal_answer(journal, "a", 4), 0);
    assert_string_equal(journal_place(journal, &offset), "03_races");
    assert_int_equal(offset, 1234);
    journal_free(journal);
}

static void
test_journal__keeps_checks_and_hints(void **state)
{
    struct journal *journal = journal_open(path);
    const struct checked *checked = journal_checked(journal, "a");

    (void)state;
    assert_int_equal(checked->verdict, VERDICT_NONE);
    assert_int_equal(journal_record_check(journal, "a", VERDICT_RIGHT_BY_LUCK,
                                          0xf00dULL), 0);
    assert_int_equal(journal_record_check(journal, "a", VERDICT_PASSED,
                                          0xfedcba9876543210ULL), 0);
    assert_int_equal(journal_record_hint(journal, "a", 7), 0);
    assert_int_equal(journal_record_hint(journal, "a", UINT64_MAX), 0);
    assert_int_equal(journal_record_hint(journal, "a", 7), 0);
    journal_free(journal);

    journal = journal_open(path);
    checked = journal_checked(journal, "a");
    assert_int_equal(checked->verdict, VERDICT_PASSED);
    assert_true(checked->hash == 0xfedcba9876543210ULL);
    assert_int_equal(checked->attempts, 2);
    assert_int_equal(journal_hint(journal, "a", 7), 1);
    assert_int_equal(journal_hint(journal, "a", UINT64_MAX), 2);
    assert_int_equal(journal_hint(journal, "a", 8), 0);
    assert_int_equal(journal_hint(journal, "b", 7), 0);
    assert_int_equal(journal_progress(journal, "a"), PROGRESS_NONE);
    journal_free(journal);
}

static void
test_journal__reads_checks_and_hints_as_written(void **state)
{
    struct journal *journal;
    const struct checked *checked;

    (void)state;
    write_journal("1 check a left-something-behind 00000000000000ff 1790000000\n"
                  "1 check a right-by-chance 0000000000000001 1790000001\n"
                  "1 check a passed 1 1790000001\n"
                  "1 check a passed 000000000000000G 1790000001\n"
                  "1 check a passed 0000000000000001\n"
                  "1 check a passed 0000000000000001 0 1790000001\n"
                  "1 hint a 0000000000000010 1790000002\n"
                  "1 hint a 16 1790000002\n");
    journal = journal_open(path);
    checked = journal_checked(journal, "a");
    assert_int_equal(checked->verdict, VERDICT_LEFT_BEHIND);
    assert_true(checked->hash == 255);
    assert_int_equal(checked->time, 1790000000);
    assert_int_equal(checked->passed, 0);
    assert_int_equal(journal_hint(journal, "a", 16), 1);
    assert_int_equal(journal_record_check(journal, "a b", VERDICT_PASSED, 1),
                     -EINVAL);
    assert_int_equal(journal_record_check(journal, "a", VERDICT_NONE, 1),
                     -EINVAL);
    assert_int_equal(journal_record_hint(journal, "", 1), -EINVAL);
    journal_free(journal);
}

static void
test_journal__running_takes_no_progress_away(void **state)
{
    struct journal *journal = journal_open(path);

    (void)state;
    journal_record_run(journal, "a", PROGRESS_RIGHT);
    journal_record_run(journal, "a", PROGRESS_RUN);
    assert_int_equal(journal_progress(journal, "a"), PROGRESS_RIGHT);
    journal_record_run(journal, "a", PROGRESS_WRONG);
    assert_int_equal(journal_progress(journal, "a"), PROGRESS_WRONG);
    journal_free(journal);
}

static void
test_journal__adds_a_place_only_when_it_changed(void **state)
{
    struct journal *journal = journal_open(path);
    char *text;
    size_t len, before;

    (void)state;
    journal_record_place(journal, "03_races", 7);
    assert_int_equal(file_read(path, 1000, &text, &before), 0);
    free(text);
    journal_record_place(journal, "03_races", 7);
    assert_int_equal(file_read(path, 1000, &text, &len), 0);
    free(text);
    assert_int_equal(before, len);
    journal_record_place(journal, "03_races", 8);
    assert_int_equal(file_read(path, 1000, &text, &len), 0);
    free(text);
    assert_true(len > before);
    journal_free(journal);
}

static void
test_journal__skips_what_is_torn_or_foreign(void **state)
{
    struct journal *journal;
    size_t offset = 0;

    (void)state;
    write_journal("1 run a right 17\n"
                  "1 run a wro\n"
                  "\n"
                  "2 run a wrong 17\n"
                  "1 run a sideways 17\n"
                  "1 run  wrong 17\n"
                  "1 jump a wrong 17\n"
                  "1 answer a 0 2 17\n"
                  "1 answer a 0 11 17\n"
                  "1 answer a 99999999999 1 17\n"
                  "1 answer a 0 1 17 4\n"
                  "1 place 03_races 12 17\n"
                  "1 place 04_locks -1 17\n"
                  "1 place 04_locks 99999999999999999999 17\n"
                  "garbage \x01\xff\n"
                  "1 run a wrong 17");
    journal = journal_open(path);
    assert_int_equal(journal_progress(journal, "a"), PROGRESS_RIGHT);
    assert_int_equal(journal_runs(journal, "a"), 1);
    assert_int_equal(journal_answer(journal, "a", 0), 2);
    assert_string_equal(journal_place(journal, &offset), "03_races");
    assert_int_equal(offset, 12);

    /* What comes after a torn line stands on a line of its own. */
    assert_int_equal(journal_record_run(journal, "b", PROGRESS_RUN), 0);
    journal_free(journal);
    journal = journal_open(path);
    assert_int_equal(journal_runs(journal, "b"), 1);
    journal_free(journal);
}

static void
test_journal__two_tutors_lose_nothing(void **state)
{
    struct journal *one = journal_open(path), *two = journal_open(path);

    (void)state;
    for (int i = 0; i < 20; i++) {
        assert_int_equal(journal_record_run(one, "a", PROGRESS_RUN), 0);
        assert_int_equal(journal_record_run(two, "a", PROGRESS_RIGHT), 0);
    }
    journal_free(one);
    journal_free(two);
    one = journal_open(path);
    assert_int_equal(journal_runs(one, "a"), 40);
    journal_free(one);
}

static void
test_journal__counts_for_the_session_when_it_cannot_write(void **state)
{
    struct journal *journal = journal_open(path);
    char *sub = str_format("%s/state", folder);

    (void)state;
    assert_int_equal(file_replace(sub, "", 0), 0);
    free(sub);
    assert_int_equal(journal_record_run(journal, "a", PROGRESS_RIGHT),
                     -ENOTDIR);
    assert_int_equal(journal_progress(journal, "a"), PROGRESS_RIGHT);
    assert_int_equal(journal_record_run(journal, "a b", PROGRESS_RIGHT),
                     -EINVAL);
    assert_int_equal(journal_record_answer(journal, "a\n", 0, 1), -EINVAL);
    journal_free(journal);
}

static void
test_journal__reads_many_lines_about_many_things(void **state)
{
    struct str text = STR_INIT;
    struct journal *journal;

    (void)state;
    for (int i = 0; i < 100000; i++)
        str_add_format(&text, "1 run x%d right 1790000000\n", i % 50000);
    write_journal(str_text(&text));
    str_release(&text);
    journal = journal_open(path);
    assert_int_equal(journal_runs(journal, "x0"), 2);
    assert_int_equal(journal_runs(journal, "x49999"), 2);
    assert_int_equal(journal_runs(journal, "x50000"), 0);
    journal_free(journal);
}

static void
test_journal__without_a_path_is_forgotten(void **state)
{
    struct journal *journal = journal_open(NULL);
    size_t offset = 7;

    (void)state;
    assert_null(journal_place(journal, &offset));
    assert_int_equal(journal_record_answer(journal, "adder", 1, 2), 0);
    assert_int_equal(journal_record_run(journal, "adder", PROGRESS_RIGHT), 0);
    assert_int_equal(journal_record_place(journal, "01_first", 3), 0);
    assert_int_equal(journal_answer(journal, "adder", 1), 2);
    assert_int_equal(journal_progress(journal, "adder"), PROGRESS_RIGHT);
    assert_string_equal(journal_place(journal, &offset), "01_first");
    journal_free(journal);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_journal__begins_empty),
        TEST(test_journal__keeps_what_is_recorded),
        TEST(test_journal__keeps_checks_and_hints),
        TEST(test_journal__reads_checks_and_hints_as_written),
        TEST(test_journal__running_takes_no_progress_away),
        TEST(test_journal__adds_a_place_only_when_it_changed),
        TEST(test_journal__skips_what_is_torn_or_foreign),
        TEST(test_journal__two_tutors_lose_nothing),
        TEST(test_journal__counts_for_the_session_when_it_cannot_write),
        TEST(test_journal__reads_many_lines_about_many_things),
        TEST(test_journal__without_a_path_is_forgotten),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
