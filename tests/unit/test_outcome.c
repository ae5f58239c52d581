#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "check/outcome.h"

static struct run_knob knobs[] = {{(char *)"threads", 2},
                                  {(char *)"iterations", 1000}};

static struct run
ran(const char *output)
{
    struct run run = RUN_INIT;

    run.status = RUN_EXITED;
    run.seconds = 2;
    run.cpu_seconds = 3;
    run.knobs = knobs;
    run.nknobs = 2;
    output_add(&run.output, OUTPUT_STDOUT, output, strlen(output));
    output_end(&run.output);
    return run;
}

static struct answer answers[] = {
    {(char *)"all", (char *)"counter == threads * iterations"},
    {(char *)"less", (char *)"counter < expected"},
};

static void
test_outcome__knows_results_knobs_and_times(void **state)
{
    struct run run = ran("counter = 2000\n");
    struct diag diag = DIAG_INIT;

    (void)state;
    assert_int_equal(
        outcome_holds("counter == threads * iterations", &run, &diag), 1);
    assert_int_equal(outcome_holds("cpu_seconds > seconds", &run, &diag), 1);
    assert_int_equal(outcome_holds("cores_busy == 1.5", &run, &diag), 1);
    assert_int_equal(outcome_holds("cpus >= 1", &run, &diag), 1);
    assert_true(outcome_holds("nothing == 1", &run, &diag) < 0);
    output_release(&run.output);
}

static void
test_outcome__finds_the_answer_that_came_true(void **state)
{
    struct prediction prediction = {.answers = answers, .nanswers = 2};
    struct run run = ran("counter = 1500\nexpected = 2000\n");

    (void)state;
    assert_int_equal(outcome_answer(&prediction, &run), 2);
    run.status = RUN_STOPPED;
    assert_int_equal(outcome_answer(&prediction, &run), 0);
    output_release(&run.output);
}

static struct answer ends_or_hangs[] = {
    {(char *)"ends", (char *)"total == 2000"},
    {(char *)"hangs", (char *)"hangs == 1"},
};

static void
test_outcome__takes_a_hang_that_was_seen_for_an_answer(void **state)
{
    struct prediction prediction = {.answers = ends_or_hangs, .nanswers = 2};
    struct run run = ran("");

    (void)state;
    run.status = RUN_STOPPED;
    assert_int_equal(outcome_answer(&prediction, &run), 0);
    run.hang.kind = HANG_SPINNING;
    assert_int_equal(outcome_answer(&prediction, &run), 0);
    run.hang.kind = HANG_DEADLOCK;
    assert_int_equal(outcome_answer(&prediction, &run), 2);
    run.status = RUN_EXITED;
    assert_int_equal(outcome_answer(&prediction, &run), 0);
    output_release(&run.output);
}

static void
test_outcome__leaves_a_question_about_other_knobs_open(void **state)
{
    struct prediction prediction = {.answers = answers, .nanswers = 2};
    struct run run = ran("counter = 1500\nexpected = 2000\n");

    (void)state;
    prediction.only = test_calloc(1, sizeof *prediction.only);
    prediction.only[0].knob = (char *)"threads";
    prediction.only[0].value = 1;
    prediction.nonly = 1;
    assert_false(outcome_decides(&prediction, &run));
    prediction.only[0].value = 2;
    assert_true(outcome_decides(&prediction, &run));
    test_free(prediction.only);
    output_release(&run.output);
}

static void
test_outcome__is_right_by_hold_or_by_what_is_expected(void **state)
{
    struct exercise exercise = {.hold = NULL};
    struct run run = ran("counter = 1999\nexpected = 2000\nmax_at_once = 1\n");

    (void)state;
    assert_false(outcome_right(&exercise, &run));
    exercise.hold = (char *)"counter >= expected - 1";
    assert_true(outcome_right(&exercise, &run));
    run.exit_code = 1;
    assert_false(outcome_right(&exercise, &run));
    output_release(&run.output);
}

static void
test_outcome__compares_words_and_all_digits(void **state)
{
    struct exercise exercise = {.hold = NULL};
    struct run run = ran("word = done\nexpected = done\n");
    struct run digits = ran("n = 9007199254740993\n"
                            "expected = 9007199254740992\n");

    (void)state;
    assert_true(outcome_right(&exercise, &run));
    assert_false(outcome_right(&exercise, &digits));
    output_release(&run.output);
    output_release(&digits.output);
}

/* The copy is another than the start file: both are made here. */
static void
test_outcome__of_one_worker_alone_finishes_nothing(void **state)
{
    char start[] = "/tmp/outcome-XXXXXX", own[] = "/tmp/outcome-XXXXXX";
    int fd = mkstemp(start), fd_own = mkstemp(own);
    struct exercise exercise = {
        .start = start, .own = own, .workers = (char *)"threads"};
    struct run run = ran("counter = 2000\nexpected = 2000\n");

    (void)state;
    assert_int_equal(write(fd_own, "x", 1), 1);
    assert_int_equal(outcome_progress(&exercise, &run), PROGRESS_RIGHT);
    knobs[0].value = 1;
    assert_int_equal(outcome_progress(&exercise, &run), PROGRESS_RUN);
    knobs[0].value = 2;
    run.exit_code = 1;
    assert_int_equal(outcome_progress(&exercise, &run), PROGRESS_WRONG);
    close(fd);
    close(fd_own);
    unlink(start);
    unlink(own);
    output_release(&run.output);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outcome__knows_results_knobs_and_times),
        cmocka_unit_test(test_outcome__finds_the_answer_that_came_true),
        cmocka_unit_test(
            test_outcome__takes_a_hang_that_was_seen_for_an_answer),
        cmocka_unit_test(
            test_outcome__leaves_a_question_about_other_knobs_open),
        cmocka_unit_test(test_outcome__is_right_by_hold_or_by_what_is_expected),
        cmocka_unit_test(test_outcome__compares_words_and_all_digits),
        cmocka_unit_test(test_outcome__of_one_worker_alone_finishes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
