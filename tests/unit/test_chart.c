#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "report/chart.h"

static char *times[] = {
    (char *)"serial_ms", (char *)"threads_ms", (char *)"processes_ms",
};
static char *groups_of_two[] = {
    (char *)"one", (char *)"two", (char *)"less", (char *)"more",
};
static char *curves[] = {(char *)"error", (char *)"rest", (char *)"own"};
static char *models[] = {(char *)"ideal"};

static const struct picture bars = {
    .kind = PICTURE_OF_BARS,
    .names = times,
    .nnames = 3,
    .unit = (char *)"ms",
};
static const struct picture loops = {
    .kind = PICTURE_OF_BARS,
    .names = times,
    .nnames = 2,
};
static const struct picture groups = {
    .kind = PICTURE_OF_BARS,
    .names = groups_of_two,
    .nnames = 4,
    .begins = {[2] = true},
    .unit = (char *)"ms",
};
static const struct picture curve = {
    .kind = PICTURE_OF_CURVES,
    .names = curves,
    .nnames = 1,
    .models = models,
    .nmodels = 1,
    .x = (char *)"steps",
    .log_x = true,
    .log_y = true,
};
static const struct picture three = {
    .kind = PICTURE_OF_CURVES,
    .names = curves,
    .nnames = 3,
    .unit = (char *)"s",
};

static void
make(const struct picture *picture, const char *printed, struct chart *chart)
{
    struct output output = OUTPUT_INIT;

    output_add(&output, OUTPUT_STDOUT, printed, strlen(printed));
    output_end(&output);
    chart_make(picture, &output, chart);
    output_release(&output);
}

static void
test_chart__bars_keep_the_order_that_was_asked_for(void **state)
{
    struct chart chart;

    (void)state;
    make(&bars, "processes_ms = 50\nother = 7\nserial_ms = 200.5\n", &chart);
    assert_int_equal(chart.nbars, 3);
    assert_int_equal(chart.values, 2);
    assert_string_equal(chart.bars[0].value, "200.5");
    assert_int_equal(chart.bars[0].name_len, strlen("serial"));
    assert_string_equal(chart.bars[1].value, "");
    assert_true(chart.bars[2].is_number && chart.bars[2].number == 50);
    assert_true(chart.y.min == 0 && chart.y.max == 200.5);
    chart_release(&chart);
    make(&loops, "serial_ms = -3\n", &chart);
    assert_int_equal(chart.bars[0].name_len, strlen("serial_ms"));
    assert_true(chart.y.min == -3 && chart.y.max == 0);
    chart_release(&chart);
}

static void
test_chart__points_come_in_order_of_x(void **state)
{
    struct chart chart;

    (void)state;
    make(&curve,
         "error_100 = 1e-3\nerror_10 = 0.1\nideal_10 = 0.2\nerror_1000 = 3\n"
         "error = 5\nerror_x = 6\nerror_10_more = 7\nerror_ = 8\n"
         "error_12345678901234567890 = 9\nexpected_error_10 = 10\n",
         &chart);
    assert_int_equal(chart.nseries, 2);
    assert_int_equal(chart.series[0].npoints, 3);
    assert_true(chart.series[0].points[0].x == 10 &&
                chart.series[0].points[0].y == 0.1);
    assert_true(chart.series[0].points[1].x == 100);
    assert_true(chart.series[0].points[2].y == 3);
    assert_true(chart.series[1].model);
    assert_int_equal(chart.series[1].npoints, 1);
    assert_true(chart.x.min == 10 && chart.x.max == 1000);
    assert_true(chart.y.min == 1e-3 && chart.y.max == 3);
    chart_release(&chart);
}

static void
test_chart__counts_what_has_no_place(void **state)
{
    struct chart chart;
    struct str text = STR_INIT;

    (void)state;
    make(&curve,
         "error_0 = 1\nerror_1 = 0\nerror_2 = -1\nerror_3 = nan\n"
         "error_4 = inf\nerror_5 = 5\n",
         &chart);
    assert_int_equal(chart.series[0].npoints, 1);
    chart_missing(&chart, &text);
    assert_string_equal(str_text(&text),
                        "ideal_... was not printed; 2 results are no "
                        "numbers; 3 points have no place on a logarithmic "
                        "axis");
    str_clear(&text);
    chart_sentence(&chart, &text);
    assert_string_equal(str_text(&text), "error is 5 at 5");
    chart_release(&chart);
    str_clear(&text);
    make(&bars, "serial_ms = nan\n", &chart);
    assert_false(chart.y.any);
    chart_sentence(&chart, &text);
    assert_int_equal(text.len, 0);
    chart_missing(&chart, &text);
    assert_string_equal(str_text(&text),
                        "threads_ms and processes_ms were not printed; "
                        "1 result is no number");
    chart_release(&chart);
    str_clear(&text);
    make(&bars, "other = 1\n", &chart);
    chart_missing(&chart, &text);
    assert_string_equal(str_text(&text), "");
    chart_release(&chart);
    str_release(&text);
}

