#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "check/draw.h"
#include "check/judge.h"

static struct run_knob knobs[] = {
    {(char *)"threads", 2},
    {(char *)"iterations", 1000},
};

static struct run run, solution;
static struct exercise exercise;

/* A run that has printed that. */
static void
prints(struct run *it, const char *text)
{
    output_release(&it->output);
    *it = (struct run){.status = RUN_EXITED, .knobs = knobs, .nknobs = 2};
    output_add(&it->output, OUTPUT_STDOUT, text, strlen(text));
    output_end(&it->output);
}

static int
tear_down(void **state)
{
    (void)state;
    output_release(&run.output);
    output_release(&solution.output);
    exercise = (struct exercise){0};
    return 0;
}

/* "" where it is right. */
static void
is_judged(const struct run *beside, const char *expected)
{
    struct str mismatch = STR_INIT;
    bool right = judge(&exercise, &run, beside, &mismatch);

    assert_string_equal(str_text(&mismatch), expected);
    assert_int_equal(right, !*expected);
    str_release(&mismatch);
}

static void
test_judge__says_what_a_result_should_be(void **state)
{
    (void)state;
    exercise.hold = (char *)"counter == threads * iterations, wrong < 1";
    prints(&run, "counter = 2000\nwrong = 0\n");
    is_judged(NULL, "");
    prints(&run, "counter = 1999\nwrong = 0\n");
    is_judged(NULL,
              "counter is 1999 and should be 2000, threads * iterations");
    prints(&run, "counter = 2000\nwrong = 3\n");
    is_judged(NULL, "wrong is 3 and should be < 1");
    prints(&run, "counter = 2000\n");
    is_judged(NULL, "the run has no result 'wrong'");
    exercise.hold = (char *)"counter == threads";
    is_judged(NULL, "counter is 2000 and should be 2, as threads is");
}

static void
test_judge__compares_with_the_solution(void **state)
{
    char *same[] = {(char *)"pi", (char *)"parts"};
    struct tolerance tolerances[] = {{(char *)"pi", 0.125}};

    (void)state;
    exercise.plan.same = same;
    exercise.plan.nsame = 2;
    assert_true(judge_needs_solution(&exercise));
    prints(&solution, "pi = 3.25\nparts = 7\n");
    prints(&run, "parts = 7\npi = 3.250\n");
    is_judged(&solution, "");
    prints(&run, "parts = 7\npi = 3.375\n");
    is_judged(&solution, "pi is 3.375 and should be 3.25, as the solution's");
    exercise.plan.tolerances = tolerances;
    exercise.plan.ntolerances = 1;
    is_judged(&solution, "");
    prints(&run, "pi = nan\nparts = 7\n");
    is_judged(&solution, "pi is nan and should be 3.25, as the solution's");
    prints(&run, "pi = 3.25\n");
    is_judged(&solution, "no line 'parts = ...' was printed");
}

static void
test_judge__compares_sets_of_lines(void **state)
{
    char *unordered[] = {(char *)"task"};

    (void)state;
    exercise.plan.unordered = unordered;
    exercise.plan.nunordered = 1;
    prints(&solution, "task = 1 is 1\ntask = 2 is 4\ntask = 2 is 4\nx = 1\n");
    prints(&run, "task = 2 is 4\ntasks = 9\ntask=1 is 1\ntask = 2 is 4\n");
    is_judged(&solution, "");
    prints(&run, "task = 2 is 4\ntask = 1 is 1\n");
    is_judged(&solution,
              "'task = 2 is 4' is missing, the solution prints it");
    prints(&run, "task = 1 is 1\ntask = 2 is 3\ntask = 2 is 4\n");
    is_judged(&solution, "'task = 2 is 3' was printed, by the solution not");
    prints(&run, "");
    is_judged(&solution,
              "'task = 1 is 1' is missing, the solution prints it");
}

static void
test_judge__draws_the_same_knobs_again(void **state)
{
    struct draw draws[] = {{1, 1000, 200000}};
    int64_t first, fifth;

    (void)state;
    exercise.plan.draws = draws;
    exercise.plan.ndraws = 1;
    prints(&run, "");
    draw_knobs(&exercise, 7, 0, &run);
    assert_int_equal(run.knobs[0].value, 2);
    assert_int_equal(run.knobs[1].value, 1000);
    draw_knobs(&exercise, 7, 1, &run);
    assert_int_equal(run.knobs[1].value, 200000);
    draw_knobs(&exercise, 7, 4, &run);
    first = run.knobs[1].value;
    draw_knobs(&exercise, 7, 5, &run);
    fifth = run.knobs[1].value;
    assert_in_range(first, 1000, 200000);
    assert_int_not_equal(first, fifth);
    draw_knobs(&exercise, 7, 4, &run);
    assert_int_equal(run.knobs[1].value, first);
    draw_knobs(&exercise, 8, 4, &run);
    assert_int_not_equal(run.knobs[1].value, first);
    for (size_t trial = 0; trial < 100; trial++) {
        draw_small_knobs(&exercise, 7, trial, &run);
        assert_in_range(run.knobs[1].value, 1000, 20900);
    }
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_judge__says_what_a_result_should_be),
        TEST(test_judge__compares_with_the_solution),
        TEST(test_judge__compares_sets_of_lines),
        TEST(test_judge__draws_the_same_knobs_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
