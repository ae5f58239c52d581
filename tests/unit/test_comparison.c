#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/mem.h"
#include "report/comparison.h"
#include "run/value.h"

static char steps[] = "steps", turns[] = "turns", step[] = "step";
static char step_of_size[] = "step of size";
static char turn[] = "turn", workers[] = "workers";
static char *per_steps[] = {steps}, *per_turns[] = {turns};
static char *per_both[] = {workers, steps};

static const struct exercise by_steps = {
    .demonstration = true,
    .twin_plan = {.per = per_steps, .nper = 1, .unit = step, .line = 1}};
static const struct exercise by_steps_of_size = {
    .demonstration = true,
    .twin_plan = {.per = per_steps, .nper = 1, .unit = step_of_size,
                  .line = 1}};
static const struct exercise by_turns = {
    .demonstration = true,
    .twin_plan = {.per = per_turns, .nper = 1, .unit = turn, .line = 1}};
static const struct exercise by_both = {
    .demonstration = true,
    .twin_plan = {.per = per_both, .nper = 2, .unit = step, .line = 1}};

/* A run with that many steps that took so long, on so many cores. */
static void
make_run(struct run *run, int64_t nsteps, double seconds, double cores)
{
    *run = (struct run)RUN_INIT;
    run->exercise = mem_copy("pi");
    run->program = mem_copy("./pi");
    run->status = RUN_EXITED;
    run->seconds = seconds;
    run->cpu_seconds = seconds * cores;
    run->nknobs = 2;
    run->knobs = mem_new(2 * sizeof *run->knobs);
    run->knobs[0] = (struct run_knob){mem_copy("workers"), 2};
    run->knobs[1] = (struct run_knob){mem_copy("steps"), nsteps};
}

static void
print(struct run *run, const char *text)
{
    output_add(&run->output, OUTPUT_STDOUT, text, strlen(text));
    output_end(&run->output);
}

/* Two runs and what is compared of them. */
struct two {
    struct run c, twin;
    struct comparison comparison;
};

static void
compare(struct two *two, const struct exercise *exercise)
{
    two->twin.source = RUN_TWIN;
    comparison_init(&two->comparison, exercise, &two->c, &two->twin);
}

static void
end(struct two *two)
{
    comparison_release(&two->comparison);
    run_release(&two->c);
    run_release(&two->twin);
}

static void
assert_sentence(const struct two *two, const char *sentence)
{
    struct str text = STR_INIT;

    comparison_sentence(&two->comparison, &text);
    assert_string_equal(str_text(&text), sentence);
    str_release(&text);
}

static void
test_comparison__divides_whole_times(void **state)
{
    struct two two;

    (void)state;
    make_run(&two.c, 1000, 0.25, 1);
    make_run(&two.twin, 1000, 14.5, 1);
    compare(&two, NULL);
    assert_true(two.comparison.times == 58);
    assert_null(two.comparison.unit);
    assert_sentence(&two, "C is 58 times faster.");
    end(&two);
    make_run(&two.c, 1000, 3, 1);
    make_run(&two.twin, 1000, 2, 1);
    compare(&two, &by_steps);
    assert_null(two.comparison.unit);
    assert_sentence(&two, "Python is 1.5 times faster.");
    end(&two);
    make_run(&two.c, 1000, 1, 1);
    make_run(&two.twin, 1000, 1.09, 1);
    compare(&two, NULL);
    assert_sentence(&two, "They take about as long.");
    end(&two);
}

/* 1 s for 10^9 steps are 1 ns each, 0.9 s for 10^7 are 90 ns. */
static void
test_comparison__divides_times_of_a_step(void **state)
{
    struct two two;

    (void)state;
    make_run(&two.c, 1000000000, 1, 1);
    make_run(&two.twin, 10000000, 0.9, 1);
    compare(&two, &by_steps);
    assert_string_equal(two.comparison.unit, "step");
    assert_float_equal(two.comparison.left.seconds, 1e-9, 1e-15);
    assert_float_equal(two.comparison.right.seconds, 90e-9, 1e-15);
    assert_float_equal(two.comparison.times, 90, 1e-9);
    assert_sentence(&two, "C is 90 times faster per step. "
                          "Python did 10 million of the 1000 million steps; "
                          "times are per step.");
    end(&two);
}

