/* The pane of a run with a thousand workers on 512 cores, from a folder that
 * looks like /proc. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "terminal.h"

static struct terminal *
open_crowd(int rows, int columns, const char *cores, const char *workers)
{
    const char *argv[] = {FRAMES, "show", FIXTURE_COURSE, cores, workers, NULL};
    const char *env[] = {"LC_ALL=C.UTF-8", NULL};
    struct terminal_spec spec = {argv, env, rows, columns};

    return terminal_start(&spec);
}

static void
expect(struct terminal *terminal, const char *text)
{
    if (terminal_wait(terminal, text))
        return;
    terminal_print(terminal);
    fail_msg("not on the screen: %s", text);
}

static void
close_crowd(struct terminal *terminal)
{
    terminal_send(terminal, "q");
    assert_int_equal(terminal_end(terminal), 0);
    terminal_free(terminal);
}

/* Eight workers run all the time and twelve for 40 % of it; six cores and,
 * beside main, ten workers have a row. */
static void
test_crowd__shows_the_busiest_and_counts_the_rest(void **state)
{
    static const char *const rows[] = {"core 0 ",  "core 25 ",  "core 51 ",
                                       "core 76 ", "core 102 ", "core 128 ",
                                       "all 512 ", "main "};
    struct terminal *terminal = open_crowd(36, 120, "512", "1000");
    int y = 0;

    (void)state;
    expect(terminal, "14 more are 49 % busy on average, 492 are idle");
    expect(terminal, "989 more: 10 running, 979 asleep");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(terminal_find(terminal, rows[i]) > y);
        y = terminal_find(terminal, rows[i]);
    }
    assert_null(strstr(terminal_row(terminal, y - 1), "core 153"));
    expect(terminal, "989 more ");
    expect(terminal, "20 of 999 workers");
    close_crowd(terminal);
}

static void
test_crowd__keeps_its_rows_apart_from_the_figures(void **state)
{
    struct terminal *terminal = open_crowd(24, 80, "512", "1000");
    int y;

    (void)state;
    expect(terminal, "e edit");
    terminal_send(terminal, "z");
    expect(terminal, " run wait  core");
    y = terminal_find(terminal, " run wait  core");
    for (int i = 1; i <= 3; i++)
        assert_true(strlen(terminal_row(terminal, y + i)) > 60);
    close_crowd(terminal);
}

static void
test_crowd__fits_the_smallest_screen(void **state)
{
    struct terminal *terminal = open_crowd(10, 40, "64", "200");

    (void)state;
    expect(terminal, "e edit");
    terminal_send(terminal, "z");
    expect(terminal, "core 12 ");
    expect(terminal, "100 %");
    terminal_send(terminal, "JJJJJJJJJJJJJJJJJJJJ");
    expect(terminal, "189 more");
    close_crowd(terminal);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_crowd__shows_the_busiest_and_counts_the_rest),
        cmocka_unit_test(test_crowd__keeps_its_rows_apart_from_the_figures),
        cmocka_unit_test(test_crowd__fits_the_smallest_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
