/* The workbook at every size, and while its size changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "stage.h"

#define SHORT_EDGE 5            /* fewer rows than that are too few */
#define NARROW_EDGE 20          /* ... columns */
#define RESIZES 1000

static const char too_small[] = "too small: 40x10 at least";

/* As many letters as fit, and nothing else. */
static bool
says_too_small(struct stage *stage, int rows, int columns)
{
    size_t fits = strlen(too_small) < (size_t)columns ? strlen(too_small)
                                                      : (size_t)columns;
    char expected[sizeof too_small] = "";

    memcpy(expected, too_small, fits);
    while (fits && expected[fits - 1] == ' ')
        expected[--fits] = '\0';
    if (strcmp(terminal_row(stage->terminal, 0), expected) != 0)
        return false;
    for (int y = 1; y < rows; y++)
        if (terminal_row(stage->terminal, y)[0])
            return false;
    return true;
}

/* The header ends at the right edge, and the bottom line says something. */
static bool
is_whole(struct stage *stage, int rows, int columns)
{
    const char *row;
    int y, x;

    if (rows < SHORT_EDGE || columns < NARROW_EDGE)
        return says_too_small(stage, rows, columns);
    row = terminal_row(stage->terminal, 0);
    if (strlen(row) < 6 || strcmp(row + strlen(row) - 6, "? keys") != 0)
        return false;
    stage_locate(stage, "? keys", &y, &x);
    return y == 0 && x == columns - 7 &&
           terminal_row(stage->terminal, rows - 1)[0];
}

static void
expect_no_rubbish(struct stage *stage, int rows, int columns)
{
    int y, x;

    terminal_cursor(stage->terminal, &y, &x);
    assert_in_range(y, 0, rows - 1);
    assert_in_range(x, 0, columns - 1);
    for (y = 0; y < rows; y++)
        assert_null(strstr(terminal_row(stage->terminal, y),
                           "\xef\xbf\xbd"));
}

static void
take_until(struct stage *stage, bool (*is_drawn)(struct stage *, int, int),
           int rows, int columns)
{
    while (!is_drawn(stage, rows, columns)) {
        if (terminal_take(stage->terminal))
            continue;
        terminal_print(stage->terminal);
        fail_msg("not drawn at %dx%d", columns, rows);
    }
}

/* Upwards means nothing where all is at its beginning, and has a frame drawn
 * at once. */
static void
resize_and_wait(struct stage *stage, int rows, int columns)
{
    terminal_resize(stage->terminal, rows, columns);
    terminal_send(stage->terminal, "\033OA");
    take_until(stage, is_whole, rows, columns);
}

static bool
is_blank(struct stage *stage, int rows, int columns)
{
    if (rows < SHORT_EDGE || columns < NARROW_EDGE)
        return says_too_small(stage, rows, columns);
    for (int y = 0; y < rows; y++)
        if (terminal_row(stage->terminal, y)[0])
            return false;
    return true;
}

/* A talk has in its bottom line which slide it is, and nothing cut off. */
static bool
is_slide(struct stage *stage, int rows, int columns)
{
    const char *row = terminal_row(stage->terminal, rows - 1);

    if (rows < SHORT_EDGE || columns < NARROW_EDGE)
        return says_too_small(stage, rows, columns);
    return strstr(row, " of 3") && !strstr(row, "›");
}

/* A talk that shows nothing is whole at any size. */
static void
resize_talk(struct stage *stage, int rows, int columns)
{
    terminal_resize(stage->terminal, rows, columns);
    terminal_send(stage->terminal, "b");
    take_until(stage, is_blank, rows, columns);
    terminal_send(stage->terminal, "b");
    take_until(stage, is_slide, rows, columns);
}

/* Notes say below whether they follow a talk. */
static bool
is_notes(struct stage *stage, int rows, int columns)
{
    if (rows < SHORT_EDGE || columns < NARROW_EDGE)
        return says_too_small(stage, rows, columns);
    return strncmp(terminal_row(stage->terminal, rows - 1), " following",
                   strlen(" following")) == 0;
}

static void
resize_notes(struct stage *stage, int rows, int columns)
{
    terminal_resize(stage->terminal, rows, columns);
    take_until(stage, is_notes, rows, columns);
}

/* No two neighbours have the same width: a frame of the one before is none
 * of this. */
