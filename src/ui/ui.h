/* The workbook on the terminal. */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "course/course.h"
#include "course/journal.h"
#include "course/talk.h"

struct ui_spec {
    const struct course *course;
    struct journal *journal;
    const char *lesson;         /* name of the lesson to begin at, or NULL:
                                 * where the journal says, or the contents */
    const struct talk *talk;    /* show these slides instead, or NULL; the
                                 * journal should be kept nowhere */
    const char *beacon;         /* prefix by which a talk and its notes find
                                 * each other (beacon.h), or NULL */
    bool notes;                 /* notes to the slides, not these */
    const struct diags *diags;  /* what is malformed, shown, may be NULL */
};

/*
 * Show the workbook until the user leaves it.  Takes over the terminal and
 * the signals that concern it, and gives both back, also when it crashes.
 * Returns 0; -EINTR where SIGTERM, SIGHUP or the end of the terminal ended
 * it; -errno with a sentence in diag where there is no usable terminal.
 */
int ui_run(const struct ui_spec *spec, struct diag *diag);

#endif
