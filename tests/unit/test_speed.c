#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check/speed.h"

/* A pair of runs: seconds of both, cores that its own kept busy, and that
 * others took. */
static void
add(struct speed *speed, double start, double own, double busy, double taken)
{
    speed->start[speed->npairs] = (struct speed_run){start, 1, taken};
    speed->own[speed->npairs++] = (struct speed_run){own, busy, taken};
}

static void
test_speed__needs_one_pair_that_reaches_it(void **state)
{
    struct speed speed = {.wanted = 1.5, .workers = 2, .cpus = 2};

    (void)state;
    assert_int_equal(speed_outcome(&speed), SPEED_GOES_ON);
    add(&speed, 2, 1.6, 1.9, 0);
    assert_int_equal(speed_outcome(&speed), SPEED_GOES_ON);
    add(&speed, 2, 1.25, 1.9, 0);
    assert_int_equal(speed_outcome(&speed), SPEED_REACHED);
    assert_true(speed_gain(&speed) == 1.6);
}

static void
test_speed__compares_the_best_of_both(void **state)
{
    struct speed speed = {.wanted = 1.5, .workers = 2, .cpus = 2};

    (void)state;
    /* A disturbed run of the start file is no merit of the other one. */
    add(&speed, 1, 1, 1.9, 0);
    add(&speed, 4, 1, 1.9, 0);
    assert_int_equal(speed_outcome(&speed), SPEED_GOES_ON);
    assert_true(speed_gain(&speed) == 1);
}

static void
test_speed__tells_serial_from_slow(void **state)
{
    struct speed serial = {.wanted = 1.5, .workers = 2, .cpus = 2};
    struct speed slow = serial;

    (void)state;
    for (int i = 0; i < SPEED_PAIRS; i++) {
        add(&serial, 1, 1.1, 1.02, 0.1);
        add(&slow, 1, 1.1, 1.9, 0.1);
    }
    assert_int_equal(speed_outcome(&serial), SPEED_SERIALISED);
    assert_int_equal(speed_outcome(&slow), SPEED_TOO_SLOW);
}

static void
test_speed__blames_nobody_where_cores_are_taken(void **state)
{
    struct speed busy = {.wanted = 1.5, .workers = 2, .cpus = 2};
    struct speed alone = {.wanted = 1.5, .workers = 4, .cpus = 1};

    (void)state;
    for (int i = 0; i < 2; i++)
        add(&busy, 1, 1.1, 1.02, 0.9);
    assert_int_equal(speed_outcome(&busy), SPEED_UNKNOWN);
    /* Nor is it praised. */
    busy.npairs = 0;
    add(&busy, 3, 1, 1.9, 0.9);
    assert_int_equal(speed_outcome(&busy), SPEED_GOES_ON);
    add(&busy, 3, 1, 1.9, 0.9);
    assert_int_equal(speed_outcome(&busy), SPEED_UNKNOWN);
    /* Known before anything was run. */
    assert_int_equal(speed_outcome(&alone), SPEED_UNKNOWN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_speed__needs_one_pair_that_reaches_it),
        cmocka_unit_test(test_speed__compares_the_best_of_both),
        cmocka_unit_test(test_speed__tells_serial_from_slow),
        cmocka_unit_test(test_speed__blames_nobody_where_cores_are_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
