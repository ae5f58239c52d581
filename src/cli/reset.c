/* Begins the learner's own copy anew, or takes that back. */
#include <stdlib.h>

#include "cli/command.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/workbook.h"
#include "course/backup.h"

static int
reset(struct out *out, const struct course *course,
      const struct exercise *exercise)
{
    struct diag diag = DIAG_INIT;
    char *backup;
    int done = backup_reset(course, exercise, &diag, &backup);

    if (done < 0)
        return complain_diag(EXIT_MISSING, exercise->name, &diag);
    if (!done) {
        out_format(out, "There is nothing to reset: you have no copy of %s "
                        "that differs from its start file.\n",
                   exercise->name);
        return EXIT_FINE;
    }
    out_format(out, "%s is the start file again.\n"
                    "What it was is in %s;\n"
                    "'racecourse reset --undo %s' brings it back.\n",
               exercise->own, backup, exercise->name);
    free(backup);
    return EXIT_FINE;
}

static int
undo(struct out *out, const struct course *course,
     const struct exercise *exercise)
{
    struct diag diag = DIAG_INIT;
    int done = backup_undo(course, exercise, &diag);

    if (done < 0)
        return complain_diag(EXIT_MISSING, exercise->name, &diag);
    if (done)
        out_format(out, "%s is what it was before; the same once more takes "
                        "that back.\n", exercise->own);
    else
        out_format(out, "There is nothing to undo: %s has no backup.\n",
                   exercise->own);
    return EXIT_FINE;
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
    status = args_has(args, OPTION_UNDO)
                 ? undo(&out, workbook->course, exercise)
                 : reset(&out, workbook->course, exercise);
    return out_end(&out, status);
}

int
command_reset(const struct args *args)
{
    return workbook_do(args, "reset", show);
}
