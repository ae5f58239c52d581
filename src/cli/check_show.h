/*
 * Checks as they are told on stdout: a report for each, in order; on a
 * terminal also the ladder while it is climbed, of several a line each.
 */
#ifndef CLI_CHECK_SHOW_H
#define CLI_CHECK_SHOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/checks.h"
#include "cli/region.h"

struct check_show {
    const struct checks *checks;
    struct out *out;
    bool quiet;                 /* tell nothing */
    size_t told;                /* how many of them */
    bool reported;              /* something was printed */
    bool live;                  /* there is a terminal */
    int64_t drawn;              /* clock_now() */
    struct region region;
};

void check_show_init(struct check_show *show, const struct checks *checks,
                     struct out *out);
/* Tell what is new; `context` is a struct check_show. */
void check_show_update(void *context);
/* Tell the rest. */
void check_show_end(struct check_show *show);

#endif