/* Twice the workers do twice the steps: 0.5 us for one of 2 * 10^6. */
static void
test_comparison__multiplies_what_it_divides_by(void **state)
{
    struct two two;

    (void)state;
    make_run(&two.c, 1000000, 1, 1);
    make_run(&two.twin, 1000, 0.5, 1);
    compare(&two, &by_both);
    assert_float_equal(two.comparison.left.work, 2e6, 0);
    assert_float_equal(two.comparison.left.seconds, 0.5e-6, 1e-12);
    assert_float_equal(two.comparison.right.seconds, 250e-6, 1e-12);
    assert_float_equal(two.comparison.times, 500, 1e-6);
    end(&two);
}

/* Both take a second, in which one turns 600 times and the other 40. */
static void
test_comparison__counts_in_results(void **state)
{
    struct two two;

    (void)state;
    make_run(&two.c, 1, 1, 1);
    make_run(&two.twin, 1, 1, 1);
    print(&two.c, "turns = 600\n");
    print(&two.twin, "turns = 40\n");
    compare(&two, &by_turns);
    assert_float_equal(two.comparison.times, 15, 1e-9);
    assert_sentence(&two, "C is 15 times faster per turn.");
    end(&two);
    make_run(&two.c, 1, 1, 1);
    make_run(&two.twin, 1, 1, 1);
    print(&two.c, "turns = 600\n");
    compare(&two, &by_turns);
    assert_true(two.comparison.times == 0);
    assert_sentence(&two, "");
    end(&two);
}

static void
test_comparison__says_who_kept_more_cores_busy(void **state)
{
    struct two two;

    (void)state;
    make_run(&two.c, 1000, 1, 1.9);
    make_run(&two.twin, 1000, 20, 1);
    compare(&two, NULL);
    assert_sentence(&two, "C is 20 times faster. "
                          "C kept 1.9 cores busy, Python 1.0.");
    end(&two);
    make_run(&two.c, 1000, 1, 0.01);
    make_run(&two.twin, 1000, 1.05, 0.05);
    compare(&two, NULL);
    assert_sentence(&two, "They take about as long; "
                          "both waited most of the time.");
    end(&two);
    make_run(&two.c, 1000, 2, 0.01);
    make_run(&two.twin, 1000, 0.25, 0.05);
    compare(&two, NULL);
    assert_sentence(&two, "Python is done 8.0 times sooner; "
                          "both waited most of the time.");
    end(&two);
}

static void
test_comparison__compares_no_time_of_a_failure(void **state)
{
    struct two two;

    (void)state;
    make_run(&two.c, 1000, 1, 1);
    make_run(&two.twin, 1000, 20, 1);
    two.c.status = RUN_SIGNALLED;
    two.c.signal = 11;
    two.twin.exit_code = 3;
    compare(&two, NULL);
    assert_true(two.comparison.times == 0);
    assert_sentence(&two, "C crashed: signal 11, Segmentation fault. "
                          "Python exited with status 3.");
    end(&two);
    make_run(&two.c, 1000, 0.001, 1);
    make_run(&two.twin, 1000, 0.04, 1);
    compare(&two, NULL);
    assert_sentence(&two, "Over too soon to compare.");
    end(&two);
}

/* Which program in C it was, and that a twin has a start. */
static void
test_comparison__knows_an_unfinished_start_file(void **state)
{
    char start[] = "start.c", own[] = "/nowhere/own.c";
    const struct exercise exercise = {.start = start, .own = own};
    struct two two;

    (void)state;
    make_run(&two.c, 1, 2, 1);
    make_run(&two.twin, 1, 0.5, 1);
    print(&two.twin, "n = 4\nexpected = 4\n");
    compare(&two, &exercise);
    assert_string_equal(comparison_head(&two.comparison), "C: start file");
    assert_sentence(&two, "Python is 4.0 times faster. But the start file is "
                          "not finished, and Python's is.");
    two.c.source = RUN_SOLUTION;
    assert_string_equal(comparison_head(&two.comparison), "C: solution");
    assert_sentence(&two, "Python is 4.0 times faster.");
    two.c.source = RUN_MINE;
    print(&two.twin, "n = 3\n");
    assert_sentence(&two, "Python is 4.0 times faster.");
    comparison_release(&two.comparison);
    compare(&two, &by_steps);
    assert_string_equal(comparison_head(&two.comparison), "C");
    end(&two);
}