static void
sweep_by(struct stage *stage, void (*reach)(struct stage *, int, int))
{
    static const int large[][2] = {{300, 500}, {1, 500},  {300, 1},
                                   {2, 2},     {60, 250}, {36, 120}};

    for (int rows = 1; rows <= 45; rows += rows < 12 ? 1 : 11) {
        for (int columns = 1 + rows % 7; columns <= 130; columns += 17) {
            reach(stage, rows, columns);
            expect_no_rubbish(stage, rows, columns);
        }
    }
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        reach(stage, large[i][0], large[i][1]);
        expect_no_rubbish(stage, large[i][0], large[i][1]);
    }
}

static void
sweep(struct stage *stage)
{
    sweep_by(stage, resize_and_wait);
}

static void
test_sizes__have_contents(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, NULL);
    stage_expect(stage, "q quit");
    sweep(stage);
    stage_expect(stage, "▸  1");
    stage_press(stage, "?", "In the contents");
    sweep(stage);
    stage_press(stage, "x/", "search:");
    sweep(stage);
    stage_press(stage, "\033", "q quit");
    stage_quit(stage);
}

static void
test_sizes__have_a_lesson_before_its_run(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_expect(stage, "Press r to run it.");
    sweep(stage);
    stage_press(stage, "r", "predict first");
    sweep(stage);
    stage_press(stage, "t", "▸");
    sweep(stage);
    stage_press(stage, "q", "predict first");
    stage_press(stage, "y", "to copy");
    sweep(stage);
    stage_press(stage, "y", "predict first");
    stage_quit(stage);
}

static void
test_sizes__have_a_lesson_with_its_run(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "1");
    stage_press(stage, "rr", "of processor time");
    sweep(stage);
    terminal_send(stage->terminal, "z");
    stage_expect_gone(stage, "A lesson for the tests");
    sweep(stage);
    stage_press(stage, "z", "A lesson for the tests");
    sweep(stage);
    stage_press(stage, "z", "of processor time");
    stage_quit(stage);
}

static void
test_sizes__change_a_thousand_times_while_it_runs(void **state)
{
    struct stage *stage = *state;

    stage_open(stage, 36, 120, "2");
    stage_press(stage, "r", "spinning");
    for (int i = 0; i < RESIZES; i++) {
        int rows = 1 + i * 7 % 60, columns = 1 + i * 37 % 200;

        if (i % 10)
            terminal_resize(stage->terminal, rows, columns);
        else
            resize_and_wait(stage, rows, columns);
    }
    resize_and_wait(stage, 36, 120);
    stage_expect(stage, "spinning");
    stage_press(stage, "?", "In a lesson");
    stage_press(stage, "x", "spinning");
    stage_press(stage, "s", "stopped after");
    stage_quit(stage);
}

#define NEXT "\033[6~"

static void
test_sizes__have_a_talk(void **state)
{
    struct stage *stage = *state;

    stage_present(stage, 36, 120, "1");
    stage_expect(stage, "A lesson for the tests");
    sweep_by(stage, resize_talk);
    stage_press(stage, NEXT, "adder");
    sweep_by(stage, resize_talk);
    stage_press(stage, "r", "Press the number of your answer");
    sweep_by(stage, resize_talk);
    stage_press(stage, "r", "apples lost");
    sweep_by(stage, resize_talk);
    stage_quit(stage);
}

static void
test_sizes__have_notes(void **state)
{
    struct stage *stage = *state;
    struct stage notes = *stage;

    stage_present(stage, 24, 80, "1");
    stage_expect(stage, "A lesson for the tests");
    notes.terminal = stage_notes(stage, 36, 120);
    stage_expect(&notes, "following the talk");
    sweep_by(&notes, resize_notes);
    terminal_resize(notes.terminal, 36, 120);
    stage_press(stage, NEXT, "adder");
    stage_expect(&notes, "2 of");
    sweep_by(&notes, resize_notes);
    stage_quit(&notes);
    terminal_free(notes.terminal);
    stage_quit(stage);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_TEST(test_sizes__have_contents),
        STAGE_TEST(test_sizes__have_a_lesson_before_its_run),
        STAGE_TEST(test_sizes__have_a_lesson_with_its_run),
        STAGE_TEST(test_sizes__have_a_talk),
        STAGE_TEST(test_sizes__have_notes),
        STAGE_TEST(test_sizes__change_a_thousand_times_while_it_runs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
