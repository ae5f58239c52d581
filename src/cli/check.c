/* Checks the learner's files, or one file. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "check/check.h"
#include "cli/command.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/wait.h"
#include "cli/workbook.h"
#include "report/verdict.h"

/* One call of the command. */
struct job {
    const struct args *args;
    const struct workbook *workbook;
    struct out *out;
    struct findings *findings;    /* all that came to a verdict */
    size_t nfindings;
};

static int
climb(struct check *check, const char *name)
{
    struct diag diag = DIAG_INIT;
    int result;

    while ((result = check_dispatch(check, &diag)) == 0) {
        int ready = wait_for(check_fd(check), -1);

        if (ready < 0 || ready & WAIT_SIGNAL)
            return EXIT_INTERRUPTED;
    }
    return result < 0 ? complain_diag(EXIT_MISSING, name, &diag) : EXIT_FINE;
}

static size_t
count(const struct job *job, enum verdict verdict)
{
    size_t number = 0;

    for (size_t i = 0; i < job->nfindings; i++)
        number += job->findings[i].verdict == verdict;
    return number;
}

static void
report(struct job *job, const struct findings *findings)
{
    struct str text = STR_INIT;

    if (job->nfindings > 1)
        str_add_char(&text, '\n');
    verdict_plain(findings, job->out->columns, &text);
    out_add_n(job->out, str_text(&text), text.len);
    out_flush(job->out);
    str_release(&text);
}

/* It is the job's from now on. */
static void
keep(struct job *job, const struct findings *findings)
{
    job->findings = mem_resize(job->findings, job->nfindings + 1,
                              sizeof *job->findings);
    job->findings[job->nfindings++] = *findings;
    if (!args_has(job->args, OPTION_JSON))
        report(job, findings);
}

static int
check_one(struct job *job, const struct exercise *exercise)
{
    struct check_spec spec = {
        .course = job->workbook->course,
        .exercise = exercise,
        .file = job->args->values[OPTION_FILE],
        .untimed = args_has(job->args, OPTION_UNTIMED),
    };
    struct findings findings = FINDINGS_INIT;
    struct diag diag = DIAG_INIT;
    struct check *check;
    int status;

    if (check_start(&spec, &findings, &diag, &check) < 0)
        return complain_diag(EXIT_MISSING, exercise->name, &diag);
    status = climb(check, exercise->name);
    check_free(check);
    if (status == EXIT_FINE)
        keep(job, &findings);
    else
        findings_release(&findings);
    return status;
}

static int
check_named(struct job *job)
{
    int status = EXIT_FINE;

    for (size_t i = 0; i < job->args->nwords && status == EXIT_FINE; i++) {
        const struct exercise *exercise =
            workbook_exercise(job->workbook, job->args->words[i]);

        if (!exercise)
            return EXIT_USAGE;
        if (exercise->demonstration)
            return complain(EXIT_USAGE, exercise->name,
                            "is a demonstration; there is nothing to check");
        status = check_one(job, exercise);
    }
    return status;
}

static int
check_all(struct job *job)
{
    const struct course *course = job->workbook->course;
    int status = EXIT_FINE;

    for (size_t i = 0;
         i < course_exercise_count(course) && status == EXIT_FINE; i++) {
        const struct exercise *exercise = course_exercise(course, i);

        if (!exercise->demonstration)
            status = check_one(job, exercise);
    }
    return status;
}

static int
end_report(struct job *job, int status)
{
    size_t unfindings = count(job, VERDICT_NOT_CHECKED);
    struct str text = STR_INIT;

    if (args_has(job->args, OPTION_JSON)) {
        verdict_json(job->findings, job->nfindings, &text);
        /* JSON is UTF-8 whatever the locale says. */
        job->out->ascii = false;
        out_add_n(job->out, str_text(&text), text.len);
        str_release(&text);
    }
    if (status == EXIT_FINE &&
        count(job, VERDICT_PASSED) + unfindings < job->nfindings)
        status = EXIT_FAILED;
    else if (status == EXIT_FINE && unfindings)
        status = EXIT_MISSING;
    return out_end(job->out, status);
}

static int
check_usage(const struct args *args)
{
    if (args_has(args, OPTION_FILE) && args->nwords != 1)
        return complain(EXIT_USAGE, "--file",
                        "a file is checked as one exercise: which one?");
    return EXIT_FINE;
}

int
command_check(const struct args *args)
{
    static struct out out;
    struct workbook workbook = WORKBOOK_INIT;
    struct job job = {.args = args, .workbook = &workbook, .out = &out};
    int status = check_usage(args);

    if (status == EXIT_FINE && waits_begin() < 0)
        status = complain(EXIT_MISSING, "check", "%s", strerror(errno));
    if (status == EXIT_FINE)
        status = workbook_open(args, &workbook);
    if (status == EXIT_FINE) {
        out_init(&out);
        status = args->nwords ? check_named(&job) : check_all(&job);
        status = end_report(&job, status);
    }
    while (job.nfindings)
        findings_release(&job.findings[--job.nfindings]);
    free(job.findings);
    workbook_close(&workbook);
    return status;
}