static void
test_comparison__compares_no_unequal_work(void **state)
{
    const struct exercise unequal = {.demonstration = true,
                                     .twin_plan = {.unequal = true}};
    struct two two;

    (void)state;
    make_run(&two.c, 1000, 1, 2);
    make_run(&two.twin, 10, 0.9, 1);
    compare(&two, &unequal);
    assert_true(two.comparison.times == 0);
    assert_sentence(&two, "The two do not do the same work; only their "
                          "results can be compared.");
    two.twin.status = RUN_SIGNALLED;
    two.twin.signal = 9;
    assert_sentence(&two, "Python crashed: signal 9, Killed.");
    end(&two);
}

static void
test_comparison__counts_as_people_do(void **state)
{
    struct two two;

    (void)state;
    make_run(&two.c, 1000000, 1, 1);
    make_run(&two.twin, 999999, 2, 1);
    compare(&two, &by_steps);
    assert_sentence(&two, "C is 2.0 times faster per step. "
                          "Python did 999999 of the 1 million steps; "
                          "times are per step.");
    end(&two);
    make_run(&two.c, 900030000, 1, 1);
    make_run(&two.twin, 25005000, 1, 1);
    compare(&two, &by_steps_of_size);
    assert_sentence(&two, "C is 36 times faster per step of size. "
                          "Python did 25 million of the 900 million steps "
                          "of size; times are per step of size.");
    end(&two);
}

static void
test_comparison__says_what_each_lost(void **state)
{
    struct unit updates = {"n", "updates"};
    char hold[] = "n == expected";
    struct exercise exercise = {.units = &updates, .nunits = 1,
                                .hold = hold};
    struct str text = STR_INIT;
    struct run run;

    (void)state;
    make_run(&run, 1, 1, 1);
    print(&run, "n = 3\nexpected = 4\n");
    comparison_outcome(&run, &exercise, &text);
    assert_string_equal(str_text(&text), "1 update lost (25 %)");
    run_release(&run);
    str_clear(&text);
    make_run(&run, 1, 1, 1);
    print(&run, "n = 3\n");
    comparison_outcome(&run, &exercise, &text);
    assert_string_equal(str_text(&text), "");
    run_release(&run);
    str_release(&text);
}

/* What an exercise is content with is not called wrong because a digit is
 * another; and a whole number has no digits that do not count. */
static void
test_comparison__marks_what_the_exercise_minds(void **state)
{
    struct exercise exercise = {
        .hold = (char *)"pi - expected_pi < 0.01, pi > 3"};
    struct two two;

    (void)state;
    make_run(&two.c, 10, 1, 1);
    make_run(&two.twin, 10, 1, 1);
    print(&two.c, "pi = 3.1416\nexpected_pi = 3.14159\n"
                  "n = 9007199254740993\nexpected_n = 9007199254740992\n");
    print(&two.twin, "pi = 2.5\nexpected_pi = 3.14159\n");
    compare(&two, &exercise);
    assert_string_equal(two.comparison.rows[0].name, "pi");
    assert_int_equal(two.comparison.rows[0].left.mark, MARK_RIGHT);
    assert_int_equal(two.comparison.rows[0].right.mark, MARK_WRONG);
    assert_string_equal(two.comparison.rows[1].name, "n");
    assert_int_equal(two.comparison.rows[1].left.mark, MARK_WRONG);
    end(&two);
}

/* [twin] says nothing of a solution. */
static void
test_comparison__of_a_solution_knows_no_twin(void **state)
{
    struct two two;

    (void)state;
    make_run(&two.c, 1000, 1, 1);
    make_run(&two.twin, 500, 1, 1);
    two.twin.source = RUN_SOLUTION;
    comparison_init(&two.comparison, &by_steps, &two.c, &two.twin);
    assert_null(two.comparison.unit);
    end(&two);
}

static void
assert_table(const struct two *two, int columns, const char *wanted)
{
    struct str text = STR_INIT;

    comparison_table(&two->comparison, "C", "Python", columns, &text);
    assert_string_equal(str_text(&text), wanted);
    str_release(&text);
}

