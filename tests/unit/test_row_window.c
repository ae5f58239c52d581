#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "doc/doc.h"
#include "doc/rows.h"

/* A row of one style change in its middle: "abc" and "中文e\u0301f". */
static const struct span spans[] = {
    {.text = "abc", .bytes = 3, .columns = 3, .style = STYLE_CODE},
    {.text = "中文e\u0301f", .bytes = 10, .columns = 6},
};

static const struct row row = {
    .spans = spans,
    .nspans = 2,
    .columns = 9,
    .flags = ROW_CODE,
};

static void
check(int first, int width, const char *expected, const char *marks)
{
    struct span seen[4];
    char text[64] = "";
    size_t len = 0;
    int columns = 0;
    bool left, right;
    struct window window = {first, width, 4};
    size_t count = row_window(&row, &window, seen, &left, &right);

    for (size_t i = 0; i < count; i++) {
        memcpy(text + len, seen[i].text, seen[i].bytes);
        len += seen[i].bytes;
        columns += seen[i].columns;
    }
    text[len] = '\0';
    assert_string_equal(text, expected);
    assert_true(!count || columns <= width - left - right);
    assert_int_equal(left, marks[0] == '<');
    assert_int_equal(right, marks[1] == '>');
}

static void
test_row_window__row_that_fits_is_whole(void **state)
{
    (void)state;
    check(0, 9, "abc中文e\u0301f", "  ");
    check(0, 80, "abc中文e\u0301f", "  ");
}

static void
test_row_window__leaves_a_column_for_each_mark(void **state)
{
    (void)state;
    check(0, 8, "abc中文", " >");
    check(1, 8, "c中文e\u0301f", "< ");
    check(1, 7, "c中文", "<>");
}

static void
test_row_window__cuts_no_cluster(void **state)
{
    (void)state;
    /* Columns 0..4 and the mark: of the second sign only half is there. */
    check(0, 7, "abc中", " >");
    /* Begins in the middle of the first sign: a blank keeps the place. */
    check(3, 6, " 文e\u0301f", "< ");
    check(4, 5, "文e\u0301f", "< ");
}

static void
test_row_window__beyond_the_row_is_empty(void **state)
{
    (void)state;
    check(9, 10, "", "< ");
    check(100, 10, "", "< ");
}

static void
test_row_window__narrower_than_its_marks(void **state)
{
    (void)state;
    check(2, 2, "", "<>");
    check(2, 1, "", "<>");
    check(3, 1, "", "<>");
    check(3, 2, "", "<>");
    check(3, 0, "", "<>");
    check(0, 1, "", " >");
}

static void
test_row_window__gives_no_more_spans_than_there_is_room_for(void **state)
{
    struct span seen[1];
    struct window window = {0, 80, 1};

    (void)state;
    assert_int_equal(row_window(&row, &window, seen, NULL, NULL), 1);
    assert_int_equal(seen[0].bytes, 3);
    window.max = 0;
    assert_int_equal(row_window(&row, &window, seen, NULL, NULL), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_row_window__row_that_fits_is_whole),
        cmocka_unit_test(test_row_window__leaves_a_column_for_each_mark),
        cmocka_unit_test(test_row_window__cuts_no_cluster),
        cmocka_unit_test(test_row_window__beyond_the_row_is_empty),
        cmocka_unit_test(test_row_window__narrower_than_its_marks),
        cmocka_unit_test(
            test_row_window__gives_no_more_spans_than_there_is_room_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
