#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diff.h"
#include "base/mem.h"
#include "base/str.h"

/* "=a -b +c ~d/e", row by row. */
static char *
picture(const struct diff *diff)
{
    struct str str = STR_INIT;

    for (size_t i = 0; i < diff->nrows; i++) {
        const struct diff_row *row = &diff->rows[i];

        str_add_char(&str, "=~-+"[row->kind]);
        if (row->kind != DIFF_RIGHT)
            str_add_n(&str, diff->left.lines[row->left].text,
                      diff->left.lines[row->left].len);
        if (row->kind == DIFF_CHANGED)
            str_add_char(&str, '/');
        if (row->kind == DIFF_CHANGED || row->kind == DIFF_RIGHT)
            str_add_n(&str, diff->right.lines[row->right].text,
                      diff->right.lines[row->right].len);
        str_add_char(&str, ' ');
    }
    return str_detach(&str);
}

static void
expect(const char *left, const char *right, const char *rows)
{
    struct diff diff;
    char *told;

    diff_init(&diff, left, strlen(left), right, strlen(right));
    told = picture(&diff);
    assert_string_equal(told, rows);
    free(told);
    diff_release(&diff);
}

static void
test_diff__puts_what_belongs_together_side_by_side(void **state)
{
    (void)state;
    expect("", "", "");
    expect("a\nb\n", "a\nb\n", "=a =b ");
    expect("", "a\n", "+a ");
    expect("a\n", "", "-a ");
    expect("a\nb\nc\n", "a\nx\nc\n", "=a ~b/x =c ");
    expect("a\nc\n", "a\nlock\nc\nunlock\n", "=a +lock =c +unlock ");
    expect("a\nb\nc\n", "x\n", "~a/x -b -c ");
    expect("a\nb\na\nb\n", "b\na\nb\na\n", "-a =b =a =b +a ");
}

static void
test_diff__tells_an_end_without_a_newline(void **state)
{
    (void)state;
    expect("a\nb", "a\nb", "=a =b ");
    expect("a\nb", "a\nb\n", "=a ~b/b ");
    expect("\n", "", "- ");
}

/* As long as the longest common subsequence, by the textbook's table. */
static size_t
common(const char *left, const char *right)
{
    size_t n = strlen(left), m = strlen(right);
    size_t *table = mem_new((n + 1) * (m + 1) * sizeof *table);
    size_t longest;

    for (size_t i = 1; i <= n; i++)
        for (size_t k = 1; k <= m; k++) {
            size_t up = table[(i - 1) * (m + 1) + k];
            size_t back = table[i * (m + 1) + k - 1];

            table[i * (m + 1) + k] =
                left[i - 1] == right[k - 1]
                    ? table[(i - 1) * (m + 1) + k - 1] + 1
                : up > back ? up
                            : back;
        }
    longest = table[n * (m + 1) + m];
    free(table);
    return longest;
}

static char *
lines_of(const char *letters)
{
    struct str str = STR_INIT;

    for (; *letters; letters++)
        str_add_format(&str, "%c\n", *letters);
    return str_detach(&str);
}

/* The rows spell both texts, in order, and keep as much as possible. */
static void
compare_letters(const char *left, const char *right)
{
    char *a = lines_of(left), *b = lines_of(right);
    size_t same = 0, x = 0, y = 0;
    struct diff diff;

    diff_init(&diff, a ? a : "", strlen(left) * 2, b ? b : "",
              strlen(right) * 2);
    for (size_t i = 0; i < diff.nrows; i++) {
        const struct diff_row *row = &diff.rows[i];

        assert_int_equal(row->left, x);
        assert_int_equal(row->right, y);
        if (row->kind == DIFF_SAME)
            assert_int_equal(left[x], right[y]);
        same += row->kind == DIFF_SAME;
        x += row->kind != DIFF_RIGHT;
        y += row->kind != DIFF_LEFT;
    }
    assert_int_equal(x, strlen(left));
    assert_int_equal(y, strlen(right));
    assert_int_equal(same, common(left, right));
    assert_int_equal(diff.nchanges, diff.nrows - same);
    diff_release(&diff);
    free(a);
    free(b);
}

static void
test_diff__changes_as_little_as_can_be(void **state)
{
    char left[41], right[41];
    uint64_t chance = 1;

    (void)state;
    compare_letters("abcabba", "cbabac");
    for (int round = 0; round < 3000; round++) {
        char *texts[] = {left, right};

        for (int side = 0; side < 2; side++) {
            size_t len;

            chance = chance * 6364136223846793005U + 1442695040888963407U;
            len = (size_t)(chance >> 33) % 40;
            for (size_t i = 0; i < len; i++) {
                chance = chance * 6364136223846793005U + 1442695040888963407U;
                texts[side][i] = (char)('a' + (chance >> 33) % 4);
            }
            texts[side][len] = '\0';
        }
        compare_letters(left, right);
    }
}

static void
test_diff__gives_up_on_texts_with_little_in_common(void **state)
{
    struct str left = STR_INIT, right = STR_INIT;
    struct diff diff;

    (void)state;
    str_add(&left, "first\n");
    str_add(&right, "first\n");
    for (int i = 0; i < 3000; i++) {
        str_add_format(&left, "l%d\n", i);
        str_add_format(&right, "r%d\n", i);
    }
    diff_init(&diff, str_text(&left), left.len, str_text(&right), right.len);
    assert_int_equal(diff.nrows, 3001);
    assert_int_equal(diff.nchanges, 3000);
    diff_release(&diff);
    str_release(&left);
    str_release(&right);
}

static void
expect_hunk(const struct diff *diff, size_t *at, size_t first, size_t end)
{
    size_t found;

    assert_true(diff_hunk(diff, 1, at, &found));
    assert_int_equal(*at, first);
    assert_int_equal(found, end);
    *at = found;
}

static void
test_diff__hunks_have_their_surroundings(void **state)
{
    const char left[] = "a\nb\nc\nd\ne\nf\ng\n", right[] = "X\nb\nc\nY\ne\nf\ng\nZ\n";
    struct diff diff;
    size_t at = 0, end;

    (void)state;
    diff_init(&diff, left, sizeof left - 1, right, sizeof right - 1);
    expect_hunk(&diff, &at, 0, 5);      /* X b c Y e: two apart is near */
    expect_hunk(&diff, &at, 6, 8);      /* g Z */
    assert_false(diff_hunk(&diff, 1, &at, &end));
    diff_release(&diff);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_diff__puts_what_belongs_together_side_by_side),
        cmocka_unit_test(test_diff__tells_an_end_without_a_newline),
        cmocka_unit_test(test_diff__changes_as_little_as_can_be),
        cmocka_unit_test(test_diff__gives_up_on_texts_with_little_in_common),
        cmocka_unit_test(test_diff__hunks_have_their_surroundings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