/* All that a program may print: 256 results, and three curves of 30. */
static void
test_chart__a_sweep_of_thirty_in_three_fits(void **state)
{
    struct str printed = STR_INIT;
    struct chart chart;

    (void)state;
    for (int i = 1; i <= 30; i++)
        for (int k = 0; k < 3; k++)
            str_add_format(&printed, "%s_%d = %d\n", curves[k], i, k + i);
    make(&three, str_text(&printed), &chart);
    for (int k = 0; k < 3; k++)
        assert_int_equal(chart.series[k].npoints, 30);
    assert_true(chart.y.max == 32);
    chart_release(&chart);
    str_release(&printed);
}

static void
test_chart__grows_by_leaps(void **state)
{
    struct chart before, chart;

    (void)state;
    make(&three, "error_1 = 10\nerror_2 = 20\n", &before);
    make(&three, "error_1 = 10\nerror_2 = 20\nerror_3 = 15\n", &chart);
    chart_grow(&chart, &before);
    assert_true(chart.x.min == 1 && chart.x.max == 5);
    assert_true(chart.y.min == 0 && chart.y.max == 20);
    chart_release(&before);
    before = chart;
    make(&three, "error_1 = 10\nerror_5 = 30\n", &chart);
    chart_grow(&chart, &before);
    assert_true(chart.x.max == 5);
    assert_true(chart.y.max == 60);
    chart_release(&before);
    chart_release(&chart);
    make(&curve, "error_10 = 1\n", &before);
    make(&curve, "error_10 = 1\nerror_100 = 1e-3\n", &chart);
    chart_grow(&chart, &before);
    assert_true(chart.x.min == 10 && chart.x.max == 10000);
    assert_true(chart.y.min == 1e-5 && chart.y.max == 1);
    chart_release(&before);
    chart_release(&chart);
}

/* What was printed, and what is said of it. */
struct said {
    const struct picture *picture;
    const char *printed;
    const char *sentence;
};

