#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/slide_frame.h"

static bool
is_inside(struct area area, int lines, int columns)
{
    return area.y >= 0 && area.x >= 0 && area.y + area.height <= lines &&
           area.x + area.width <= columns;
}

static void
test_slide_frame__has_wide_margins_and_one_line_for_the_clock(void **state)
{
    struct slide_frame frame = slide_frame_for(20, 60, FRAME_NO_PANE, 0);

    (void)state;
    assert_int_equal(frame.columns, 48);
    assert_int_equal(frame.text.x, 6);
    assert_int_equal(frame.text.y, 1);
    assert_int_equal(frame.text.height, 18);
    assert_int_equal(frame.text.width, 53);
    assert_int_equal(frame.footer, 19);
    assert_int_equal(frame.pane.height, 0);
    assert_int_equal(slide_frame_for(10, 40, FRAME_NO_PANE, 0).columns, 36);
}

static void
test_slide_frame__centres_text_on_a_wide_screen(void **state)
{
    struct slide_frame frame = slide_frame_for(50, 200, FRAME_NO_PANE, 0);

    (void)state;
    assert_int_equal(frame.columns, 84);
    assert_int_equal(frame.text.x, 58);
}

static void
test_slide_frame__gives_a_busy_pane_what_it_needs(void **state)
{
    struct slide_frame idle = slide_frame_for(24, 80, FRAME_IDLE_PANE, 30);
    struct slide_frame some = slide_frame_for(24, 80, FRAME_BUSY_PANE, 10);
    struct slide_frame all = slide_frame_for(24, 80, FRAME_BUSY_PANE, 30);
    struct slide_frame wide = slide_frame_for(36, 120, FRAME_BUSY_PANE, 9);

    (void)state;
    assert_int_equal(idle.text.height, 17);
    assert_int_equal(idle.pane.height, 4);
    assert_int_equal(some.pane.height, 10);
    assert_int_equal(some.text.height, 11);
    assert_int_equal(all.pane.height, 18);
    assert_int_equal(all.text.height, 3);
    assert_true(wide.beside);
    assert_int_equal(wide.text.height, 34);
    assert_int_equal(wide.pane.height, 34);
}

static void
test_slide_frame__stays_inside_any_screen(void **state)
{
    (void)state;
    for (int lines = 5; lines < 60; lines++)
        for (int columns = 20; columns < 320; columns++)
            for (int pane = FRAME_NO_PANE; pane <= FRAME_ONLY_PANE; pane++)
                for (int content = 0; content < 80; content += 20) {
                    struct slide_frame frame =
                        slide_frame_for(lines, columns, pane, content);

                    assert_true(is_inside(frame.text, lines - 1, columns));
                    assert_true(is_inside(frame.pane, lines - 1, columns));
                    assert_true(pane == FRAME_ONLY_PANE ||
                                frame.text.height > 0);
                    assert_true(pane == FRAME_NO_PANE ||
                                frame.pane.height > 0);
                    if (pane != FRAME_NO_PANE)
                        assert_int_equal(
                            frame.pane.width,
                            slide_frame_pane_columns(
                                columns, pane == FRAME_ONLY_PANE));
                }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_slide_frame__has_wide_margins_and_one_line_for_the_clock),
        cmocka_unit_test(test_slide_frame__centres_text_on_a_wide_screen),
        cmocka_unit_test(test_slide_frame__gives_a_busy_pane_what_it_needs),
        cmocka_unit_test(test_slide_frame__stays_inside_any_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
