#include "report/busiest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
expect_chosen(const double *scores, size_t count, size_t most,
              const char *indexes)
{
    struct str text = STR_INIT;
    size_t chosen[8], n = busiest_choose(scores, count, most, chosen);

    for (size_t i = 0; i < n; i++)
        str_add_format(&text, "%zu ", chosen[i]);
    assert_string_equal(str_text(&text), indexes);
    str_release(&text);
}

static void
test_busiest__are_in_their_own_order(void **state)
{
    const double scores[] = {1, 9, 3, 7, 5, 8};

    (void)state;
    expect_chosen(scores, 6, 3, "1 3 5 ");
    expect_chosen(scores, 6, 8, "0 1 2 3 4 5 ");
    expect_chosen(scores, 6, 1, "1 ");
    expect_chosen(scores, 6, 0, "");
    expect_chosen(scores, 0, 3, "");
}

static void
test_busiest__of_equals_are_the_first(void **state)
{
    const double scores[] = {2, 2, 4, 2, 4, 2};

    (void)state;
    expect_chosen(scores, 6, 3, "0 2 4 ");
    expect_chosen(scores, 6, 4, "0 1 2 4 ");
}

static void
test_busiest__leave_out_what_is_below_nothing(void **state)
{
    const double scores[] = {-1, 0, -0.5, 3};

    (void)state;
    expect_chosen(scores, 4, 4, "1 3 ");
}

static void
expect_cores(struct busiest_cores rest, const char *words)
{
    struct str text = STR_INIT;

    busiest_say_cores(&rest, &text);
    assert_string_equal(str_text(&text), words);
    str_release(&text);
}

static void
test_busiest__other_cores_in_words(void **state)
{
    (void)state;
    expect_cores((struct busiest_cores){0, 0, 0}, "");
    expect_cores((struct busiest_cores){0, 1, 0}, "1 more is idle");
    expect_cores((struct busiest_cores){0, 504, 0}, "504 more are idle");
    expect_cores((struct busiest_cores){1, 0, 40}, "1 more is 40 % busy");
    expect_cores((struct busiest_cores){12, 492, 480},
                 "12 more are 40 % busy on average, 492 are idle");
}

static void
test_busiest__a_core_below_five_percent_is_idle(void **state)
{
    struct busiest_cores rest = {0};

    (void)state;
    busiest_count_core(&rest, 0);
    busiest_count_core(&rest, 4.9);
    busiest_count_core(&rest, 5);
    busiest_count_core(&rest, 95);
    expect_cores(rest, "2 more are 50 % busy on average, 2 are idle");
}

static void
test_busiest__other_workers_in_words(void **state)
{
    const struct worker workers[] = {
        {.state = WORKER_RUNNING, .running = 60, .waiting = 20},
        {.state = WORKER_SLEEPING, .running = 60, .waiting = 20},
        {.state = WORKER_RUNNING, .running = 20, .waiting = 60},
        {.state = WORKER_SLEEPING, .running = 9, .waiting = 9},
        {.state = WORKER_DONE, .running = 90},
    };
    struct busiest_workers rest = {0};
    struct str text = STR_INIT;

    (void)state;
    busiest_say_workers(&rest, &text);
    assert_string_equal(str_text(&text), "");
    for (size_t i = 0; i < sizeof workers / sizeof *workers; i++)
        busiest_count_worker(&rest, &workers[i]);
    rest.unseen = 7;
    busiest_say_workers(&rest, &text);
    assert_string_equal(str_text(&text),
                        "12 more: 2 running, 1 waiting for a core, 1 asleep, "
                        "1 over, 7 not looked at");
    str_release(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_busiest__are_in_their_own_order),
        cmocka_unit_test(test_busiest__of_equals_are_the_first),
        cmocka_unit_test(test_busiest__leave_out_what_is_below_nothing),
        cmocka_unit_test(test_busiest__other_cores_in_words),
        cmocka_unit_test(test_busiest__a_core_below_five_percent_is_idle),
        cmocka_unit_test(test_busiest__other_workers_in_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
