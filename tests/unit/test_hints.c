#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "course/hints.h"

static char name[] = "adder";
static char texts[][8] = {"one", "lucky", "two", "stuck", "wrong"};
static struct hint all[] = {
    {.text = texts[0], .verdict = VERDICT_NONE},
    {.text = texts[1], .verdict = VERDICT_RIGHT_BY_LUCK},
    {.text = texts[2], .verdict = VERDICT_NONE},
    {.text = texts[3], .verdict = VERDICT_DEADLOCK},
    {.text = texts[4], .verdict = VERDICT_WRONG_RESULT},
};
static const struct exercise exercise = {
    .name = name,
    .hints = all,
    .nhints = 5,
};

/* Their texts, with a bar behind those that were seen. */
static void
expect(const struct journal *journal, const char *wanted)
{
    struct hints hints;
    char told[100] = "";

    hints_init(&hints, &exercise, journal);
    for (size_t i = 0; i <= hints.count; i++) {
        if (i == hints.seen)
            strcat(told, "| ");
        if (i < hints.count)
            strcat(strcat(told, hints.items[i]->text), " ");
    }
    assert_int_equal(hints.count + hints.others, 5);
    hints_release(&hints);
    assert_string_equal(told, wanted);
}

static void
climb(struct journal *journal)
{
    struct hints hints;

    hints_init(&hints, &exercise, journal);
    assert_int_equal(hints_climb(&hints, &exercise, journal), 0);
    hints_release(&hints);
}

static void
test_hints__are_for_everybody_until_there_is_a_verdict(void **state)
{
    struct journal *journal = journal_open(NULL);

    (void)state;
    expect(journal, "| one two ");
    climb(journal);
    expect(journal, "one | two ");
    journal_free(journal);
}

static void
test_hints__that_two_verdicts_share_are_shown_once(void **state)
{
    static char text[] = "shared";
    static struct hint pair[] = {
        {.text = text, .verdict = VERDICT_DEADLOCK},
        {.text = text, .verdict = VERDICT_STUCK}};
    static const struct exercise locks = {.name = name, .hints = pair,
                                          .nhints = 2};
    struct journal *journal = journal_open(NULL);
    struct hints hints;

    (void)state;
    hints_init(&hints, &locks, journal);
    assert_int_equal(hints.count, 0);
    assert_int_equal(hints.others, 1);
    hints_release(&hints);
    journal_record_check(journal, name, VERDICT_DEADLOCK, 1);
    hints_init(&hints, &locks, journal);
    assert_int_equal(hints.count, 1);
    assert_int_equal(hints.others, 0);
    assert_int_equal(hints_climb(&hints, &locks, journal), 0);
    hints_release(&hints);
    hints_init(&hints, &locks, journal);
    assert_int_equal(hints.seen, 1);
    assert_int_equal(hints.count, 1);
    hints_release(&hints);
    journal_free(journal);
}

static void
test_hints__that_the_verdict_asks_for_come_first(void **state)
{
    struct journal *journal = journal_open(NULL);

    (void)state;
    climb(journal);
    journal_record_check(journal, name, VERDICT_RIGHT_BY_LUCK, 1);
    expect(journal, "one | lucky two ");
    climb(journal);
    expect(journal, "one lucky | two ");

    /* What was seen stays, in its order, whatever comes. */
    journal_record_check(journal, name, VERDICT_DEADLOCK, 2);
    expect(journal, "one lucky | stuck two ");
    journal_free(journal);
}

static void
test_hints__know_of_a_run_that_its_result_was_wrong(void **state)
{
    struct journal *journal = journal_open(NULL);

    (void)state;
    journal_record_run(journal, name, PROGRESS_WRONG);
    expect(journal, "| wrong one two ");
    journal_record_check(journal, name, VERDICT_PASSED, 1);
    expect(journal, "| one two ");
    journal_free(journal);
}

static void
test_hints__end(void **state)
{
    struct journal *journal = journal_open(NULL);
    struct hints hints;

    (void)state;
    climb(journal);
    climb(journal);
    hints_init(&hints, &exercise, journal);
    assert_int_equal(hints.seen, 2);
    assert_int_equal(hints_climb(&hints, &exercise, journal), -ENOENT);
    assert_int_equal(hints.others, 3);
    hints_release(&hints);
    journal_free(journal);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hints__are_for_everybody_until_there_is_a_verdict),
        cmocka_unit_test(test_hints__that_two_verdicts_share_are_shown_once),
        cmocka_unit_test(test_hints__that_the_verdict_asks_for_come_first),
        cmocka_unit_test(test_hints__know_of_a_run_that_its_result_was_wrong),
        cmocka_unit_test(test_hints__end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
