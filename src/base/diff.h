/*
 * How two texts differ, line by line, as rows in which what belongs together
 * stands side by side.  Borrows both texts.
 */
#ifndef BASE_DIFF_H
#define BASE_DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct diff_line {
    const char *text;           /* without its newline */
    size_t len;
    uint64_t hash;
    bool ended;                 /* by a newline */
};

struct diff_side {
    struct diff_line *lines;
    size_t count;
};

enum diff_kind {
    DIFF_SAME,
    DIFF_CHANGED,               /* both are there, and differ */
    DIFF_LEFT,                  /* there is no right one */
    DIFF_RIGHT,                 /* there is no left one */
};

struct diff_row {
    enum diff_kind kind;
    size_t left, right;         /* indices of lines; of what is not there, the
                                   next one's */
};

struct diff {
    struct diff_side left, right;
    struct diff_row *rows;
    size_t nrows;
    size_t nchanges;            /* rows that are not DIFF_SAME */
};

/* Always succeeds; diff_release() ends it. */
void diff_init(struct diff *diff, const char *left, size_t left_len,
               const char *right, size_t right_len);
void diff_release(struct diff *diff);

/*
 * The next stretch of rows with changes and up to `context` unchanged ones
 * around them: rows[*at..*ret_end), from row *at on.  Moves *at to its first
 * row; false where there is none any more.
 */
bool diff_hunk(const struct diff *diff, size_t context, size_t *at,
               size_t *ret_end);

#endif
