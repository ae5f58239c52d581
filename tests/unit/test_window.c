#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "sample/window.h"

#define SPAN 1000

static int64_t
since(const struct window *window, int64_t time, uint64_t value,
      uint64_t *ret_added)
{
    const struct window_entry now = {time, {value, 0, 0}};
    uint64_t added[WINDOW_VALUES] = {0};
    int64_t elapsed = window_since(window, &now, added);

    *ret_added = added[0];
    return elapsed;
}

/* The counter is the time, from `first` on. */
static void
add_each(struct window *window, int64_t first, int64_t last, int64_t step)
{
    for (int64_t at = first; at <= last; at += step) {
        const struct window_entry now = {at, {(uint64_t)at, 0, 0}};

        window_add(window, &now);
    }
}

static void
test_window__needs_an_earlier_entry(void **state)
{
    struct window window;
    uint64_t added;

    (void)state;
    window_init(&window, SPAN);
    assert_int_equal(since(&window, 5, 5, &added), 0);
    add_each(&window, 5, 5, 1);
    assert_int_equal(since(&window, 5, 5, &added), 0);
    assert_int_equal(since(&window, 4, 5, &added), 0);
}

static void
test_window__looks_back_as_far_as_it_can(void **state)
{
    struct window window;
    uint64_t added;

    (void)state;
    window_init(&window, SPAN);
    add_each(&window, 100, 300, 100);
    assert_int_equal(since(&window, 400, 450, &added), 300);
    assert_int_equal(added, 350);
}

static void
test_window__looks_back_its_span_and_no_further(void **state)
{
    struct window window;
    uint64_t added;

    (void)state;
    window_init(&window, SPAN);
    add_each(&window, 100, 9900, 100);
    assert_int_equal(since(&window, 10000, 10000, &added), SPAN);
    assert_int_equal(added, SPAN);
}

static void
test_window__span_is_kept_when_entries_come_fast(void **state)
{
    struct window window;
    uint64_t added;

    (void)state;
    window_init(&window, SPAN);
    add_each(&window, 1, 10000, 1);
    /* they are thinned out, to one in 30 */
    assert_in_range(since(&window, 10001, 10001, &added), SPAN, SPAN + 30);
    assert_in_range(added, SPAN, SPAN + 30);
}

static void
test_window__long_gaps_are_looked_across(void **state)
{
    struct window window;
    uint64_t added;

    (void)state;
    window_init(&window, SPAN);
    add_each(&window, 0, 50000, 10000);
    assert_int_equal(since(&window, 51000, 50500, &added), SPAN);
    assert_int_equal(added, 500);
}

static void
test_window__counter_that_fell_added_nothing(void **state)
{
    struct window window;
    uint64_t added;

    (void)state;
    window_init(&window, SPAN);
    add_each(&window, 500, 500, 1);
    assert_int_equal(since(&window, 700, 100, &added), 200);
    assert_int_equal(added, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_window__needs_an_earlier_entry),
        cmocka_unit_test(test_window__looks_back_as_far_as_it_can),
        cmocka_unit_test(test_window__looks_back_its_span_and_no_further),
        cmocka_unit_test(test_window__span_is_kept_when_entries_come_fast),
        cmocka_unit_test(test_window__long_gaps_are_looked_across),
        cmocka_unit_test(test_window__counter_that_fell_added_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
