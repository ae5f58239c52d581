/* How far an exercise is, as a sign and in words. */
#ifndef REPORT_STANDING_H
#define REPORT_STANDING_H

#include <stdint.h>

#include "base/str.h"
#include "course/standing.h"

/* One column; what is not right has one sign, whoever found it, and each
 * other kind has its own, also in ASCII. */
const char *standing_sign(enum standing_kind kind);

/* What the sign means, for a legend. */
const char *standing_means(enum standing_kind kind);

/*
 * "right by luck, 2 attempts, 5 min ago", "3 attempts, passed yesterday".
 * `now` is in seconds since 1970.  Appends to ret_text.
 */
void report_standing(const struct standing *standing, int64_t now,
                     struct str *ret_text);

/*
 * What is worth saying where there is room for little, behind a name and a
 * colon: "right by luck"; "" where the sign says all.
 */
void report_standing_brief(const struct standing *standing,
                           struct str *ret_text);

/* A list of a course's exercises; all of it is borrowed. */
struct list_spec {
    const struct course *course;
    const struct journal *journal;
    struct standings *standings; /* of both */
    int64_t now;                /* seconds since 1970 */
};

/* One JSON object with a "version"; racecourse(1) describes its fields. */
void report_list_json(const struct list_spec *list, struct str *ret_text);

#endif
