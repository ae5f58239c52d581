#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/mem.h"
#include "report/report.h"

/* A run that printed `text` and exited with 0. */
static void
make_run(struct run *run, const char *text)
{
    *run = (struct run)RUN_INIT;
    run->exercise = mem_copy("");
    run->program = mem_copy("./try");
    run->source = RUN_PROGRAM;
    run->status = RUN_EXITED;
    run->limit_seconds = 60;
    run->seconds = 2;
    run->cpu_seconds = 3;
    run->peak_rss_kib = 1638;
    output_add(&run->output, OUTPUT_STDOUT, text, strlen(text));
    output_end(&run->output);
}

static void
assert_sentence(const char *printed, const struct exercise *exercise,
                const char *sentence)
{
    struct str text = STR_INIT;
    struct run run;

    make_run(&run, printed);
    report_sentence(&run, exercise, &text);
    assert_string_equal(str_text(&text), sentence);
    str_release(&text);
    run_release(&run);
}

static struct unit updates = {"counter", "updates"};
static struct exercise counting = {.units = &updates, .nunits = 1};

static void
test_report__says_what_was_lost(void **state)
{
    (void)state;
    assert_sentence("counter = 101284113\nexpected = 200000000\n", &counting,
                    "98715887 updates lost (49 %)");
    assert_sentence("counter = 200000000\nexpected = 200000000\n", &counting,
                    "all 200000000 updates are there");
    assert_sentence("counter = 3\nexpected = 4\n", &counting,
                    "1 update lost (25 %)");
    assert_sentence("counter = 5\nexpected = 4\n", &counting,
                    "1 update too many (25 %)");
    assert_sentence("counter = 1\nexpected = 1\n", &counting,
                    "the one update is there");
    assert_sentence("counter = 0\nexpected = 4\n", &counting,
                    "4 updates lost (100 %)");
}

static void
test_report__a_share_never_rounds_to_all_or_nothing(void **state)
{
    (void)state;
    assert_sentence("counter = 199999999\nexpected = 200000000\n", &counting,
                    "1 update lost (less than 1 %)");
    assert_sentence("counter = 1\nexpected = 1000\n", &counting,
                    "999 updates lost (more than 99 %)");
}

static void
assert_beside(const char *mine, const char *solution, double times,
              const char *sentence)
{
    static const struct exercise exercise = {0};
    struct str text = STR_INIT;
    struct run own, other;

    make_run(&own, mine);
    make_run(&other, solution);
    own.seconds = 2 * times;
    report_beside(&own, &other, &exercise, &text);
    assert_string_equal(str_text(&text), sentence);
    own.status = RUN_SIGNALLED;
    own.signal = 11;
    str_clear(&text);
    report_beside(&own, &other, &exercise, &text);
    assert_memory_equal(str_text(&text), "yours crashed: signal 11, ", 26);
    str_release(&text);
    run_release(&own);
    run_release(&other);
}

static void
test_report__compares_a_run_with_the_solutions(void **state)
{
    (void)state;
    assert_beside("n = 4\nexpected = 4\n", "n = 4\nexpected = 4\n", 1.05,
                  "both are right; they take about as long");
    assert_beside("n = 3\nexpected = 4\n", "n = 4\nexpected = 4\n", 0.5,
                  "the solution is right, yours is not; "
                  "the solution takes 2.0 times as long");
    assert_beside("n = 4\nexpected = 4\n", "n = 3\nexpected = 4\n", 25,
                  "yours is right, the solution is not; "
                  "yours takes 25 times as long");
    assert_beside("n = 3\nexpected = 4\n", "n = 5\nexpected = 4\n", 0.001,
                  "neither is right");
    assert_beside("", "", 3, "yours takes 3.0 times as long");
}

static void
test_report__nothing_expected_has_no_share(void **state)
{
    (void)state;
    assert_sentence("counter = 0\nexpected = 0\n", &counting,
                    "counter: no updates, as expected");
    assert_sentence("counter = 2\nexpected = 0\n", &counting,
                    "counter: 2 updates, none expected");
    assert_sentence("wrong = 2\nexpected = 0\n", NULL,
                    "wrong is 2 more than expected");
}

