/*
 * Two runs of an exercise side by side: their results, what each took, and
 * for a program and its twin how many times faster one is.  Texts, JSON and
 * the pane read it; none of them compares by itself.
 */
#ifndef REPORT_COMPARISON_H
#define REPORT_COMPARISON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "course/exercise.h"
#include "run/run.h"

#define COMPARISON_RESULTS 24   /* rows of them at most */

enum comparison_mark { MARK_NONE, MARK_RIGHT, MARK_WRONG, MARK_MISSING };

struct comparison_cell {
    char text[OUTPUT_VALUE];
    enum comparison_mark mark;  /* beside what that run expected */
};

struct comparison_row {
    char name[OUTPUT_NAME];
    bool figure;                /* of the run, no result of the program */
    struct comparison_cell left, right;
};

struct comparison_side {
    const struct run *run;      /* borrowed */
    bool content;               /* the exercise is, with its results */
    double work;                /* units that it did; 1: the run is one */
    double seconds;             /* for a unit */
};

struct comparison {
    const struct exercise *exercise; /* may be NULL */
    struct comparison_side left, right;
    const char *unit;           /* "step"; NULL: whole runs are compared */
    double times;               /* right's seconds / left's; 0: they cannot
                                 * be compared */
    bool too_short;             /* ... since one was over too soon */
    struct comparison_row *rows; /* results, then figures */
    size_t nrows;
    size_t more;                /* results without a row */
};

/*
 * Compare two runs of an exercise.  Where the right one is that of a twin the
 * times are, by [twin], those of one unit, if the two did not do as many.
 * comparison_release() ends what is in it, and nothing of exercise and runs,
 * which have to outlive it.
 */
void comparison_init(struct comparison *comparison,
                     const struct exercise *exercise, const struct run *left,
                     const struct run *right);
void comparison_release(struct comparison *comparison);

/*
 * For a program in C, left, and its twin in Python: how they ended where
 * that was not well, which is how many times faster, what Python did less
 * of, how many cores each kept busy.  Appends to ret_text.
 */
void comparison_sentence(const struct comparison *comparison,
                         struct str *ret_text);

/* Which program in C that is: "C", "C: start file", "C: yours". */
const char *comparison_head(const struct comparison *comparison);

/*
 * What one of them printed beside what it expected, in a sentence: "98715887
 * updates lost (49 %)"; "" where that takes more than one, or nothing was
 * expected.  Appends to ret_text.
 */
void comparison_outcome(const struct run *run,
                        const struct exercise *exercise,
                        struct str *ret_text);

/* The program's run as one JSON object, as report_json() makes it, with the
 * twin's and the comparison in it.  Appends to ret_text. */
void comparison_json(const struct comparison *comparison,
                     struct str *ret_text);

/* The rows as text under those heads, `columns` wide; appends. */
void comparison_table(const struct comparison *comparison, const char *left,
                      const char *right, int columns, struct str *ret_text);

#endif
