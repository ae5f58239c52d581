/* The workbook itself. */
#include <unistd.h>

#include "base/mem.h"
#include "cli/command.h"
#include "cli/lean.h"
#include "cli/say.h"
#include "cli/workbook.h"
#include "ui/ui.h"

static int
show(const struct workbook *workbook, const char *lesson)
{
    struct ui_spec spec = {
        .course = workbook->course,
        .journal = workbook->journal,
        .lesson = lesson,
        .diags = &workbook->diags,
    };

    mem_trim();
    return workbook_show(&spec);
}

/* `what` is a lesson, or NULL for the place where it was left. */
static int
open_at(const struct args *args, const char *what)
{
    struct workbook workbook = {.brief = true};
    const struct lesson *lesson = NULL;
    int status;

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return complain(EXIT_MISSING, "terminal",
                        "the workbook needs one; `racecourse read LESSON` "
                        "does without");
    lean_begin(args->program);
    status = workbook_open(args, &workbook);
    if (status == EXIT_FINE && what) {
        lesson = workbook_lesson(&workbook, what);
        if (!lesson)
            status = EXIT_USAGE;
    }
    if (status == EXIT_FINE)
        status = show(&workbook, lesson ? lesson->name : NULL);
    workbook_close(&workbook);
    return status;
}

int
command_workbook(const struct args *args)
{
    return open_at(args, NULL);
}

int
command_open(const struct args *args)
{
    if (args->nwords == 0)
        return complain(EXIT_USAGE, "open",
                        "which lesson?  racecourse list names them");
    return open_at(args, args->words[0]);
}
