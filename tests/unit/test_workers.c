#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "report/workers.h"

/* Main and three workers, seen for two seconds. */
static struct worker workers[4];

static struct run
two_seconds(size_t nworkers)
{
    struct run run = RUN_INIT;

    memset(workers, 0, sizeof workers);
    run.history.readings = 21;
    run.history.began = 5 * CLOCK_SECOND;
    run.history.latest = 7 * CLOCK_SECOND;
    run.history.workers = workers;
    run.history.nworkers = nworkers;
    for (size_t i = 0; i < nworkers; i++) {
        workers[i].kind = i ? WORKER_THREAD : WORKER_PROCESS;
        workers[i].last_reading = 20;
    }
    return run;
}

static void
expect_sentence(const struct run *run, const char *part)
{
    struct str text = STR_INIT;

    workers_sentence(run, &text);
    if (!*part)
        assert_string_equal(str_text(&text), "");
    else if (!strstr(str_text(&text), part))
        fail_msg("\"%s\" is not in \"%s\"", part, str_text(&text));
    str_release(&text);
}

static void
test_workers__are_numbered_by_kind(void **state)
{
    struct run run = two_seconds(4);
    char label[24];

    (void)state;
    workers[2].kind = WORKER_PROCESS;
    history_label(&run.history, 0, label, sizeof label);
    assert_string_equal(label, "main");
    history_label(&run.history, 2, label, sizeof label);
    assert_string_equal(label, "process 1");
    history_label(&run.history, 3, label, sizeof label);
    assert_string_equal(label, "thread 2");
}

static void
test_workers__that_ran_all_the_time(void **state)
{
    struct run run = two_seconds(3);

    (void)state;
    workers[1].run_seconds = workers[2].run_seconds = 1.95;
    expect_sentence(&run, "Both workers ran nearly all the time");
}

static void
test_workers__that_waited_for_a_core(void **state)
{
    struct run run = two_seconds(4);
    struct core core = {0};

    (void)state;
    for (int i = 1; i < 4; i++) {
        workers[i].run_seconds = 1.2;
        workers[i].wait_seconds = 0.8;
    }
    expect_sentence(&run, "All 3 workers had to wait for a core 40 %");
    expect_sentence(&run, "more workers than cores");
    core.busy_seconds = 2;
    core.ours_seconds = 1;
    run.history.cores = &core;
    run.history.ncores = 1;
    expect_sentence(&run, "other programs wanted the cores");
}

/* 0.6 s running and 1.8 s waiting are 75 % of 2.4 s, though the readings
 * span but 2 s of them. */
static void
test_workers__never_waited_for_longer_than_they_lived(void **state)
{
    struct run run = two_seconds(3);

    (void)state;
    for (int i = 1; i < 3; i++) {
        workers[i].run_seconds = 0.6;
        workers[i].wait_seconds = 1.8;
    }
    expect_sentence(&run, "Both workers had to wait for a core 75 %");
}

static void
test_workers__do_not_include_a_main_that_joins(void **state)
{
    struct run run = two_seconds(3);

    (void)state;
    workers[0].wait_seconds = 0.7;
    workers[1].run_seconds = workers[2].run_seconds = 1.95;
    expect_sentence(&run, "Both workers ran nearly all the time");
}

static void
test_workers__that_slept(void **state)
{
    struct run run = two_seconds(3);

    (void)state;
    workers[1].run_seconds = workers[2].run_seconds = 0.5;
    expect_sentence(&run, "Both workers slept 75 %");
    workers[1].run_seconds = workers[2].run_seconds = 0;
    expect_sentence(&run, "The workers slept");
}

static void
test_workers__of_which_some_did_nothing_are_not_all(void **state)
{
    struct run run = two_seconds(4);

    (void)state;
    workers[1].run_seconds = workers[2].run_seconds = 1.95;
    expect_sentence(&run, "2 of 3 workers ran nearly all the time");
}

static void
test_workers__seen_too_shortly_say_nothing(void **state)
{
    struct run run = two_seconds(3);

    (void)state;
    run.history.latest = run.history.began + CLOCK_SECOND / 10;
    workers[1].run_seconds = 0.1;
    expect_sentence(&run, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_workers__are_numbered_by_kind),
        cmocka_unit_test(test_workers__that_ran_all_the_time),
        cmocka_unit_test(test_workers__that_waited_for_a_core),
        cmocka_unit_test(
            test_workers__never_waited_for_longer_than_they_lived),
        cmocka_unit_test(test_workers__do_not_include_a_main_that_joins),
        cmocka_unit_test(test_workers__that_slept),
        cmocka_unit_test(test_workers__of_which_some_did_nothing_are_not_all),
        cmocka_unit_test(test_workers__seen_too_shortly_say_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