static void
test_report__units_have_a_singular(void **state)
{
    static const char *const units[][2] = {
        {"entries", "1 entry lost (50 %)"},
        {"losses", "1 loss lost (50 %)"},
        {"boxes", "1 box lost (50 %)"},
        {"matches", "1 match lost (50 %)"},
        {"caches", "1 cache lost (50 %)"},
        {"glass", "1 glass lost (50 %)"},
        {"euro", "1 euro lost (50 %)"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct unit unit = {"n", (char *)units[i][0]};
        struct exercise exercise = {.units = &unit, .nunits = 1};

        assert_sentence("n = 1\nexpected = 2\n", &exercise, units[i][1]);
    }
}

static void
test_report__without_a_unit_it_names_the_result(void **state)
{
    (void)state;
    assert_sentence("balance = 388\nexpected = 400\n", NULL,
                    "balance is 12 less than expected (3 %)");
    assert_sentence("balance = 100\nexpected = 100\n", NULL,
                    "balance is 100, as expected");
    assert_sentence("balance = -150\nexpected = -100\n", NULL,
                    "balance is 50 less than expected (50 %)");
    assert_sentence("balance = -150\nexpected = -100\n", &counting,
                    "balance is 50 less than expected (50 %)");
    assert_sentence("counter = -2\nexpected = 4\n", &counting,
                    "counter is 6 less than expected (150 %)");
}

static void
test_report__the_largest_numbers_do_not_overflow(void **state)
{
    (void)state;
    assert_sentence("n = 9223372036854775807\n"
                    "expected = -9223372036854775808\n", NULL,
                    "n is 18446744073709551615 more than expected (200 %)");
}

static void
test_report__fractions_differ_by_so_much(void **state)
{
    struct exercise content = {.hold = "pi - expected < 1e-3"};

    (void)state;
    assert_sentence("pi = 3.25\nexpected = 3\n", NULL,
                    "pi differs from what is expected by 0.25");
    assert_sentence("pi = 3.0001220703125\nexpected = 3\n", &content,
                    "pi is as expected, within 0.00012");
    assert_sentence("pi = 3.0\nexpected = 3.0\n", NULL,
                    "pi is 3.0, as expected");
}

static void
test_report__what_is_no_number_is_said_so(void **state)
{
    (void)state;
    assert_sentence("pi = nan\nexpected = 3\n", NULL,
                    "pi is nan, which is no number");
    assert_sentence("word = hello\nexpected = hallo\n", NULL,
                    "word is hello, where hallo was expected");
    assert_sentence("word = hallo\nexpected = hallo\n", NULL,
                    "word is hallo, as expected");
}

static void
test_report__several_results_are_counted(void **state)
{
    (void)state;
    assert_sentence("a = 1\nexpected_a = 1\nb = 2\nexpected_b = 2\n", NULL,
                    "both results are as expected");
    assert_sentence("a = 1\nexpected_a = 1\nb = 2\nexpected_b = 2\n"
                    "c = 3\nexpected_c = 3\n", NULL,
                    "all 3 results are as expected");
    assert_sentence("a = 1\nexpected_a = 1\nb = 2\nexpected_b = 4\n", NULL,
                    "1 of 2 results is wrong\n"
                    "b is 2 less than expected (50 %)");
}

static void
test_report__many_wrong_results_are_cut(void **state)
{
    struct str printed = STR_INIT, text = STR_INIT;
    struct run run;

    (void)state;
    for (int i = 0; i < 20; i++)
        str_add_format(&printed, "r%d = 1\nexpected_r%d = 2\n", i, i);
    make_run(&run, str_text(&printed));
    report_sentence(&run, NULL, &text);
    assert_non_null(strstr(str_text(&text), "20 of 20 results are wrong\n"));
    assert_non_null(strstr(str_text(&text), "\nand 12 more"));
    str_release(&text);
    str_release(&printed);
    run_release(&run);
}

static void
test_report__a_condition_speaks_where_nothing_is_expected(void **state)
{
    struct exercise exercise = {.hold = "wrong == 0"};

    (void)state;
    assert_sentence("wrong = 0\n", &exercise,
                    "as it ought to be: wrong == 0");
    assert_sentence("wrong = 9\n", &exercise,
                    "this ought to hold: wrong == 0; but wrong is 9");
    assert_sentence("hello\n", &exercise, "");
    assert_sentence("hello\n", NULL, "");
}

/* Right numbers do not make up for workers that took no part. */
static void
test_report__of_a_condition_the_broken_clause_is_said(void **state)
{
    struct exercise exercise = {.hold = "n == expected, most == 1e0 + more"};

    (void)state;
    assert_sentence("n = 3\nexpected = 3\nmost = 1\nmore = 1\n", &exercise,
                    "n is 3, as expected\n"
                    "this ought to hold: most == 1e0 + more; "
                    "but most is 1, more is 1");
    assert_sentence("n = 3\nexpected = 3\nmost = 2\nmore = 1\n", &exercise,
                    "n is 3, as expected");
    assert_sentence("n = 2\nexpected = 3\nmost = 1\nmore = 1\n", &exercise,
                    "n is 1 less than expected (33 %)");
}

static char *
plain_of(const struct run *run, int columns)
{
    struct str text = STR_INIT;

    report_plain(run, NULL, columns, &text);
    return str_detach(&text);
}

static void
test_report__plain_has_output_results_and_totals(void **state)
{
    struct run run;
    char *text;

    (void)state;
    make_run(&run, "hello \x1b[31mred\ncounter = 3\nexpected = 4\n");
    text = plain_of(&run, 80);
    assert_null(strchr(text, '\x1b'));
    assert_non_null(strstr(text, "./try\n"));
    assert_non_null(strstr(text, "hello "));
    assert_non_null(strstr(text, "counter = 3   expected 4\n"));
    assert_non_null(strstr(text, "counter is 1 less than expected (25 %)\n"));
    assert_non_null(strstr(text, "2.00 s on the clock, 3.00 s of processor "
                                 "time, 1.5 cores busy, 1.6 MiB\n"));
    free(text);
    run_release(&run);
}

static void
test_report__says_which_limit_was_exceeded(void **state)
{
    static const struct {
        enum run_status status;
        const char *name, *sentence;
    } cases[] = {
        {RUN_PROCESS_LIMIT, "process limit",
         "ended after 2.00 s: more than 1000 processes or 8000 threads"},
        {RUN_MEMORY_LIMIT, "memory limit",
         "ended after 2.00 s: more than 1.5 GiB of memory"},
        {RUN_OUTPUT_LIMIT, "output limit",
         "ended after 2.00 s: more than 1023 MiB of output"},
        {RUN_FILE_LIMIT, "file limit",
         "ended after 2.00 s: more than 4 GiB written to files"},
    };
    struct run run;

    (void)state;
    make_run(&run, "");
    run.limits = (struct limits){.processes = 1000, .tasks = 8000,
                                 .memory = 3ull << 29,
                                 .output = 1023ull << 20,
                                 .files = 4ull << 30};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str text = STR_INIT;

        run.status = cases[i].status;
        report_ending(&run, &text);
        assert_string_equal(str_text(&text), cases[i].sentence);
        assert_string_equal(run_status_name(run.status), cases[i].name);
        str_release(&text);
    }
    run_release(&run);
}

