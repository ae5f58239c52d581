/* The workbook where TERM is putty's own, whose description many machines
 * lack. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stage.h"

static void
open_on(struct stage *stage, const char *type)
{
    const char *dirs = getenv("TERMINFO_DIRS");

    stage_env(stage, "TERM", type);
    if (dirs)
        stage_env(stage, "TERMINFO_DIRS", dirs);
    stage_open(stage, 36, 120, NULL);
    stage_expect(stage, "q quit");
}

/* In the modes that its configuration calls ESC[n~, Linux, Xterm R6, VT400,
 * VT100+ and SCO; the keypad as numbers and as an application's. */
static void
press_its_keys(struct stage *stage)
{
    static const char *const helps[] = {"\033[11~", "\033[[A", "\033OP"};

    stage_press(stage, "\033[4~", "▸  3");
    stage_press(stage, "\033[1~", "▸  1");
    stage_press(stage, "\033OF", "▸  3");
    stage_press(stage, "\033OH", "▸  1");
    stage_press(stage, "\033OB", "▸  2");
    stage_press(stage, "\033OA", "▸  1");
    for (size_t i = 0; i < sizeof helps / sizeof *helps; i++) {
        stage_press(stage, helps[i], "In the contents");
        stage_press(stage, "x", "q quit");
    }
    stage_press(stage, "\033OM", "1 First steps");
}

static void
test_putty__is_written_with_its_eight_colours(void **state)
{
    struct stage *stage = *state;

    open_on(stage, "putty");
    press_its_keys(stage);
    stage_press(stage, "r", "Press the number of your answer");
    stage_press(stage, "\033Or", "›  2 what is expected");
    stage_press(stage, "\033Oq", "6 apples lost");
    assert_true(terminal_highest_colour(stage->terminal) <= 7);
    stage_quit(stage);
}

static void
test_putty__with_256_colours_is_the_same(void **state)
{
    struct stage *stage = *state;

    open_on(stage, "putty-256color");
    press_its_keys(stage);
    stage_press(stage, "\033[6~\033[5~", "First steps");
    stage_press(stage, "r", "Press the number of your answer");
    stage_press(stage, "\033Oq", "›  1 less than expected");
    stage_quit(stage);
}

static void
test_putty__takes_clicks(void **state)
{
    struct stage *stage = *state;

    open_on(stage, "putty");
    stage_click(stage, "Hostile programs", 0);
    stage_expect(stage, "▸  2");
    stage_quit(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_putty__is_written_with_its_eight_colours),
        STAGE_TEST(test_putty__with_256_colours_is_the_same),
        STAGE_TEST(test_putty__takes_clicks),
    };

    if (system("infocmp putty putty-256color >/dev/null 2>&1") != 0) {
        printf("1..0 # SKIP no description of putty here, as ncurses-term "
               "has it\n");
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
