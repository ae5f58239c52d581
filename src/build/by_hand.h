/*
 * The command by which a reader builds a program by hand: a program's first
 * comment, or the one behind a comment on its verdict.
 */
#ifndef BUILD_BY_HAND_H
#define BUILD_BY_HAND_H

#include "base/diag.h"
#include "build/compiler.h"
#include "course/course.h"

struct by_hand_spec {
    const struct course *course;
    const char *text;           /* the source */
    const char *shown;          /* its path from the course's folder */
    const char *program;        /* built instead of what the command names */
};

/*
 * The command's words, to be run in the course's folder, with the archives
 * that are here.  0, or -EINVAL with a sentence where the comment is no such
 * command.
 */
int by_hand_words(const struct by_hand_spec *spec, struct diag *diag,
                  struct words *ret_words);

#endif
