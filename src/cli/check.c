/* Checks the learner's files, or one file. */
#include <stdlib.h>

#include "base/mem.h"
#include "cli/check_show.h"
#include "cli/check_watch.h"
#include "cli/checks.h"
#include "cli/command.h"
#include "cli/next.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/wait.h"
#include "cli/workbook.h"
#include "report/verdict.h"

/* Those that are named; 0 or an exit status. */
static int
choose_named(struct checks *checks, const struct args *args)
{
    for (size_t i = 0; i < args->nwords; i++) {
        const struct exercise *exercise =
            workbook_exercise(checks->workbook, args->words[i]);

        if (!exercise)
            return EXIT_USAGE;
        if (exercise->demonstration)
            return complain(EXIT_USAGE, exercise->name,
                            "is a demonstration; there is nothing to check");
        checks_add(checks, exercise);
    }
    return EXIT_FINE;
}

static void
choose_all(struct checks *checks)
{
    const struct course *course = checks->workbook->course;

    for (size_t i = 0; i < course_exercise_count(course); i++)
        if (!course_exercise(course, i)->demonstration)
            checks_add(checks, course_exercise(course, i));
}

static void
print_json(const struct checks *checks, struct out *out)
{
    struct findings *findings =
        mem_resize(NULL, checks->count + 1, sizeof *findings);
    size_t count = 0;
    struct str text = STR_INIT;

    for (size_t i = 0; i < checks->count; i++)
        if (checks->climbs[i].state == CLIMB_OVER)
            findings[count++] = checks->climbs[i].findings;
    verdict_json(findings, count, &text);
    /* JSON is UTF-8 whatever the locale says. */
    out->ascii = false;
    out_add_n(out, str_text(&text), text.len);
    str_release(&text);
    free(findings);
}

static int
check(struct checks *checks, const struct args *args)
{
    static struct out out;
    struct check_show show;
    int status;

    out_init(&out);
    check_show_init(&show, checks, &out);
    show.quiet = args_has(args, OPTION_JSON);
    status = checks_run(checks, check_show_update, &show);
    check_show_end(&show);
    if (args_has(args, OPTION_JSON))
        print_json(checks, &out);
    else if (status == EXIT_FINE && checks->count == 1 && !checks->file)
        next_add(&out, checks->workbook, checks->climbs[0].exercise,
                 checks->climbs[0].findings.verdict);
    if (status == EXIT_FINE)
        status = checks_status(checks);
    return out_end(&out, status);
}

static int
check_usage(const struct args *args)
{
    if (args_has(args, OPTION_FILE) && args->nwords != 1)
        return complain(EXIT_USAGE, "--file",
                        "a file is checked as one exercise: which one?");
    if (args_has(args, OPTION_WATCH) && args_has(args, OPTION_JSON))
        return complain(EXIT_USAGE, "--watch",
                        "has no end, so there is no report in JSON");
    return EXIT_FINE;
}

int
command_check(const struct args *args)
{
    struct workbook workbook = WORKBOOK_INIT;
    struct checks checks = CHECKS_INIT;
    int status = check_usage(args);

    if (status == EXIT_FINE)
        status = waits_begin("check");
    if (status == EXIT_FINE)
        status = workbook_open(args, &workbook);
    checks.workbook = &workbook;
    checks.file = args->values[OPTION_FILE];
    checks.untimed = args_has(args, OPTION_UNTIMED);
    if (status == EXIT_FINE && args->nwords)
        status = choose_named(&checks, args);
    else if (status == EXIT_FINE)
        choose_all(&checks);
    if (status == EXIT_FINE && args_has(args, OPTION_WATCH))
        status = check_watch(&checks);
    else if (status == EXIT_FINE)
        status = check(&checks, args);
    checks_release(&checks);
    workbook_close(&workbook);
    return status;
}
