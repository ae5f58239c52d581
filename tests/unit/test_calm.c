#include "ui/calm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"

#define MOST_CORES 64
#define MOST_WORKERS 64

/* A run that tests move on by hand, a reading at a time. */
struct moving {
    struct run run;
    struct calm calm;
    struct core cores[MOST_CORES];
    struct worker workers[MOST_WORKERS];
};

static void
begin(struct moving *moving, size_t ncores, size_t nworkers)
{
    memset(moving, 0, sizeof *moving);
    moving->run.history.cores = moving->cores;
    moving->run.history.ncores = ncores;
    moving->run.history.workers = moving->workers;
    moving->run.history.nworkers = nworkers;
    for (unsigned i = 0; i < MOST_CORES; i++)
        moving->cores[i].number = i;
    for (size_t i = 0; i < MOST_WORKERS; i++) {
        moving->workers[i].last_core = -1;
        moving->workers[i].kind = WORKER_THREAD;
    }
}

/* A reading in which worker `first` ran on core 0, and `second`, unless it
 * is 0, on core 1. */
static void
read_on(struct moving *moving, size_t first, size_t second)
{
    struct history *history = &moving->run.history;

    for (size_t i = 0; i < history->nworkers; i++) {
        struct worker *worker = &history->workers[i];
        bool runs = i && (i == first || i == second);

        worker->slots[0].running = runs ? 100 : 0;
        worker->nslots = 1;
        if (runs)
            worker->last_core = i == first ? 0 : 1;
    }
    history->readings++;
    history->latest += CLOCK_SECOND / 10;
    calm_follow(&moving->calm, &moving->run);
}

static void
read_second(struct moving *moving, size_t first, size_t second)
{
    for (int i = 0; i < CALM_SECOND; i++)
        read_on(moving, first, second);
}

static void
test_calm__few_cores_and_workers_all_have_rows(void **state)
{
    static struct moving moving;

    (void)state;
    begin(&moving, CALM_CORES, 2);
    read_on(&moving, 1, 0);
    assert_int_equal(moving.calm.ncores, CALM_CORES);
    assert_int_equal(moving.calm.nworkers, 2);
    moving.run.history.nworkers = CALM_WORKERS;
    read_on(&moving, 1, 0);
    assert_int_equal(moving.calm.nworkers, CALM_WORKERS);
    calm_release(&moving.calm);
}

static void
test_calm__idle_cores_fold(void **state)
{
    static struct moving moving;

    (void)state;
    begin(&moving, 60, 2);
    for (unsigned i = 20; i < 32; i++)
        moving.cores[i].busy = (int)i;
    moving.cores[59].busy = 99;
    moving.cores[7].busy = 20;
    moving.cores[7].ours = 20;
    read_on(&moving, 1, 0);
    assert_int_equal(moving.calm.ncores, CALM_CORES_OF_MANY);
    assert_int_equal(moving.calm.cores[0].index, 7);
    assert_int_equal(moving.calm.cores[1].index, 28);
    assert_int_equal(moving.calm.cores[4].index, 31);
    assert_int_equal(moving.calm.cores[5].index, 59);
    /* 20 to 27 are left, 188 % together */
    assert_int_equal(moving.calm.other_cores.busy, 8);
    assert_int_equal((int)moving.calm.other_cores.percent, 188);
    assert_int_equal(moving.calm.other_cores.idle, 46);
    calm_release(&moving.calm);
}

static void
test_calm__a_row_is_not_lost_to_one_about_as_busy(void **state)
{
    static struct moving moving;

    (void)state;
    begin(&moving, 60, 2);
    for (unsigned i = 0; i < CALM_CORES_OF_MANY; i++)
        moving.cores[i].busy = 50;
    read_on(&moving, 1, 0);
    moving.cores[40].busy = 70;
    moving.cores[3].busy = 49;
    read_second(&moving, 1, 0);
    assert_int_equal(moving.calm.cores[5].index, 5);
    moving.cores[40].busy = 80;
    read_second(&moving, 1, 0);
    assert_int_equal(moving.calm.cores[2].index, 2);
    assert_int_equal(moving.calm.cores[3].index, 4);
    assert_int_equal(moving.calm.cores[5].index, 40);
    calm_release(&moving.calm);
}

