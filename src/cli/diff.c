/* What the learner changed, or how the solution differs from it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/diff_text.h"
#include "cli/markdown.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/workbook.h"
#include "course/copy.h"

#define FILE_MAX ((size_t)4 * 1024 * 1024)
#define TWO_COLUMNS 100

/* Two files of the exercise. */
struct pair {
    const char *left, *right;
    bool columns;               /* rather side by side */
};

static int
add_diff(struct out *out, const struct course *course,
         const struct pair *pair)
{
    const char *left = course_shown(course, pair->left);
    const char *right = course_shown(course, pair->right);
    char *a = NULL, *b = NULL;
    size_t alen, blen;
    struct diff diff;
    int err = file_read(pair->left, FILE_MAX, &a, &alen);

    if (err < 0)
        return complain(EXIT_MISSING, left, "%s", strerror(-err));
    err = file_read(pair->right, FILE_MAX, &b, &blen);
    if (err < 0) {
        free(a);
        return complain(EXIT_MISSING, right, "%s", strerror(-err));
    }
    diff_init(&diff, a, alen, b, blen);
    if (!diff.nchanges)
        out_format(out, "%s is, byte for byte, %s.\n", right, left);
    else if (pair->columns)
        diff_add_columns(out, &diff, left, right);
    else
        diff_add_unified(out, &diff, left, right);
    diff_release(&diff);
    free(a);
    free(b);
    return EXIT_FINE;
}

static int
against_start(struct out *out, const struct course *course,
              const struct exercise *exercise)
{
    const struct pair pair = {exercise->start, exercise->own, false};

    if (copy_start_changed(course, exercise) == 1)
        out_format(out, "The start file has changed since your copy was "
                        "made: not all of this is yours.\n"
                        "'racecourse reset %s' begins with the one of today, "
                        "and keeps your copy.\n\n",
                   exercise->name);
    return add_diff(out, course, &pair);
}

static int
against_solution(struct out *out, const struct workbook *workbook,
                 const struct exercise *exercise)
{
    const struct pair pair = {
        .left = exercise->own,
        .right = exercise->solution,
        .columns = out->terminal && out->columns >= TWO_COLUMNS,
    };
    int status;

    if (!exercise->solution)
        return complain(EXIT_USAGE, exercise->name,
                        "is a demonstration; it has no solution");
    if (!journal_checked(workbook->journal, exercise->name)->passed)
        return complain(EXIT_FAILED, exercise->name,
                        "its solution is shown once yours has passed; "
                        "'racecourse check %s' checks it", exercise->name);
    status = add_diff(out, workbook->course, &pair);
    if (status == EXIT_FINE && exercise->why) {
        out_add(out, "\n");
        markdown_add_text(out, exercise->why);
    }
    return status;
}

static int
show(const struct args *args, const struct workbook *workbook)
{
    static struct out out;
    const struct exercise *exercise =
        workbook_exercise(workbook, args->words[0]);
    int status;

    if (!exercise)
        return EXIT_USAGE;
    out_init(&out);
    if (!file_exists(exercise->own)) {
        out_format(&out, "You have no copy of %s so far; e in its lesson "
                         "makes one.\n", exercise->name);
        status = EXIT_FINE;
    } else if (args_has(args, OPTION_SOLUTION)) {
        status = against_solution(&out, workbook, exercise);
    } else {
        status = against_start(&out, workbook->course, exercise);
    }
    return out_end(&out, status);
}

int
command_diff(const struct args *args)
{
    return workbook_do(args, "diff", show);
}