static void
test_report__plain_says_how_it_ended(void **state)
{
    struct run run;
    char *text;

    (void)state;
    make_run(&run, "");
    run.status = RUN_SIGNALLED;
    run.signal = 11;
    text = plain_of(&run, 80);
    assert_non_null(strstr(text, "crashed: signal 11, Segmentation fault\n"));
    free(text);
    run.status = RUN_TIME_LIMIT;
    text = plain_of(&run, 80);
    assert_non_null(strstr(text, "ended at its time limit of 60 s\n"));
    free(text);
    run.status = RUN_EXITED;
    run.exit_code = 3;
    text = plain_of(&run, 80);
    assert_non_null(strstr(text, "exited with status 3\n"));
    free(text);
    run_release(&run);
}

static void
add_worker(struct history *history, enum worker_kind kind, int tid,
           double seconds)
{
    history->workers = mem_resize(history->workers, history->nworkers + 1,
                                  sizeof *history->workers);
    history->workers[history->nworkers++] = (struct worker){
        .kind = kind,
        .pid = 100,
        .tid = tid,
        .pid_inside = tid,
        .tid_inside = tid,
        .name = "try",
        .last_core = kind == WORKER_THREAD ? 1 : -1,
        .run_seconds = seconds,
        .wait_seconds = 0.25,
    };
}

static void
make_history(struct history *history)
{
    history->began = 1000000000;
    history->latest = 3000000000;
    history->cores = mem_new(sizeof *history->cores);
    history->ncores = 1;
    history->cores[0] = (struct core){
        .number = 7, .busy_seconds = 1.5, .ours_seconds = 1};
    add_worker(history, WORKER_PROCESS, 100, 0);
    add_worker(history, WORKER_THREAD, 101, 1.5);
}

static void
test_report__plain_fits_forty_columns(void **state)
{
    struct run run;
    char *text, *line, *rest;

    (void)state;
    make_run(&run, "counter = 3\nexpected = 4\n");
    make_history(&run.history);
    rest = text = plain_of(&run, 40);
    assert_non_null(strstr(text, "core 7    75 % busy,  50 % with this"));
    assert_non_null(strstr(text, "thread 1        1     1.50 s     0.25 s"));
    while ((line = strsep(&rest, "\n")))
        assert_true(strlen(line) <= 40);
    free(text);
    run_release(&run);
}

