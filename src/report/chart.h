/*
 * The picture of a run as numbers: which bars and which curves there are,
 * what they came to so far, and what these numbers say in words.  Knows
 * nothing of how it is drawn.
 */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "course/picture.h"
#include "report/axis.h"
#include "run/run.h"

#define CHART_SERIES (PICTURE_CURVES + PICTURE_MODELS)

struct chart_bar {
    const char *name;           /* the picture's */
    size_t name_len;            /* without the unit at its end */
    bool begins;                /* a further group */
    char value[OUTPUT_VALUE];   /* as printed; "" for not yet */
    bool is_number;
    double number;
};

struct chart_point {
    double x, y;
};

struct chart_series {
    const char *name;           /* the picture's */
    bool model;
    struct chart_point *points; /* by x */
    size_t npoints;
    size_t left_out;            /* no numbers, or without a place */
};

struct chart {
    const struct picture *picture;
    struct chart_bar bars[PICTURE_BARS];
    size_t nbars;
    struct chart_series series[CHART_SERIES]; /* models last */
    size_t nseries;
    struct range x, y;          /* of all that has a place */
    size_t values;              /* bars or points that there are */
    size_t wordy;               /* results that are no numbers: nan, inf */
    size_t unplaced;            /* points that a logarithmic axis cannot have:
                                 * zero, or less */
};

#define CHART_INIT {0}

/* What those results come to.  The picture is borrowed as long as the chart
 * is used; chart_release() ends what it owns. */
void chart_make(const struct picture *picture, const struct output *output,
                struct chart *ret_chart);
void chart_release(struct chart *chart);

/*
 * Of a picture that grows: widen the ranges to those of the chart before,
 * and leave room beyond where that is not enough, so that axes change now
 * and then, not with each point.
 */
void chart_grow(struct chart *chart, const struct chart *before);

/* Whether that result is drawn in the picture as it is printed, or as a
 * point of it. */
bool chart_draws(const struct picture *picture, const char *result);

/* Whether the unit is one of time, of which less is faster. */
bool chart_is_time(const struct picture *picture);

/*
 * The picture in words, without a full stop: "processes is 3.9 times as fast
 * as serial", "error falls from 0.1 at 10 to 0.001 at 100".  "" where there
 * is nothing to say.  Appends to ret_text.
 */
void chart_sentence(const struct chart *chart, struct str *ret_text);

/* What is not in the picture: "threads_ms was not printed", "1 result is no
 * number"; "" for nothing, and where nothing is drawn that was asked for.
 * Appends to ret_text. */
void chart_missing(const struct chart *chart, struct str *ret_text);

/* The author's own sentences that are true of a run that ended by itself,
 * with a blank between two; "" for none.  Appends to ret_text. */
void chart_says(const struct picture *picture, const struct run *run,
                struct str *ret_text);

#endif
