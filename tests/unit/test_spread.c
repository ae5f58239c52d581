#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "report/spread.h"

static struct answer answers[] = {
    {(char *)"all", (char *)"counter == expected"},
    {(char *)"less", (char *)"counter < expected"},
};
static struct prediction question = {.answers = answers, .nanswers = 2};
static const struct exercise counting = {
    .name = (char *)"counting",
    .hold = (char *)"counter == expected",
    .demonstration = true,
    .predictions = &question,
    .npredictions = 1,
};

/* A run that is over, and printed this. */
static void
add(struct series *series, const struct exercise *exercise, int exit_code,
    const char *printed)
{
    struct run run = RUN_INIT;

    run.status = RUN_EXITED;
    run.exit_code = exit_code;
    run.seconds = 0.5;
    output_add(&run.output, OUTPUT_STDOUT, printed, strlen(printed));
    output_end(&run.output);
    series_add(series, &run, exercise);
    run_release(&run);
}

static void
add_four(struct series *series)
{
    add(series, &counting, 0, "counter = 7\nexpected = 9\nworkers = 2\n");
    add(series, &counting, 0, "counter = 9\nexpected = 9\nworkers = 2\n");
    add(series, &counting, 0, "counter = 7\nexpected = 9\nworkers = 2\n");
    add(series, &counting, 3, "counter = 1\n");
}

static void
test_series__knows_right_runs_and_true_answers(void **state)
{
    struct series series = SERIES_INIT;

    (void)state;
    add_four(&series);
    assert_int_equal(series_count(&series, SERIES_RIGHT), 1);
    assert_int_equal(series_count(&series, SERIES_WRONG), 3);
    assert_int_equal(series.runs[0].answers[0], 2);
    assert_int_equal(series.runs[1].answers[0], 1);
    assert_int_equal(series.runs[3].answers[0], 0);
    assert_int_equal(series.progress, PROGRESS_RUN);
    assert_string_equal(series.results[0].expected.value, "9");
    series_release(&series);
}

static void
test_series__without_anything_expected_judges_nothing(void **state)
{
    struct series series = SERIES_INIT;

    (void)state;
    add(&series, NULL, 0, "n = 1\n");
    assert_int_equal(series.runs[0].verdict, SERIES_UNJUDGED);
    assert_false(series.judged);
    add(&series, NULL, 0, "n = 1\nexpected = 1\n");
    assert_int_equal(series.runs[1].verdict, SERIES_RIGHT);
    assert_true(series.judged);
    series_release(&series);
}

static void
test_series__keeps_as_many_names_as_it_has_room_for(void **state)
{
    struct series series = SERIES_INIT;
    struct str text = STR_INIT;

    (void)state;
    for (int i = 0; i < SERIES_RESULTS + 1; i++)
        str_add_format(&text, "n%d = %d\n", i, i);
    add(&series, NULL, 0, "last = 1\n");
    add(&series, NULL, 0, str_text(&text));
    assert_int_equal(series.nresults, SERIES_RESULTS);
    assert_true(series.unkept);
    assert_null(series_value(&series.runs[0], 5)->text);
    assert_string_equal(series_value(&series.runs[1], 5)->text, "4");
    str_release(&text);
    series_release(&series);
}

static void
test_spread__counts_runs_that_exited_with_0(void **state)
{
    struct series series = SERIES_INIT;
    struct spread spread;

    (void)state;
    add_four(&series);
    spread_of_result(&series, 0, 10, &spread);
    assert_string_equal(spread.name, "counter");
    assert_int_equal(spread.numbers.count, 3);
    assert_int_equal(spread.numbers.nbins, 3);
    assert_int_equal(spread.numbers.bins[0].count, 2);
    assert_int_equal(spread.numbers.bins[1].count, 0);
    assert_int_equal(spread_expected_bin(&spread), 2);
    spread_of_seconds(&series, 10, &spread);
    assert_int_equal(spread.numbers.count, 3);
    assert_true(spread.numbers.median == 0.5);
    series_release(&series);
}

