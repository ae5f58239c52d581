/*
 * For authors: what is wrong with a course, a line each.  First what can be
 * read, then what its files say when they are built and checked.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/lint_run.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/wait.h"
#include "cli/workbook.h"
#include "course/lint.h"
#include "report/lint.h"

struct lint {
    const struct course *course;
    const struct exercise **exercises; /* that are looked at */
    size_t count;
    bool quick;                 /* nothing is built */
    bool quiet;                 /* all is told at the end */
    struct diags diags;
    size_t told;                /* of them */
    struct lint_totals totals;
    struct out *out;
};

/* Print what is new. */
static void
tell(struct lint *lint)
{
    char line[sizeof(struct diag) + 32];

    for (; lint->told < lint->diags.count && !lint->quiet; lint->told++)
        out_format(lint->out, "%s\n",
                   diag_format(&lint->diags.items[lint->told], line,
                               sizeof line));
    out_flush(lint->out);
}

/* ---- one exercise */

static int
build_file(struct lint *lint, const struct exercise *exercise,
           const char *path)
{
    int status;

    if (!path || !file_exists(path))
        return EXIT_FINE;
    status = lint_build(lint->course, exercise, path, &lint->diags);
    lint->totals.built++;
    tell(lint);
    return status;
}

static int
check_file(struct lint *lint, struct lint_check *check)
{
    int status = EXIT_FINE;

    if (!check->path || !file_exists(check->path) || !check->allowed)
        return EXIT_FINE;
    check->course = lint->course;
    status = lint_verdict(check, &lint->diags);
    lint->totals.checked++;
    tell(lint);
    return status;
}

/* All but to pass, where the lesson does not say what it should get. */
static unsigned
start_may_get(const struct exercise *exercise)
{
    unsigned all = VERDICT_BIT(VERDICT_COUNT) - 1;

    return exercise->plan.unsolved
               ? exercise->plan.unsolved
               : all & ~(VERDICT_BIT(VERDICT_PASSED) |
                         VERDICT_BIT(VERDICT_DOES_NOT_BUILD));
}

static int
check_own(struct lint *lint, const struct exercise *exercise)
{
    const struct lesson *lesson =
        course_lesson(lint->course, exercise->lesson);
    struct lint_check start = {
        .exercise = exercise,
        .path = exercise->start,
        .allowed = start_may_get(exercise),
        .who = "the start file",
        .shown = course_shown(lint->course, lesson->path),
        .line = exercise->line,
    };
    struct lint_check solution = start;
    int status;

    solution.path = exercise->solution;
    solution.allowed = VERDICT_BIT(VERDICT_PASSED);
    solution.who = "the solution";
    status = check_file(lint, &start);
    return status == EXIT_FINE ? check_file(lint, &solution) : status;
}

static int
try_variant(struct lint *lint, const struct exercise *exercise,
            const struct variant *variant)
{
    struct lint_check check = {
        .exercise = exercise,
        .path = variant->path,
        .allowed = variant->verdicts,
        .who = "it",
        .shown = variant->shown,
        .line = 1,
    };
    int status = build_file(lint, exercise, variant->path);

    return status == EXIT_FINE ? check_file(lint, &check) : status;
}

static int
try_all(struct lint *lint, const struct exercise *exercise,
        const struct variants *variants)
{
    int status = build_file(lint, exercise, exercise->start);

    if (status == EXIT_FINE)
        status = build_file(lint, exercise, exercise->solution);
    if (status == EXIT_FINE && !exercise->demonstration)
        status = check_own(lint, exercise);
    for (size_t i = 0; i < variants->count && status == EXIT_FINE; i++)
        status = try_variant(lint, exercise, &variants->items[i]);
    return status;
}

static int
lint_exercise(struct lint *lint, const struct exercise *exercise)
{
    struct variants variants = VARIANTS_INIT;
    int status = EXIT_FINE;

    lint_sources(lint->course, exercise, &lint->diags);
    variants_read(&variants, lint->course, exercise, &lint->diags);
    lint_hints(lint->course, exercise, &variants, &lint->diags);
    lint->totals.variants += variants.count;
    tell(lint);
    if (!lint->quick)
        status = try_all(lint, exercise, &variants);
    variants_release(&variants);
    return status;
}

