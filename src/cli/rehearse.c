/*
 * A talk, rehearsed: with the layout of the screen and the programs as they
 * would be run there, at the knobs' defaults.
 */
#include "cli/rehearse.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "build/launch.h"
#include "cli/compile.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/wait.h"
#include "report/report.h"
#include "ui/slide_frame.h"

struct tally {
    const struct rehearsal *rehearsal;
    size_t problems;
    size_t programs;
    struct rows *rows;          /* of the document that came last */
    const struct doc *doc;
    int columns;                /* that they were made for */
};

static void problem(struct tally *tally, const struct talk_slide *slide,
                    int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void
problem(struct tally *tally, const struct talk_slide *slide, int line,
        const char *format, ...)
{
    struct str text = STR_INIT;
    va_list args;

    str_add_format(&text, "lessons/%s.md:%d: slide %zu \"%s\": ",
                   slide->lesson->name, line, slide->number,
                   slide->slide->title);
    va_start(args, format);
    str_add_va(&text, format, args);
    va_end(args);
    str_add_char(&text, '\n');
    progress_end();
    out_add(tally->rehearsal->out, str_text(&text));
    out_flush(tally->rehearsal->out);
    str_release(&text);
    tally->problems++;
}

static const struct rows *
rows_for(struct tally *tally, const struct doc *doc, int columns)
{
    if (tally->doc != doc || tally->columns != columns) {
        rows_free(tally->rows);
        tally->rows = rows_new(doc, columns);
        tally->doc = doc;
        tally->columns = columns;
    }
    return tally->rows;
}

static void
check_fit(struct tally *tally, const struct talk_slide *slide)
{
    const struct rehearsal *all = tally->rehearsal;
    struct slide_frame frame = slide_frame_for(
        all->lines, all->columns,
        slide->shown == NO_EXERCISE ? FRAME_NO_PANE : FRAME_IDLE_PANE, 0);
    const struct rows *rows = rows_for(tally, slide->doc, frame.columns);
    size_t first, count;
    const struct row *widest = NULL;

    count = slide_rows(slide->slide, rows, slide->slide->npauses, &first);
    for (size_t i = first; i < first + count; i++)
        if (!widest || rows_at(rows, i)->columns > widest->columns)
            widest = rows_at(rows, i);
    if (count > (size_t)frame.text.height)
        problem(tally, slide, slide->slide->line,
                "%zu lines, %d fit at %dx%d", count, frame.text.height,
                all->columns, all->lines);
    if (widest && widest->columns > frame.text.width)
        problem(tally, slide, widest->line,
                "%d columns wide, %d fit at %dx%d", widest->columns,
                frame.text.width, all->columns, all->lines);
}

/* One that spins may still come to an end. */
static bool
never_ends(const struct run *run)
{
    return run->hang.kind == HANG_DEADLOCK || run->hang.kind == HANG_WAITING;
}

/* Until it is over, or never can be, or somebody has enough. */
static int
follow(struct runner *runner, const struct run *run)
{
    int status = EXIT_FINE;

    while (runner_dispatch(runner) == 0) {
        if (never_ends(run))
            runner_stop(runner);
        if (wait_for_runner(runner) != EXIT_FINE)
            status = EXIT_INTERRUPTED;
    }
    return status;
}

/* Some lessons are about a program that never ends. */
static bool
may_hang(const struct exercise *exercise)
{
    return exercise->plan.unsolved &
           (VERDICT_BIT(VERDICT_DEADLOCK) | VERDICT_BIT(VERDICT_STUCK));
}

static void
judge_run(struct tally *tally, const struct talk_slide *slide,
          const struct exercise *exercise, const struct run *run)
{
    struct str ending = STR_INIT;

    if (never_ends(run) && may_hang(exercise))
        return;
    report_ending(run, &ending);
    if (never_ends(run))
        problem(tally, slide, exercise->line, "%s never ends",
                exercise->name);
    else if (run->status == RUN_TIME_LIMIT)
        problem(tally, slide, exercise->line,
                "%s was still running after %g s", exercise->name,
                run->limit_seconds);
    else if (ending.len)
        problem(tally, slide, exercise->line, "%s %s", exercise->name,
                str_text(&ending));
    str_release(&ending);
}

static int
run_program(struct tally *tally, const struct talk_slide *slide,
            const struct exercise *exercise, const char *program)
{
    struct runner_spec spec = {
        .columns = tally->rehearsal->columns,
        .limit_seconds = tally->rehearsal->limit_seconds,
        .flags = RUNNER_LOOK,
    };
    struct run run = RUN_INIT;
    struct runner *runner = NULL;
    struct diag diag = DIAG_INIT;
    int status = EXIT_FINE;

    launch_describe(&run, exercise, RUN_MINE);
    run.program = mem_copy(program);
    progress_say("running %s ...", exercise->name);
    if (launch_start(tally->rehearsal->course, &spec, &run, &diag, &runner) <
        0) {
        progress_end();
        status = complain_diag(EXIT_MISSING, exercise->name, &diag);
    } else {
        status = follow(runner, &run);
        runner_free(runner);
        progress_end();
    }
    if (status == EXIT_FINE)
        judge_run(tally, slide, exercise, &run);
    run_release(&run);
    return status;
}

static int
try_program(struct tally *tally, const struct talk_slide *slide,
            const struct exercise *exercise)
{
    struct builder_spec spec = {
        .course = tally->rehearsal->course,
        .exercise = exercise,
        .source = RUN_MINE,
    };
    struct build build = BUILD_INIT;
    int status = compile(&spec, &build);

    tally->programs++;
    if (status == EXIT_FINE)
        status = run_program(tally, slide, exercise, build.program);
    else if (status == EXIT_FAILED)
        problem(tally, slide, exercise->line, "%s does not build",
                exercise->name);
    build_release(&build);
    return status == EXIT_FAILED ? EXIT_FINE : status;
}

static int
check_slide(struct tally *tally, const struct talk_slide *slide)
{
    int status = EXIT_FINE;

    check_fit(tally, slide);
    for (size_t i = 0; i < slide->nexercises && status == EXIT_FINE; i++)
        status = try_program(tally, slide,
                             course_exercise(tally->rehearsal->course,
                                             slide->first_exercise + i));
    return status;
}

static void
add_count(struct str *text, size_t count, const char *what)
{
    str_add_format(text, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

static void
say_total(const struct tally *tally, size_t slides)
{
    const struct rehearsal *all = tally->rehearsal;
    struct str text = STR_INIT;

    add_count(&text, slides, "slide");
    str_add(&text, ", ");
    add_count(&text, tally->programs, "program");
    str_add_format(&text, " at %dx%d: ", all->columns, all->lines);
    if (tally->problems)
        add_count(&text, tally->problems, "problem");
    else
        str_add(&text, "all is well");
    str_add_char(&text, '\n');
    out_add(all->out, str_text(&text));
    str_release(&text);
}

int
rehearse(const struct rehearsal *rehearsal)
{
    struct tally tally = {
        .rehearsal = rehearsal,
        .problems = rehearsal->problems,
    };
    size_t count = talk_count(rehearsal->talk);
    int status = EXIT_FINE;

    for (size_t i = 0; i < count && status == EXIT_FINE; i++)
        status = check_slide(&tally, talk_at(rehearsal->talk, i));
    rows_free(tally.rows);
    if (status != EXIT_FINE)
        return status;
    say_total(&tally, count);
    return tally.problems ? EXIT_FAILED : EXIT_FINE;
}
