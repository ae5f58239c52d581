#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "report/graph.h"

static char *times[] = {
    (char *)"serial_ms", (char *)"threads_ms", (char *)"processes_ms",
};
static char *curves[] = {(char *)"time", (char *)"rest", (char *)"own"};
static char *models[] = {(char *)"ideal", (char *)"worst"};

static const struct picture bars = {
    .kind = PICTURE_OF_BARS,
    .names = times,
    .nnames = 3,
    .unit = (char *)"ms",
};
static const struct picture curve = {
    .kind = PICTURE_OF_CURVES,
    .names = curves,
    .nnames = 1,
    .models = models,
    .nmodels = 1,
    .unit = (char *)"ms",
    .x = (char *)"threads",
};
static const struct picture both_logs = {
    .kind = PICTURE_OF_CURVES,
    .names = curves,
    .nnames = 3,
    .models = models,
    .nmodels = 2,
    .log_x = true,
    .log_y = true,
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

/* Its rows, without blanks at their ends. */
static void
draw(const struct picture *picture, const char *printed,
     const struct graph_spec *spec, struct str *ret_text)
{
    struct chart chart;
    struct graph graph;

    make(picture, printed, &chart);
    graph_draw(&chart, spec, &graph);
    str_clear(ret_text);
    for (int y = 0; y < graph.height; y++) {
        size_t end = ret_text->len;

        for (int x = 0; x < graph.width; x++) {
            const char *sign = graph.cells[y * graph.width + x].sign;

            assert_int_equal(utf8_columns(sign, strlen(sign)), 1);
            str_add(ret_text, sign);
            if (*sign != ' ')
                end = ret_text->len;
        }
        str_truncate(ret_text, end);
        str_add_char(ret_text, '\n');
    }
    graph_release(&graph);
    chart_release(&chart);
}

static void
expect(const struct picture *picture, const char *printed,
       struct graph_spec spec, const char *drawn)
{
    struct str text = STR_INIT;

    draw(picture, printed, &spec, &text);
    assert_string_equal(str_text(&text), drawn);
    str_release(&text);
}

/* Of 21 columns 201 has all, 195 has 163 eighths, 50 has 42. */
static void
test_graph__a_bar_is_exact_to_an_eighth(void **state)
{
    static const char printed[] =
        "serial_ms = 195\nthreads_ms = 201\nprocesses_ms = 50\n";

    (void)state;
    expect(&bars, printed, (struct graph_spec){.width = 40},
           " serial    ████████████████████▍ 195 ms\n"
           " threads   █████████████████████ 201 ms\n"
           " processes █████▎                 50 ms\n");
    expect(&bars, printed, (struct graph_spec){.width = 40, .ascii = true},
           " serial    ####################  195 ms\n"
           " threads   ##################### 201 ms\n"
           " processes #####                  50 ms\n");
}

static void
test_graph__little_is_not_nothing(void **state)
{
    (void)state;
    expect(&bars,
           "serial_ms = 195\nthreads_ms = 0.123456789012345\n"
           "processes_ms = 0\n",
           (struct graph_spec){.width = 40},
           " serial    ███████████████████   195 ms\n"
           " threads   ▏                   0.123 ms\n"
           " processes                         0 ms\n");
}

static void
test_graph__bars_below_zero_go_the_other_way(void **state)
{
    (void)state;
    expect(&bars, "serial_ms = 195\nthreads_ms = -60\n",
           (struct graph_spec){.width = 40},
           " serial         ████████████████ 195 ms\n"
           " threads   █████                 -60 ms\n"
           " processes\n");
}

static void
test_graph__groups_are_a_line_apart(void **state)
{
    static char *names[] = {(char *)"one", (char *)"two", (char *)"three"};
    static const struct picture groups = {
        .kind = PICTURE_OF_BARS,
        .names = names,
        .nnames = 3,
        .begins = {[2] = true},
    };

    (void)state;
    expect(&groups, "one = 5\ntwo = 10\nthree = 10\n",
           (struct graph_spec){.width = 21},
           " one   █████       5\n"
           " two   ██████████ 10\n"
           "\n"
           " three ██████████ 10\n");
}

static void
test_graph__a_narrow_one_cuts_names(void **state)
{
    (void)state;
    expect(&bars, "serial_ms = 195\nthreads_ms = nan\n",
           (struct graph_spec){.width = 20},
           " serial ████ 195 ms\n"
           " threa…      nan ms\n"
           " proce…\n");
    expect(&bars, "serial_ms = 195\n", (struct graph_spec){.width = 19}, "");
    expect(&bars, "serial_ms = nan\n", (struct graph_spec){.width = 40}, "");
}

static const char sweep[] =
    "time_1 = 100\ntime_2 = 52\ntime_4 = 30\ntime_8 = 28\n"
    "ideal_1 = 100\nideal_2 = 50\nideal_4 = 25\nideal_8 = 12.5\n";

/* 23 dots high: 100, 52, 30 and 28 are dots 0, 11, 16 and 17 from above, the
 * model's 50, 25 and 12.5 are 12, 17 and 20. */
static void
test_graph__curves_have_a_dotted_model(void **state)
{
    (void)state;
    expect(&curve, sweep, (struct graph_spec){.width = 40, .height = 6},
           " ● time   · ideal   ms over threads\n"
           " 100 ┤●⡄\n"
           "     │ ⠈⠢⡀\n"
           "     │   ⠘●⡀\n"
           "  50 ┤    ·⠈⠉⠑⠒⠢⠤⢄⣀⡀\n"
           "     │           ··⠈●⠉⠉⠉⠉⠉⠉⠉⠉⠑⠒⠒⠒⠒⠒⠒⠒⠒●\n"
           "   0 ┤                             ····\n"
           "     └┬───┬─────────┬─────────────────┬\n"
           "      1   2         4                 8\n");
    expect(&curve, sweep,
           (struct graph_spec){.width = 40, .height = 6, .ascii = true},
           " * time   . ideal   ms over threads\n"
           " 100 +*-\n"
           "     | ':-\n"
           "     |   '*-\n"
           "  50 +    .'''':----\n"
           "     |           ..'*'''''''''''''''''*\n"
           "   0 +                             ....\n"
           "     ++---+---------+-----------------+\n"
           "      1   2         4                 8\n");
}

static void
test_graph__one_point_stands_in_the_middle(void **state)
{
    (void)state;
    expect(&curve, "time_1 = 100\n",
           (struct graph_spec){.width = 40, .height = 3},
           " ● time   ms over threads\n"
           " 100 ┤                ●\n"
           "     │\n"
           "   0 ┤\n"
           "     └────────────────┬────────────────\n"
           "                      1\n");
}

static void
test_graph__zero_lies_between_what_is_around_it(void **state)
{
    (void)state;
    expect(&curve, "time_1 = -10\ntime_2 = 10\n",
           (struct graph_spec){.width = 20, .height = 3, .ascii = true},
           " * time   ms over th\n"
           "  10 +         --'*\n"
           "   0 +    --:''\n"
           " -10 +*-''\n"
           "     ++-----------+\n"
           "      1           2\n");
}

/* Whatever is printed, and however small it is to be drawn. */
static void
test_graph__stands_all_numbers_and_sizes(void **state)
{
    static const char *const values[] = {
        "0", "-0", "1", "-1", "1e308", "-1e308", "4.9e-324", "-4.9e-324",
        "1e-290", "nan", "inf", "many", "123456789012345678901234567890",
    };
    static const struct picture *const pictures[] = {&bars, &curve,
                                                     &both_logs};
    size_t count = sizeof values / sizeof *values;

    (void)state;
    for (size_t n = 0; n < count * count; n++) {
        const char *a = values[n % count], *b = values[n / count];
        struct str printed = STR_INIT, text = STR_INIT;

        str_add_format(&printed, "serial_ms = %s\nthreads_ms = %s\n", a, b);
        str_add_format(&printed, "time_0 = %s\ntime_3 = %s\nworst_7 = %s\n",
                       a, b, a);
        str_add_format(&printed, "rest_999999999999999 = %s\n", b);
        for (int width = 0; width < 90; width += 11) {
            struct graph_spec spec = {width, width / 9, width % 2};

            for (int p = 0; p < 3; p++)
                draw(pictures[p], str_text(&printed), &spec, &text);
        }
        str_release(&printed);
        str_release(&text);
    }
}

static void
test_graph__plain_text_has_its_sentence(void **state)
{
    struct run run = {.status = RUN_EXITED};
    struct str text = STR_INIT;

    (void)state;
    output_add(&run.output, OUTPUT_STDOUT,
               "serial_ms = 200\nthreads_ms = 50\n", 32);
    graph_plain(&run, &bars, 40, &text);
    assert_string_equal(str_text(&text),
                        "\n"
                        " serial    ##################### 200 ms\n"
                        " threads   #####                  50 ms\n"
                        " processes\n"
                        "threads is 4.0 times as fast as serial\n"
                        "processes_ms was not printed\n");
    str_clear(&text);
    graph_plain(&run, &curve, 40, &text);
    assert_string_equal(str_text(&text), "");
    run_release(&run);
    str_release(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_graph__a_bar_is_exact_to_an_eighth),
        cmocka_unit_test(test_graph__little_is_not_nothing),
        cmocka_unit_test(test_graph__bars_below_zero_go_the_other_way),
        cmocka_unit_test(test_graph__groups_are_a_line_apart),
        cmocka_unit_test(test_graph__a_narrow_one_cuts_names),
        cmocka_unit_test(test_graph__curves_have_a_dotted_model),
        cmocka_unit_test(test_graph__one_point_stands_in_the_middle),
        cmocka_unit_test(test_graph__zero_lies_between_what_is_around_it),
        cmocka_unit_test(test_graph__stands_all_numbers_and_sizes),
        cmocka_unit_test(test_graph__plain_text_has_its_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
