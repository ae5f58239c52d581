/* A talk, rehearsed without anybody in the room. */
#ifndef CLI_REHEARSE_H
#define CLI_REHEARSE_H

#include "cli/out.h"
#include "course/talk.h"

struct rehearsal {
    const struct course *course;
    const struct talk *talk;
    int lines, columns;         /* of the screen that it will be given on */
    double limit_seconds;       /* that a program may take */
    size_t problems;            /* that were found, and printed, before */
    struct out *out;
};

/*
 * Lay out each slide, build and run each program once, and print a line for
 * whatever would go wrong.  Returns an exit status: EXIT_FAILED where a line
 * was printed.
 */
int rehearse(const struct rehearsal *rehearsal);

#endif
