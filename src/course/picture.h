/*
 * What an exercise's [picture] asks for: which results of a run are drawn,
 * and how.  What they come to is not known here.
 */
#ifndef COURSE_PICTURE_H
#define COURSE_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#define PICTURE_BARS 16         /* results that have a bar, at most */
#define PICTURE_CURVES 4
#define PICTURE_MODELS 2
#define PICTURE_WORD 24         /* bytes of a unit or an axis's name */
#define PICTURE_SAYS 8

enum picture_kind { PICTURE_NONE, PICTURE_OF_BARS, PICTURE_OF_CURVES };

/* A sentence that stands under the picture where its condition holds. */
struct picture_say {
    char *text;
    char *condition;            /* condition.h */
};

struct picture {
    enum picture_kind kind;
    char **names;               /* results; of a curve what stands before
                                 * "_10", where 10 is where it was */
    size_t nnames;
    bool begins[PICTURE_BARS];  /* bars that begin a further group: what is
                                 * compared are those of a group */
    char **models;              /* curves to compare with, drawn dotted */
    size_t nmodels;
    char *unit;                 /* of what is drawn, or NULL */
    char *x;                    /* what the whole numbers are, or NULL */
    bool log_x, log_y;          /* logarithmic axes */
    struct picture_say *says;
    size_t nsays;
};

/* Ends what it owns. */
void picture_release(struct picture *picture);

#endif