static void
test_calm__many_workers_leave_a_row_for_the_rest(void **state)
{
    static struct moving moving;

    (void)state;
    begin(&moving, 2, 60);
    moving.run.history.unseen_workers = 5;
    for (size_t i = 0; i < 60; i++)
        moving.workers[i].state = i % 2 ? WORKER_SLEEPING : WORKER_DONE;
    moving.workers[55].running = 80;
    moving.workers[57].waiting = 80;
    read_on(&moving, 1, 0);
    assert_int_equal(moving.calm.nworkers, CALM_WORKERS_OF_MANY);
    assert_int_equal(moving.calm.workers[0].index, 0);
    assert_int_equal(moving.calm.workers[1].index, 1);
    assert_int_equal(moving.calm.workers[8].index, 15);
    assert_int_equal(moving.calm.workers[9].index, 55);
    assert_int_equal(moving.calm.workers[10].index, 57);
    /* without main 29 are over, and 10 of 30 asleep have a row */
    assert_int_equal(moving.calm.other_workers.done, 29);
    assert_int_equal(moving.calm.other_workers.sleeping, 20);
    assert_int_equal(moving.calm.other_workers.unseen, 5);
    calm_release(&moving.calm);
}

static void
test_calm__a_core_wears_its_worker(void **state)
{
    static struct moving moving;

    (void)state;
    begin(&moving, 2, 3);
    read_on(&moving, 1, 2);
    read_on(&moving, 1, 2);
    assert_int_equal(moving.calm.cores[0].wears, 1);
    assert_int_equal(moving.calm.cores[1].wears, 2);
    calm_release(&moving.calm);
}

static void
test_calm__a_core_that_two_share_wears_neither(void **state)
{
    static struct moving moving;

    (void)state;
    begin(&moving, 2, 3);
    for (int i = 0; i < 3 * CALM_SECOND; i++)
        read_on(&moving, 1 + (size_t)i / 3 % 2, 0);
    assert_int_equal(moving.calm.cores[0].wears, CALM_SEVERAL);
    assert_int_equal(moving.calm.cores[1].wears, CALM_NOBODY);
    /* one second may be chance */
    read_second(&moving, 1, 0);
    read_second(&moving, 1, 0);
    assert_int_equal(moving.calm.cores[0].wears, CALM_SEVERAL);
    read_second(&moving, 1, 0);
    assert_int_equal(moving.calm.cores[0].wears, 1);
    calm_release(&moving.calm);
}

static void
test_calm__a_worker_that_moved_changes_the_colour_within_two_seconds(
    void **state)
{
    static struct moving moving;

    (void)state;
    begin(&moving, 2, 3);
    read_second(&moving, 1, 0);
    read_on(&moving, 1, 0);
    read_second(&moving, 2, 0);
    read_second(&moving, 2, 0);
    assert_int_equal(moving.calm.cores[0].wears, 2);
    calm_release(&moving.calm);
}

static void
test_calm__the_end_goes_by_the_whole_run(void **state)
{
    static struct moving moving;

    (void)state;
    begin(&moving, 60, 60);
    for (unsigned i = 0; i < CALM_CORES; i++)
        moving.cores[i].busy = 90;
    read_second(&moving, 1, 0);
    moving.cores[50].busy_seconds = 0.8;
    for (size_t i = 40; i < 60; i++)
        moving.workers[i].run_seconds = (double)i;
    moving.run.status = RUN_EXITED;
    calm_follow(&moving.calm, &moving.run);
    assert_int_equal(moving.calm.ncores, 1);
    assert_int_equal(moving.calm.cores[0].index, 50);
    assert_int_equal(moving.calm.other_cores.idle, 59);
    assert_int_equal(moving.calm.workers[1].index, 50);
    calm_release(&moving.calm);
}