/* ---- all of them */

static void
add_count(struct str *text, size_t count, const char *what)
{
    str_add_format(text, "%s%zu %s%s", text->len ? ", " : "", count, what,
                   count == 1 ? "" : "s");
}

static void
tell_total(struct lint *lint)
{
    struct str text = STR_INIT;

    add_count(&text, lint->totals.lessons, "lesson");
    add_count(&text, lint->totals.exercises, "exercise");
    add_count(&text, lint->totals.variants, "variant");
    if (!lint->quick)
        str_add_format(&text, ", %zu built, %zu checked", lint->totals.built,
                       lint->totals.checked);
    str_add(&text, ": ");
    if (lint->diags.count)
        str_add_format(&text, "%zu problem%s", lint->diags.count,
                       lint->diags.count == 1 ? "" : "s");
    else
        str_add(&text, "all is well");
    out_format(lint->out, "%s\n", str_text(&text));
    str_release(&text);
}

static int
end_lint(struct lint *lint)
{
    struct str text = STR_INIT;

    if (lint->quiet) {
        report_lint_json(&lint->diags, &lint->totals, &text);
        /* JSON is UTF-8 whatever the locale says. */
        lint->out->ascii = false;
        out_add_n(lint->out, str_text(&text), text.len);
        str_release(&text);
    } else {
        tell_total(lint);
    }
    return out_end(lint->out, lint->diags.count ? EXIT_FAILED : EXIT_FINE);
}

static int
lint_all(struct lint *lint, bool whole)
{
    static struct out out;
    int status = EXIT_FINE;

    out_init(&out);
    lint->out = &out;
    lint->totals.lessons = course_lesson_count(lint->course);
    lint->totals.exercises = lint->count;
    if (whole) {
        lint_course(lint->course, &lint->diags);
        lint_marks(lint->course, &lint->diags);
    }
    tell(lint);
    for (size_t i = 0; i < lint->count && status == EXIT_FINE; i++)
        status = lint_exercise(lint, lint->exercises[i]);
    return status == EXIT_FINE ? end_lint(lint) : out_end(&out, status);
}

static void
choose(struct lint *lint, const struct exercise *exercise)
{
    lint->exercises = mem_resize(lint->exercises, lint->count + 1,
                                 sizeof(struct exercise *));
    lint->exercises[lint->count++] = exercise;
}

/* The exercises that are named, or all of them. */
static int
choose_all(struct lint *lint, const struct workbook *workbook,
           const struct args *args)
{
    for (size_t i = 0; i < args->nwords; i++) {
        const struct exercise *exercise =
            workbook_exercise(workbook, args->words[i]);

        if (!exercise)
            return EXIT_USAGE;
        choose(lint, exercise);
    }
    for (size_t i = 0; !args->nwords &&
                       i < course_exercise_count(workbook->course); i++)
        choose(lint, course_exercise(workbook->course, i));
    return EXIT_FINE;
}

/* No exercise has a slash in its name. */
static bool
is_folder(const char *word)
{
    struct stat st;

    return strchr(word, '/') ||
           (stat(word, &st) == 0 && S_ISDIR(st.st_mode));
}

/* The first word may be a folder: that of a course. */
static void
take_folder(struct args *args)
{
    if (!args->nwords || !is_folder(args->words[0]))
        return;
    args->values[OPTION_COURSE] = args->words[0];
    args->words++;
    args->nwords--;
}

int
command_lint(const struct args *given)
{
    struct args args = *given;
    struct workbook workbook = WORKBOOK_INIT;
    struct lint lint = {.quick = args_has(given, OPTION_QUICK),
                        .quiet = args_has(given, OPTION_JSON)};
    int status = waits_begin("lint");

    take_folder(&args);
    if (status == EXIT_FINE)
        status = workbook_open(&args, &workbook);
    lint.course = workbook.course;
    if (status == EXIT_FINE)
        status = choose_all(&lint, &workbook, &args);
    if (status == EXIT_FINE) {
        lint.diags = workbook.diags;
        workbook.diags = (struct diags)DIAGS_INIT;
        status = lint_all(&lint, args.nwords == 0);
    }
    diags_release(&lint.diags);
    free(lint.exercises);
    workbook_close(&workbook);
    return status;
}
