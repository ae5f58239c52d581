/* A course, opened, with what the learner did in it. */
#ifndef CLI_WORKBOOK_H
#define CLI_WORKBOOK_H

#include <stdbool.h>

#include "base/diag.h"
#include "cli/args.h"
#include "course/course.h"
#include "course/journal.h"
#include "ui/ui.h"

struct workbook {
    struct course *course;
    struct journal *journal;
    struct diags diags;         /* what is malformed in the course */
    bool brief;                 /* set before: course_open_brief() */
};

#define WORKBOOK_INIT {0}

/* 0, or the exit status after it was said why not.  workbook_close() ends
 * it in both cases. */
int workbook_open(const struct args *args, struct workbook *workbook);
void workbook_close(struct workbook *workbook);

/* Say on stderr what is malformed in the course, or in that file of it. */
void workbook_complain(const struct workbook *workbook, const char *file);

/*
 * What a command does that is about one exercise, its first word: opens the
 * course, calls `body`, and returns its exit status.  `name` is the command's.
 */
int workbook_do(const struct args *args, const char *name,
                int (*body)(const struct args *args,
                            const struct workbook *workbook));

/* NULL: no such exercise or lesson, which was said. */
const struct exercise *workbook_exercise(const struct workbook *workbook,
                                         const char *name);
const struct lesson *workbook_lesson(const struct workbook *workbook,
                                     const char *what);

/* Show the screens until they are left.  The exit status; what is wrong
 * with the terminal was said. */
int workbook_show(const struct ui_spec *spec);

#endif
