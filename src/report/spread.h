/*
 * What many runs of one program came to: for each result how often which
 * value came, how long the runs took, how they ended.
 */
#ifndef REPORT_SPREAD_H
#define REPORT_SPREAD_H

#include <stdbool.h>
#include <stddef.h>

#include "check/series.h"
#include "report/distribution.h"

#define SPREAD_TEXTS 8          /* that are told apart */

/* Values that are no numbers: nan, a word, too many digits. */
struct spread_text {
    const char *text;           /* the series' */
    size_t count;
};

/* Of the runs that exited with 0. */
struct spread {
    const char *name;           /* the series' */
    const struct result *expected; /* the series'; NULL: nothing */
    bool seconds;               /* that is what they are */
    struct distribution numbers;
    struct spread_text texts[SPREAD_TEXTS];
    size_t ntexts;
    size_t more_texts;          /* values beyond these texts */
    size_t missing;             /* runs that did not print it */
};

/* Of a result, in `most` bins or fewer. */
void spread_of_result(const struct series *series, size_t result, size_t most,
                      struct spread *ret_spread);
/* Of the seconds that the runs took. */
void spread_of_seconds(const struct series *series, size_t most,
                       struct spread *ret_spread);

/*
 * Whether the exercise is about that result: it says what the result counts,
 * or what has to hold of it.  All are where it is about none of them.
 */
bool spread_is_main(const struct series *series, size_t result,
                    const struct exercise *exercise);

/* "smallest 3, median 5, largest 9, 4 different values", "3 each time", of
 * seconds "median 0.51 s, from 0.48 s to 0.66 s"; "" for no number.  Appends
 * to ret_text. */
void spread_sentence(const struct spread *spread, struct str *ret_text);

/* The bin that holds what is expected, or nbins. */
size_t spread_expected_bin(const struct spread *spread);

/*
 * How many runs were right, and how the others ended, a line each: "18 of
 * 20 runs are right", "2 runs crashed: signal 11, Segmentation fault".
 * Appends to ret_text.
 */
void spread_endings(const struct series *series, double limit_seconds,
                    struct str *ret_text);

/*
 * All of it as plain text in ASCII, `columns` wide.  `run` says what was run
 * and with what; `exercise` may be NULL.
 */
void spread_plain(const struct series *series, const struct run *run,
                  const struct exercise *exercise, int columns,
                  struct str *ret_text);

/* The same as one JSON object; `repeat` runs were asked for. */
void spread_json(const struct series *series, const struct run *run,
                 size_t repeat, struct str *ret_text);

#endif
