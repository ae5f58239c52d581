/*
 * How often which value came: from values to bins, whose edges a person can
 * read.  Knows nothing of runs.
 */
#ifndef REPORT_DISTRIBUTION_H
#define REPORT_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define DISTRIBUTION_BINS 24

struct bin {
    double from;
    double to;                  /* not part of it; `from` for one value */
    size_t count;
};

struct distribution {
    size_t count;               /* values; 0: all else means nothing */
    double min, median, max;
    size_t distinct;
    bool whole;                 /* each value is a whole number */
    bool single;                /* each bin is for one value */
    int decimals;               /* that the edges need */
    struct bin bins[DISTRIBUTION_BINS];
    size_t nbins;
};

/*
 * Sort finite values into `most` bins or fewer.  Where a few values come
 * again and again, or where they are whole and close together, each has a
 * bin of its own; else all bins are equally wide, 1, 2 or 5 times a power
 * of ten, and begin at a multiple of that.
 */
void distribution_make(const double *values, size_t count, size_t most,
                       struct distribution *ret_distribution);

/* The bin that holds such a value, or nbins. */
size_t distribution_bin(const struct distribution *distribution,
                        double value);

/* "3", "10..19", "0.5..1.0"; where `brief`, "10.." for the latter.  Appends
 * to ret_text. */
void distribution_label(const struct distribution *distribution, size_t bin,
                        bool brief, struct str *ret_text);

#endif
