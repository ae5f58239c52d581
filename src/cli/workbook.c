/* Opens the course and the journal, and says on stderr what is wrong. */
#include "cli/workbook.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/place.h"
#include "cli/say.h"

int
workbook_open(const struct args *args, struct workbook *workbook)
{
    const char *named = args->values[OPTION_COURSE];
    char *root = place_course(args);
    char *work, *journal;
    int err;

    if (named && !*named) {
        free(root);
        return complain(EXIT_USAGE, "--course",
                        "needs the name of a folder, which is empty here");
    }
    if (!root)
        return complain(EXIT_MISSING, "course",
                        "there is none here; name one with --course DIR");
    work = place_work(root);
    err = (workbook->brief ? course_open_brief : course_open)(
        root, work, &workbook->diags, &workbook->course);
    if (!err) {
        journal = place_journal(root);
        workbook->journal = journal_open(journal);
        free(journal);
    } else if (workbook->diags.count) {
        complain_diag(0, "course",
                      &workbook->diags.items[workbook->diags.count - 1]);
    } else {
        complain(0, root, "%s", strerror(-err));
    }
    free(work);
    free(root);
    return err ? EXIT_MISSING : EXIT_FINE;
}

void
workbook_close(struct workbook *workbook)
{
    journal_free(workbook->journal);
    course_free(workbook->course);
    diags_release(&workbook->diags);
    *workbook = (struct workbook)WORKBOOK_INIT;
}

void
workbook_complain(const struct workbook *workbook, const char *file)
{
    for (size_t i = 0; i < workbook->diags.count; i++) {
        const struct diag *diag = &workbook->diags.items[i];

        if (!file || strcmp(path_name(diag->file), path_name(file)) == 0)
            complain_diag(0, NULL, diag);
    }
}

int
workbook_do(const struct args *args, const char *name,
            int (*body)(const struct args *args,
                        const struct workbook *workbook))
{
    struct workbook workbook = WORKBOOK_INIT;
    int status;

    if (args->nwords == 0)
        return complain(EXIT_USAGE, name,
                        "which exercise?  racecourse list names them");
    status = workbook_open(args, &workbook);
    if (status == EXIT_FINE)
        status = body(args, &workbook);
    workbook_close(&workbook);
    return status;
}

const struct exercise *
workbook_exercise(const struct workbook *workbook, const char *name)
{
    struct diag diag = DIAG_INIT;
    const struct exercise *exercise =
        course_find_exercise(workbook->course, name, &diag);

    if (!exercise)
        complain_diag(0, name, &diag);
    return exercise;
}

const struct lesson *
workbook_lesson(const struct workbook *workbook, const char *what)
{
    struct diag diag = DIAG_INIT;
    const struct lesson *lesson =
        course_find_lesson(workbook->course, what, &diag);

    if (!lesson)
        complain_diag(0, what, &diag);
    return lesson;
}

int
workbook_show(const struct ui_spec *spec)
{
    struct diag diag = DIAG_INIT;
    int err = ui_run(spec, &diag);

    if (err == -EINTR)
        return EXIT_INTERRUPTED;
    if (err < 0 && diag.text[0])
        return complain_diag(EXIT_MISSING, "terminal", &diag);
    if (err < 0)
        return complain(EXIT_MISSING, "terminal", "%s", strerror(-err));
    return EXIT_FINE;
}