/* Of 40 workers the 20 that ran least are the last that there is room for;
 * of 64 cores two are this run's, and one is another program's. */
static void
test_report__plain_shows_the_busiest_and_counts_the_rest(void **state)
{
    struct history *history;
    struct run run;
    char *text;

    (void)state;
    make_run(&run, "");
    history = &run.history;
    make_history(history);
    for (int i = 2; i < 40; i++)
        add_worker(history, WORKER_THREAD, 100 + i, i < 20 ? 0.5 : 1.0);
    history->unseen_workers = 3;
    free(history->cores);
    history->cores = mem_new(64 * sizeof *history->cores);
    history->ncores = 64;
    for (unsigned i = 0; i < 64; i++)
        history->cores[i].number = i;
    history->cores[5].busy_seconds = history->cores[5].ours_seconds = 2;
    history->cores[63].busy_seconds = history->cores[63].ours_seconds = 1;
    history->cores[9].busy_seconds = 0.8;
    text = plain_of(&run, 80);
    assert_non_null(strstr(text, "main "));
    assert_non_null(strstr(text, "thread 11 "));
    assert_null(strstr(text, "thread 12 "));
    assert_null(strstr(text, "thread 19 "));
    assert_non_null(strstr(text, "thread 20 "));
    assert_non_null(strstr(text, "thread 39 "));
    assert_non_null(
        strstr(text, "\nand 11 more: 4.00 s running, 2.00 s waiting\n"));
    assert_non_null(strstr(text, "\ncore 5   100 % busy, 100 % with this run\n"
                                 "core 63   50 % busy,  50 % with this run\n"
                                 "1 more is 40 % busy, 61 are idle\n"));
    free(text);
    text = plain_of(&run, 40);
    assert_non_null(strstr(text, "\nand 11 more: 4.00 s running, 2.00 s\n"));
    free(text);
    run_release(&run);
}

static void
test_report__no_core_is_more_than_busy(void **state)
{
    struct str json = STR_INIT;
    struct run run;
    char *text;

    (void)state;
    make_run(&run, "");
    make_history(&run.history);
    run.history.cores[0].busy_seconds = 2.02;
    text = plain_of(&run, 80);
    assert_non_null(strstr(text, "core 7   100 % busy"));
    report_json(&run, &json);
    assert_non_null(strstr(str_text(&json), "\"busy\": 100.0"));
    str_release(&json);
    free(text);
    run_release(&run);
}

static json_t *
json_of(const struct run *run)
{
    struct str text = STR_INIT;
    json_error_t error;
    json_t *json;

    report_json(run, &text);
    json = json_loads(str_text(&text), JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL,
                      &error);
    assert_non_null(json);
    str_release(&text);
    return json;
}

static void
test_report__json_has_all_fields(void **state)
{
    static const char *const fields[] = {
        "version", "exercise", "program", "source", "knobs", "status",
        "exit_code", "signal", "seconds", "cpu_seconds", "peak_rss_kib",
        "results", "expected", "output", "dropped_bytes", "cores", "workers",
    };
    struct run run;
    json_t *json;

    (void)state;
    make_run(&run, "hello\n");
    json = json_of(&run);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        assert_non_null(json_object_get(json, fields[i]));
    assert_int_equal(json_integer_value(json_object_get(json, "version")), 1);
    assert_int_equal(json_integer_value(json_object_get(json, "exit_code")),
                     0);
    assert_true(json_is_null(json_object_get(json, "signal")));
    assert_string_equal(json_string_value(json_object_get(json, "output")),
                        "hello\n");
    json_decref(json);
    run_release(&run);
}

static void
test_report__json_numbers_are_as_short_as_they_can_be(void **state)
{
    struct str text = STR_INIT;
    struct run run;

    (void)state;
    make_run(&run, "short = 0.1\n");
    run.seconds = 0.3;
    report_json(&run, &text);
    assert_non_null(strstr(str_text(&text), "\"seconds\": 0.3,"));
    assert_non_null(strstr(str_text(&text), "\"short\": 0.1\n"));
    run_release(&run);
    str_clear(&text);
    make_run(&run, "long = 3.1415926535897931\n");
    report_json(&run, &text);
    assert_non_null(strstr(str_text(&text), "3.141592653589793"));
    run_release(&run);
    str_release(&text);
}

static json_t *
result_of(const json_t *json, const char *name)
{
    return json_object_get(json_object_get(json, "results"), name);
}