static void
test_calm__the_sentence_holds_for_a_second(void **state)
{
    static struct moving moving;
    static char before[200];

    (void)state;
    begin(&moving, 2, 3);
    read_second(&moving, 1, 2);
    read_on(&moving, 1, 2);
    for (size_t i = 1; i < 3; i++) {
        moving.workers[i].last_reading = moving.run.history.readings;
        moving.workers[i].run_seconds = 1;
    }
    assert_string_equal(str_text(&moving.calm.sentence), "");
    read_second(&moving, 1, 2);
    snprintf(before, sizeof before, "%s", str_text(&moving.calm.sentence));
    assert_non_null(strstr(before, "Both workers"));
    moving.workers[1].run_seconds = 0;
    read_on(&moving, 1, 2);
    assert_string_equal(str_text(&moving.calm.sentence), before);
    calm_release(&moving.calm);
}

static void
test_calm__labels_have_room_for_the_last_worker(void **state)
{
    const size_t counts[] = {1, 10, 11, 100, 101, 1000, 1001, 4096};
    const int columns[] = {10, 10, 11, 11, 12, 12, 13, 13};
    struct run run = RUN_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        run.history.nworkers = counts[i];
        assert_int_equal(calm_label_columns(&run), columns[i]);
    }
}

/* The first point at once, then once a second, at the end all. */
static void
test_calm__a_picture_grows_once_a_second(void **state)
{
    static struct moving moving;
    char *curve = (char *)"error";
    struct picture picture = {
        .kind = PICTURE_OF_CURVES,
        .names = &curve,
        .nnames = 1,
    };
    const struct chart_series *drawn = &moving.calm.chart.series[0];

    (void)state;
    begin(&moving, 1, 2);
    moving.calm.picture = &picture;
    read_on(&moving, 1, 0);
    assert_int_equal(moving.calm.chart.values, 0);
    for (int i = 1; i <= 12; i++) {
        char line[32];
        int len = snprintf(line, sizeof line, "error_%d = %d\n", i, i);

        output_add(&moving.run.output, OUTPUT_STDOUT, line, (size_t)len);
        read_on(&moving, 1, 0);
        assert_int_equal(drawn->npoints, i < 11 ? 1 : 11);
    }
    assert_true(moving.calm.chart.x.max > 12);
    for (int i = 0; i < 3 * CALM_SECOND; i++)
        read_on(&moving, 1, 0);
    assert_int_equal(drawn->npoints, 12);
    moving.run.status = RUN_EXITED;
    calm_follow(&moving.calm, &moving.run);
    assert_int_equal(drawn->npoints, 12);
    assert_true(moving.calm.chart.x.max == 12);
    output_release(&moving.run.output);
    calm_release(&moving.calm);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calm__few_cores_and_workers_all_have_rows),
        cmocka_unit_test(test_calm__idle_cores_fold),
        cmocka_unit_test(test_calm__a_row_is_not_lost_to_one_about_as_busy),
        cmocka_unit_test(test_calm__many_workers_leave_a_row_for_the_rest),
        cmocka_unit_test(test_calm__a_core_wears_its_worker),
        cmocka_unit_test(test_calm__a_core_that_two_share_wears_neither),
        cmocka_unit_test(
            test_calm__a_worker_that_moved_changes_the_colour_within_two_seconds),
        cmocka_unit_test(test_calm__the_end_goes_by_the_whole_run),
        cmocka_unit_test(test_calm__labels_have_room_for_the_last_worker),
        cmocka_unit_test(test_calm__the_sentence_holds_for_a_second),
        cmocka_unit_test(test_calm__a_picture_grows_once_a_second),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
