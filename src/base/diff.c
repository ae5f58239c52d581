/*
 * Myers, "An O(ND) difference algorithm": of all ways from one text to the
 * other one with the fewest changes.  Step d keeps how far each diagonal was
 * reached with d changes; to find the way back, all steps are kept, which
 * takes d * d numbers.  Texts that have little in common are not worth that:
 * then all of the left is replaced by all of the right.
 */
#include "base/diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

#define CHANGES_MAX 1000

/* What is left of both sides without what they begin and end with alike. */
struct middle {
    const struct diff_line *left, *right;
    long nleft, nright;
    bool *gone;                 /* one for each of left */
    bool *come;                 /* one for each of right */
};

static void
split(const char *text, size_t len, struct diff_side *side)
{
    const char *end = text + len;
    size_t cap = 0;

    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *stop = newline ? newline : end;
        size_t bytes = (size_t)(stop - text);

        MEM_GROW(side->lines, side->count, cap);
        side->lines[side->count++] = (struct diff_line){
            .text = text,
            .len = bytes,
            .hash = hash_add(HASH_INIT, text, bytes),
            .ended = newline != NULL,
        };
        text = stop + 1;
    }
}

static bool
is_same(const struct diff_line *a, const struct diff_line *b)
{
    return a->hash == b->hash && a->len == b->len && a->ended == b->ended &&
           memcmp(a->text, b->text, a->len) == 0;
}

/* From (x, x - k) down the diagonal as far as lines are the same. */
static long
slide(const struct middle *middle, long x, long k)
{
    while (x < middle->nleft && x - k < middle->nright &&
           is_same(&middle->left[x], &middle->right[x - k]))
        x++;
    return x;
}

/* Whether diagonal k is reached best from above, by a line of the right. */
static bool
comes_from_above(const int *reached, long d, long k)
{
    return k == -d || (k != d && reached[k - 1] < reached[k + 1]);
}

/* `steps[d]` points to the middle of 2 * d + 3 numbers, by diagonal. */
static void
go_back(const struct middle *middle, int **steps, long d)
{
    long x = middle->nleft, y = middle->nright;

    for (; d > 0; d--) {
        const int *reached = steps[d - 1];
        long k = x - y;
        bool above = comes_from_above(reached, d, k);
        long before = above ? k + 1 : k - 1;

        x = reached[before];
        y = x - before;
        if (above)
            middle->come[y] = true;
        else
            middle->gone[x] = true;
    }
}

static int *
new_step(long d)
{
    int *step = mem_new((size_t)(2 * d + 3) * sizeof *step);

    return step + d + 1;
}

/* Step d out of the one before; true where the end is reached. */
static bool
take_step(const struct middle *middle, int **steps, long d)
{
    steps[d] = new_step(d);
    for (long k = -d; k <= d; k += 2) {
        long x = 0;

        if (d > 0)
            x = comes_from_above(steps[d - 1], d, k)
                    ? steps[d - 1][k + 1]
                    : steps[d - 1][k - 1] + 1;
        /* Beyond an edge nothing is reached, and nothing goes on there. */
        if (x <= middle->nleft && x - k <= middle->nright)
            x = slide(middle, x, k);
        steps[d][k] = (int)x;
        if (x >= middle->nleft && x - k >= middle->nright)
            return true;
    }
    return false;
}

static void
replace_all(const struct middle *middle)
{
    for (long i = 0; i < middle->nleft; i++)
        middle->gone[i] = true;
    for (long i = 0; i < middle->nright; i++)
        middle->come[i] = true;
}

static void
compare(const struct middle *middle)
{
    int **steps = mem_new((CHANGES_MAX + 1) * sizeof *steps);
    bool found = false;
    long d = 0;

    while (!found && d <= CHANGES_MAX)
        found = take_step(middle, steps, d++);
    if (found)
        go_back(middle, steps, d - 1);
    else
        replace_all(middle);
    while (d-- > 0)
        free(steps[d] - d - 1);
    free(steps);
}

static void
add_row(struct diff *diff, enum diff_kind kind, size_t left, size_t right)
{
    diff->rows[diff->nrows++] = (struct diff_row){kind, left, right};
    diff->nchanges += kind != DIFF_SAME;
}

/* What went and what came at the same place stands side by side. */
static void
add_rows(struct diff *diff, const bool *gone, const bool *come)
{
    size_t left = 0, right = 0;

    while (left < diff->left.count || right < diff->right.count) {
        bool goes = left < diff->left.count && gone[left];
        bool comes = right < diff->right.count && come[right];
        enum diff_kind kind = goes && comes ? DIFF_CHANGED
                              : goes        ? DIFF_LEFT
                              : comes       ? DIFF_RIGHT
                                            : DIFF_SAME;

        add_row(diff, kind, left, right);
        left += kind != DIFF_RIGHT;
        right += kind != DIFF_LEFT;
    }
}

void
diff_init(struct diff *diff, const char *left, size_t left_len,
          const char *right, size_t right_len)
{
    size_t first = 0, last = 0, least;
    struct middle middle;
    bool *gone, *come;

    *diff = (struct diff){0};
    split(left, left_len, &diff->left);
    split(right, right_len, &diff->right);
    least = diff->left.count < diff->right.count ? diff->left.count
                                                 : diff->right.count;
    gone = mem_new(diff->left.count + 1);
    come = mem_new(diff->right.count + 1);
    while (first < least &&
           is_same(&diff->left.lines[first], &diff->right.lines[first]))
        first++;
    while (last < least - first &&
           is_same(&diff->left.lines[diff->left.count - 1 - last],
                   &diff->right.lines[diff->right.count - 1 - last]))
        last++;
    middle = (struct middle){
        .left = diff->left.lines + first,
        .right = diff->right.lines + first,
        .nleft = (long)(diff->left.count - first - last),
        .nright = (long)(diff->right.count - first - last),
        .gone = gone + first,
        .come = come + first,
    };
    compare(&middle);
    diff->rows = mem_new((diff->left.count + diff->right.count + 1) *
                         sizeof *diff->rows);
    add_rows(diff, gone, come);
    free(gone);
    free(come);
}

void
diff_release(struct diff *diff)
{
    free(diff->left.lines);
    free(diff->right.lines);
    free(diff->rows);
    *diff = (struct diff){0};
}

bool
diff_hunk(const struct diff *diff, size_t context, size_t *at,
          size_t *ret_end)
{
    size_t first = *at, same = 0, end;

    while (first < diff->nrows && diff->rows[first].kind == DIFF_SAME)
        first++;
    if (first == diff->nrows)
        return false;
    for (end = first; end < diff->nrows && same <= 2 * context; end++)
        same = diff->rows[end].kind == DIFF_SAME ? same + 1 : 0;
    *ret_end = same > context ? end - (same - context) : end;
    *at = first - *at > context ? first - context : *at;
    return true;
}