static void
test_report__json_keeps_numbers_whole(void **state)
{
    struct run run;
    json_t *json;

    (void)state;
    make_run(&run, "whole = 9007199254740993\nreal = 0.5\n"
                   "third = 0.33333333333333331\nbig = 1e300\n"
                   "none = nan\nword = a \xc3\xa9\nexpected_whole = -7\n"
                   "digits = 123456789012345678901234567890\n");
    json = json_of(&run);
    assert_true(json_integer_value(result_of(json, "whole")) ==
                9007199254740993);
    assert_true(json_real_value(result_of(json, "real")) == 0.5);
    assert_true(json_real_value(result_of(json, "third")) == 1.0 / 3);
    assert_true(json_real_value(result_of(json, "big")) == 1e300);
    assert_string_equal(json_string_value(result_of(json, "none")), "nan");
    assert_string_equal(json_string_value(result_of(json, "word")),
                        "a \xc3\xa9");
    assert_string_equal(json_string_value(result_of(json, "digits")),
                        "123456789012345678901234567890");
    assert_int_equal(json_object_size(json_object_get(json, "expected")), 1);
    assert_null(result_of(json, "expected_whole"));
    json_decref(json);
    run_release(&run);
}

static void
test_report__json_is_valid_whatever_was_printed(void **state)
{
    char bytes[512];
    struct run run;
    json_t *json;

    (void)state;
    make_run(&run, "");
    free(run.program);
    run.program = mem_copy("./\xff\x1b[0m");
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 7);
    output_add(&run.output, OUTPUT_STDOUT, bytes, sizeof bytes);
    output_end(&run.output);
    json = json_of(&run);
    json_decref(json);
    run_release(&run);
}

static void
test_report__json_lists_cores_and_workers(void **state)
{
    struct run run;
    json_t *json, *core, *worker;

    (void)state;
    make_run(&run, "");
    make_history(&run.history);
    json = json_of(&run);
    core = json_array_get(json_object_get(json, "cores"), 0);
    assert_int_equal(json_integer_value(json_object_get(core, "core")), 7);
    assert_true(json_real_value(json_object_get(core, "busy")) == 75.0);
    assert_true(json_real_value(json_object_get(core, "ours")) == 50.0);
    worker = json_array_get(json_object_get(json, "workers"), 1);
    assert_string_equal(json_string_value(json_object_get(worker, "kind")),
                        "thread");
    assert_int_equal(json_integer_value(json_object_get(worker, "tid")), 101);
    assert_true(json_real_value(json_object_get(worker, "run_seconds")) ==
                1.5);
    worker = json_array_get(json_object_get(json, "workers"), 0);
    assert_true(json_is_null(json_object_get(worker, "last_core")));
    json_decref(json);
    run_release(&run);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_report__says_what_was_lost),
        cmocka_unit_test(test_report__a_share_never_rounds_to_all_or_nothing),
        cmocka_unit_test(test_report__compares_a_run_with_the_solutions),
        cmocka_unit_test(test_report__nothing_expected_has_no_share),
        cmocka_unit_test(test_report__units_have_a_singular),
        cmocka_unit_test(test_report__without_a_unit_it_names_the_result),
        cmocka_unit_test(test_report__the_largest_numbers_do_not_overflow),
        cmocka_unit_test(test_report__fractions_differ_by_so_much),
        cmocka_unit_test(test_report__what_is_no_number_is_said_so),
        cmocka_unit_test(test_report__several_results_are_counted),
        cmocka_unit_test(test_report__many_wrong_results_are_cut),
        cmocka_unit_test(
            test_report__a_condition_speaks_where_nothing_is_expected),
        cmocka_unit_test(
            test_report__of_a_condition_the_broken_clause_is_said),
        cmocka_unit_test(test_report__plain_has_output_results_and_totals),
        cmocka_unit_test(test_report__says_which_limit_was_exceeded),
        cmocka_unit_test(test_report__plain_says_how_it_ended),
        cmocka_unit_test(test_report__plain_fits_forty_columns),
        cmocka_unit_test(
            test_report__plain_shows_the_busiest_and_counts_the_rest),
        cmocka_unit_test(test_report__no_core_is_more_than_busy),
        cmocka_unit_test(test_report__json_has_all_fields),
        cmocka_unit_test(
            test_report__json_numbers_are_as_short_as_they_can_be),
        cmocka_unit_test(test_report__json_keeps_numbers_whole),
        cmocka_unit_test(test_report__json_is_valid_whatever_was_printed),
        cmocka_unit_test(test_report__json_lists_cores_and_workers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
