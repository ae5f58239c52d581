#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/ascii.h"
#include "report/standing.h"

#define NOW 1764288000          /* Fri Nov 28 00:00:00 UTC 2025 */

static char name[] = "adder";
static const struct exercise exercise = {.name = name};
static const struct exercise shown = {.name = name, .demonstration = true};

static void
expect_words(struct standing standing, const char *words, const char *brief)
{
    struct str str = STR_INIT;

    report_standing(&standing, NOW, &str);
    assert_string_equal(str_text(&str), words);
    str_clear(&str);
    report_standing_brief(&standing, &str);
    assert_string_equal(str_text(&str), brief);
    str_release(&str);
}

static void
test_standing__a_run_alone_passes_nothing(void **state)
{
    struct journal *journal = journal_open(NULL);
    struct standing standing = standing_of(journal, &exercise, NULL);

    (void)state;
    assert_int_equal(standing.kind, STANDING_NEW);
    expect_words(standing, "not run yet", "");
    journal_record_run(journal, name, PROGRESS_RUN);
    standing = standing_of(journal, &exercise, NULL);
    assert_int_equal(standing.kind, STANDING_RUN);
    expect_words(standing, "run", "");
    journal_record_run(journal, name, PROGRESS_WRONG);
    standing = standing_of(journal, &exercise, NULL);
    assert_int_equal(standing.kind, STANDING_WRONG);
    expect_words(standing, "not right yet", "");
    journal_record_run(journal, name, PROGRESS_RIGHT);
    standing = standing_of(journal, &exercise, NULL);
    assert_int_equal(standing.kind, STANDING_RIGHT);
    expect_words(standing, "right, not checked", "");
    journal_free(journal);
}

static void
test_standing__a_demonstration_counts_once_run(void **state)
{
    struct journal *journal = journal_open(NULL);

    (void)state;
    assert_int_equal(standing_of(journal, &shown, NULL).kind, STANDING_NEW);
    journal_record_run(journal, name, PROGRESS_RUN);
    assert_int_equal(standing_of(journal, &shown, NULL).kind,
                     STANDING_PASSED);
    expect_words(standing_of(journal, &shown, NULL), "seen", "");
    journal_free(journal);
}

static void
test_standing__a_verdict_outranks_a_run(void **state)
{
    struct journal *journal = journal_open(NULL);

    (void)state;
    journal_record_check(journal, name, VERDICT_RIGHT_BY_LUCK, 1);
    journal_record_run(journal, name, PROGRESS_RIGHT);
    assert_int_equal(standing_of(journal, &exercise, NULL).kind,
                     STANDING_FAILED);
    journal_record_check(journal, name, VERDICT_PASSED, 2);
    journal_record_run(journal, name, PROGRESS_WRONG);
    assert_int_equal(standing_of(journal, &exercise, NULL).kind,
                     STANDING_PASSED);
    journal_free(journal);
}

static void
test_standing__what_passed_is_pending_once_it_is_another(void **state)
{
    struct journal *journal = journal_open(NULL);
    uint64_t one = 1, two = 2;

    (void)state;
    journal_record_check(journal, name, VERDICT_PASSED, one);
    assert_int_equal(standing_of(journal, &exercise, &one).kind,
                     STANDING_PASSED);
    assert_int_equal(standing_of(journal, &exercise, &two).kind,
                     STANDING_PENDING);
    journal_record_check(journal, name, VERDICT_STUCK, two);
    assert_int_equal(standing_of(journal, &exercise, &two).kind,
                     STANDING_PENDING);
    assert_int_equal(standing_of(journal, &exercise, NULL).kind,
                     STANDING_PENDING);

    /* What once passed is there again, byte for byte. */
    assert_int_equal(standing_of(journal, &exercise, &one).kind,
                     STANDING_PASSED);
    journal_record_check(journal, name, VERDICT_STUCK, one);
    assert_int_equal(standing_of(journal, &exercise, &one).kind,
                     STANDING_PENDING);
    journal_free(journal);
}

static void
test_standing__says_what_and_when(void **state)
{
    struct checked checked = CHECKED_INIT;
    struct standing standing = {.checked = &checked};

    (void)state;
    checked_add(&checked, VERDICT_WRONG_RESULT, 1, NOW - 900);
    checked_add(&checked, VERDICT_RIGHT_BY_LUCK, 2, NOW - 300);
    standing.kind = STANDING_FAILED;
    expect_words(standing, "right by luck, 2 attempts, 5 min ago",
                 "right by luck");
    standing.changed = true;
    expect_words(standing,
                 "right by luck, 2 attempts, 5 min ago, changed since",
                 "right by luck");
    checked_add(&checked, VERDICT_PASSED, 3, NOW - 86400);
    standing.changed = false;
    standing.kind = STANDING_PASSED;
    expect_words(standing, "3 attempts, passed yesterday", "");
    standing.kind = STANDING_PENDING;
    standing.changed = true;
    expect_words(standing, "passed yesterday, changed since",
                 "changed since it passed");
    checked_add(&checked, VERDICT_DEADLOCK, 4, NOW - 7200);
    standing.changed = false;
    expect_words(standing,
                 "passed yesterday; deadlock, 1 attempt, 2 h ago",
                 "deadlock, passed before");
}

static void
test_standing__blames_nobody_for_a_machine(void **state)
{
    struct checked checked = CHECKED_INIT;
    struct standing standing = {.checked = &checked,
                                .kind = STANDING_UNKNOWN};

    (void)state;
    checked_add(&checked, VERDICT_NOT_CHECKED, 1, NOW - 60);
    expect_words(standing, "cannot be checked, 1 min ago", "");
}

static void
test_standing__signs_differ_in_ascii_too(void **state)
{
    char seen[STANDING_COUNT][3];

    (void)state;
    for (int kind = 0; kind < STANDING_COUNT; kind++) {
        const char *sign = standing_sign((enum standing_kind)kind);

        assert_int_equal(ascii_cluster(sign, strlen(sign), seen[kind]),
                         strlen(sign));
        for (int other = 0; other < kind; other++)
            if (kind != STANDING_FAILED || other != STANDING_WRONG)
                assert_string_not_equal(seen[kind], seen[other]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_standing__a_run_alone_passes_nothing),
        cmocka_unit_test(test_standing__a_demonstration_counts_once_run),
        cmocka_unit_test(test_standing__a_verdict_outranks_a_run),
        cmocka_unit_test(
            test_standing__what_passed_is_pending_once_it_is_another),
        cmocka_unit_test(test_standing__says_what_and_when),
        cmocka_unit_test(test_standing__blames_nobody_for_a_machine),
        cmocka_unit_test(test_standing__signs_differ_in_ascii_too),
    };

    setenv("TZ", "UTC0", 1);
    tzset();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