static const struct said said[] = {
    {&bars, "", ""},
    {&bars, "serial_ms = 120\n", "serial is 120 ms"},
    {&bars, "serial_ms = 195\nthreads_ms = 214.5\nprocesses_ms = 50\n",
     "processes is 3.9 times as fast as serial; threads takes 1.1 times as "
     "long"},
    {&bars, "serial_ms = 100\nthreads_ms = 102\nprocesses_ms = 98\n",
     "all take about as long"},
    {&bars, "serial_ms = 100\nthreads_ms = 250\n",
     "threads takes 2.5 times as long as serial"},
    {&bars, "serial_ms = 100\nthreads_ms = 94\nprocesses_ms = 107\n",
     "threads is 1.1 times as fast as processes"},
    {&bars, "serial_ms = 4000\nthreads_ms = 2\n",
     "threads is 2000 times as fast as serial"},
    {&bars, "serial_ms = 0\nthreads_ms = 2\n",
     "largest is threads, 2 ms; smallest serial, 0 ms"},
    {&bars, "serial_ms = 0\nthreads_ms = 0\n", "both are 0 ms"},
    {&bars, "serial_ms = 0\nthreads_ms = 2\nprocesses_ms = 6\n",
     "serial is 0 ms; processes takes 3.0 times as long as threads"},
    {&bars, "serial_ms = 2\nthreads_ms = 0\nprocesses_ms = 2\n",
     "threads is 0 ms; processes takes about as long as serial"},
    {&groups, "one = 0\ntwo = 0\nless = 0\nmore = -1\n",
     "both are 0 ms; largest is less, 0 ms; smallest more, -1 ms"},
    {&loops, "serial_ms = 100\nthreads_ms = 370\n",
     "threads_ms is 3.7 times serial_ms"},
    {&loops, "serial_ms = 100\nthreads_ms = 45\n",
     "threads_ms is 45 % of serial_ms"},
    {&loops, "serial_ms = 100\nthreads_ms = 105\n", "both are about the same"},
    {&groups, "one = 10\ntwo = 10.2\nless = 500\nmore = 1000\n",
     "two takes about as long as one; more takes 2.0 times as long as less"},
    {&groups, "less = 500\n", "less is 500 ms"},
    {&curve, "error_10 = 0.1\nerror_100 = 0.01\n",
     "error falls from 0.1 at 10 to 0.01 at 100"},
    {&curve, "error_10 = 0.1\nerror_100 = 0.5\nerror_20 = 0.1\n",
     "error rises from 0.1 at 10 to 0.5 at 100"},
    {&curve, "error_10 = 9\nerror_100 = 1\nerror_1000 = 4\n",
     "error is smallest at 100 steps (1), largest at 10 (9)"},
    {&curve, "error_10 = 2\nerror_100 = 2.1\n",
     "error is about the same everywhere, 2"},
    {&curve, "error_10 = 9\nerror_20 = 4\nideal_10 = 9\nideal_20 = 4.1\n",
     "error falls from 9 at 10 to 4 at 20; within 10 % of ideal everywhere"},
    {&curve,
     "error_10 = 9\nerror_20 = 4\nerror_30 = 3\n"
     "ideal_10 = 9\nideal_20 = 2\nideal_30 = 0.5\n",
     "error falls from 9 at 10 to 3 at 30; within 10 % of ideal up to 10, at "
     "30 it is 6.0 times ideal"},
    {&curve,
     "error_10 = 9\nerror_20 = 4\nerror_30 = 3\nideal_20 = 2\nideal_30 = 3\n",
     "error falls from 9 at 10 to 3 at 30; at 20 it is 2.0 times ideal"},
    {&three, "error_1 = 8\nrest_1 = 8\nown_1 = 8\nerror_2 = 8\nrest_2 = 4\n"
             "own_2 = 16\nerror_3 = 1\n",
     "at 2: rest is 2.0 times as fast as error; own takes 2.0 times as long"},
    {&three, "error_1 = 8\nrest_2 = 8\n", ""},
};

static void
test_chart__says_what_is_true(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        struct str text = STR_INIT;
        struct chart chart;

        make(said[i].picture, said[i].printed, &chart);
        chart_sentence(&chart, &text);
        assert_string_equal(str_text(&text), said[i].sentence);
        chart_release(&chart);
        str_release(&text);
    }
}

static void
test_chart__says_an_authors_words_where_they_hold(void **state)
{
    struct picture_say says[] = {
        {(char *)"Larger!", (char *)"b > a"},
        {(char *)"Smaller!", (char *)"b < a"},
        {(char *)"Twice.", (char *)"b == 2 * a"},
        {(char *)"Unknown.", (char *)"c > 1"},
    };
    struct picture picture = {.says = says, .nsays = 4};
    struct run run = {.status = RUN_EXITED};
    struct str text = STR_INIT;

    (void)state;
    output_add(&run.output, OUTPUT_STDOUT, "a = 2\nb = 4\n", 12);
    chart_says(&picture, &run, &text);
    assert_string_equal(str_text(&text), "Larger! Twice.");
    str_clear(&text);
    run.status = RUN_STOPPED;
    chart_says(&picture, &run, &text);
    assert_int_equal(text.len, 0);
    run_release(&run);
    str_release(&text);
}

static void
test_chart__knows_what_it_draws(void **state)
{
    (void)state;
    assert_true(chart_draws(&bars, "serial_ms"));
    assert_false(chart_draws(&bars, "serial_ms_1"));
    assert_true(chart_draws(&curve, "error_10"));
    assert_true(chart_draws(&curve, "ideal_10"));
    assert_false(chart_draws(&curve, "error"));
    assert_false(chart_draws(&curve, "rest_10"));
    assert_false(chart_draws(&(struct picture){0}, "error_10"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chart__bars_keep_the_order_that_was_asked_for),
        cmocka_unit_test(test_chart__points_come_in_order_of_x),
        cmocka_unit_test(test_chart__counts_what_has_no_place),
        cmocka_unit_test(test_chart__a_sweep_of_thirty_in_three_fits),
        cmocka_unit_test(test_chart__grows_by_leaps),
        cmocka_unit_test(test_chart__says_what_is_true),
        cmocka_unit_test(test_chart__says_an_authors_words_where_they_hold),
        cmocka_unit_test(test_chart__knows_what_it_draws),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