static void
test_spread__what_is_no_number_is_counted_by_its_text(void **state)
{
    static const char *const values[] = {
        "nan", "inf", "nan", "9007199254740993", "9007199254740993", "0.5",
    };
    struct series series = SERIES_INIT;
    struct spread spread;

    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char line[64];

        snprintf(line, sizeof line, "x = %s\n", values[i]);
        add(&series, NULL, 0, line);
    }
    add(&series, NULL, 0, "y = 1\n");
    spread_of_result(&series, 0, 10, &spread);
    assert_int_equal(spread.numbers.count, 1);
    assert_int_equal(spread.ntexts, 3);
    assert_string_equal(spread.texts[0].text, "nan");
    assert_int_equal(spread.texts[0].count, 2);
    assert_int_equal(spread.texts[1].count, 1);
    assert_int_equal(spread.texts[2].count, 2);
    assert_int_equal(spread.missing, 1);
    series_release(&series);
}

static void
test_spread__many_texts_are_counted_together(void **state)
{
    struct series series = SERIES_INIT;
    struct spread spread;

    (void)state;
    for (int i = 0; i < SPREAD_TEXTS + 3; i++) {
        char line[64];

        snprintf(line, sizeof line, "x = word%d\n", i);
        add(&series, NULL, 0, line);
    }
    spread_of_result(&series, 0, 10, &spread);
    assert_int_equal(spread.ntexts, SPREAD_TEXTS);
    assert_int_equal(spread.more_texts, 3);
    series_release(&series);
}

static void
test_spread__knows_what_the_exercise_is_about(void **state)
{
    struct series series = SERIES_INIT;
    struct exercise other = {.hold = (char *)"counters == 1"};

    (void)state;
    add_four(&series);
    assert_true(spread_is_main(&series, 0, &counting));
    assert_false(spread_is_main(&series, 1, &counting));
    /* "counters" is another name, so all of them are. */
    assert_true(spread_is_main(&series, 0, &other));
    assert_true(spread_is_main(&series, 1, &other));
    assert_true(spread_is_main(&series, 1, NULL));
    series_release(&series);
}

static void
test_spread__is_drawn_as_text(void **state)
{
    struct series series = SERIES_INIT;
    struct run run = {.program = (char *)"./try", .limit_seconds = 60};
    struct str text = STR_INIT;

    (void)state;
    add_four(&series);
    spread_plain(&series, &run, &counting, 41, &text);
    assert_string_equal(str_text(&text),
                        "./try\n"
                        "4 runs\n"
                        "\n"
                        "counter   expected 9\n"
                        "  7  ###################### 2\n"
                        "  8                         0\n"
                        "  9  ###########            1  expected\n"
                        "smallest 7, median 7, largest 9, 2\n"
                        "different values\n"
                        "\n"
                        "workers: 2 each time\n"
                        "\n"
                        "seconds: median 0.5 s\n"
                        "\n"
                        "1 of 4 runs are right\n"
                        "1 run exited with status 3\n");
    str_release(&text);
    series_release(&series);
}

static void
test_spread__json_reads_back(void **state)
{
    struct series series = SERIES_INIT;
    struct run run = {.program = (char *)"./try", .limit_seconds = 60};
    struct str text = STR_INIT;
    json_t *json, *of, *bin;

    (void)state;
    add_four(&series);
    spread_json(&series, &run, 10, &text);
    json = json_loads(str_text(&text), 0, NULL);
    assert_non_null(json);
    assert_int_equal(json_integer_value(json_object_get(json, "repeat")), 10);
    assert_int_equal(json_array_size(json_object_get(json, "runs")), 4);
    of = json_array_get(json_object_get(json, "distribution"), 0);
    assert_int_equal(json_integer_value(json_object_get(of, "median")), 7);
    bin = json_array_get(json_object_get(of, "bins"), 2);
    assert_int_equal(json_integer_value(json_object_get(bin, "from")), 9);
    assert_int_equal(json_integer_value(json_object_get(bin, "count")), 1);
    json_decref(json);
    str_release(&text);
    series_release(&series);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_series__knows_right_runs_and_true_answers),
        cmocka_unit_test(
            test_series__without_anything_expected_judges_nothing),
        cmocka_unit_test(test_series__keeps_as_many_names_as_it_has_room_for),
        cmocka_unit_test(test_spread__counts_runs_that_exited_with_0),
        cmocka_unit_test(
            test_spread__what_is_no_number_is_counted_by_its_text),
        cmocka_unit_test(test_spread__many_texts_are_counted_together),
        cmocka_unit_test(test_spread__knows_what_the_exercise_is_about),
        cmocka_unit_test(test_spread__is_drawn_as_text),
        cmocka_unit_test(test_spread__json_reads_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