static void
test_comparison__puts_them_side_by_side(void **state)
{
    struct two two;

    (void)state;
    make_run(&two.c, 1000000000, 1, 1.5);
    make_run(&two.twin, 10000000, 0.9, 1);
    print(&two.c, "pi = 3.14159265358979\nexpected = 4\nmost = 2\n");
    print(&two.twin, "pi = 3.14159265358982\nleft = 7\n");
    compare(&two, &by_steps);
    assert_table(&two, 80,
                 "            C                       Python\n"
                 "steps       1000000000              10000000\n"
                 "pi          3.14159265358979 wrong  3.14159265358982\n"
                 "left        -                       7\n"
                 "most        2                       -\n"
                 "time        1.00 s                  0.90 s\n"
                 "cpu time    1.50 s                  0.90 s\n"
                 "cores busy  1.5                     1.0\n"
                 "per step    1.00 ns                 90.0 ns\n");
    assert_table(&two, 40,
                 "            C             Python\n"
                 "steps       1000000000    10000000\n"
                 "pi          3.14159 wrong 3.14159265359\n"
                 "left        -             7\n"
                 "most        2             -\n"
                 "time        1.00 s        0.90 s\n"
                 "cpu time    1.50 s        0.90 s\n"
                 "cores busy  1.5           1.0\n"
                 "per step    1.00 ns       90.0 ns\n");
    end(&two);
}

static void
assert_short(const char *value, int columns, const char *wanted)
{
    char buf[OUTPUT_VALUE];

    value_shorten(value, columns, buf, sizeof buf);
    assert_string_equal(buf, wanted);
}

/* Never without its exponent, and never a whole number that is another. */
static void
test_comparison__shortens_no_number_to_another(void **state)
{
    (void)state;
    assert_short("8.33333295702232e-08", 12, "8.333333e-08");
    assert_short("8.33333295702232e-08", 20, "8.33333295702232e-08");
    assert_short("8.33333295702232e-08", 4, "8.33333295702232e-08");
    assert_short("0.000833331411305593", 10, "0.00083333");
    assert_short("1234567890123", 8, "1234567890123");
    assert_short("not a number 1.5", 8, "not a number 1.5");
    assert_short("0x1.8p3", 3, "0x1.8p3");
    assert_short("", 3, "");
}

static void
test_comparison__is_json(void **state)
{
    struct str text = STR_INIT;
    const char *source, *sentence;
    double times, each;
    json_t *report;
    struct two two;

    (void)state;
    make_run(&two.c, 1000000000, 1, 1);
    make_run(&two.twin, 10000000, 0.9, 1);
    compare(&two, &by_steps);
    comparison_json(&two.comparison, &text);
    report = json_loads(str_text(&text), 0, NULL);
    assert_int_equal(json_unpack(report, "{s:{s:s},s:{s:F,s:s,s:{s:F}}}",
                                 "twin", "source", &source, "comparison",
                                 "times_faster", &times, "sentence",
                                 &sentence, "python", "seconds_each", &each),
                     0);
    assert_string_equal(source, "twin");
    assert_memory_equal(sentence, "C is 90 times faster per step.", 30);
    assert_float_equal(times, 90, 1e-9);
    assert_float_equal(each, 90e-9, 1e-15);
    json_decref(report);
    str_release(&text);
    end(&two);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_comparison__divides_whole_times),
        cmocka_unit_test(test_comparison__divides_times_of_a_step),
        cmocka_unit_test(test_comparison__multiplies_what_it_divides_by),
        cmocka_unit_test(test_comparison__counts_in_results),
        cmocka_unit_test(test_comparison__says_who_kept_more_cores_busy),
        cmocka_unit_test(test_comparison__compares_no_time_of_a_failure),
        cmocka_unit_test(test_comparison__knows_an_unfinished_start_file),
        cmocka_unit_test(test_comparison__compares_no_unequal_work),
        cmocka_unit_test(test_comparison__counts_as_people_do),
        cmocka_unit_test(test_comparison__says_what_each_lost),
        cmocka_unit_test(test_comparison__marks_what_the_exercise_minds),
        cmocka_unit_test(test_comparison__of_a_solution_knows_no_twin),
        cmocka_unit_test(test_comparison__puts_them_side_by_side),
        cmocka_unit_test(test_comparison__shortens_no_number_to_another),
        cmocka_unit_test(test_comparison__is_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
