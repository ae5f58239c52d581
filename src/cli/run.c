/* Runs an exercise or any program, and reports. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"
#include "build/launch.h"
#include "check/outcome.h"
#include "cli/allow.h"
#include "cli/command.h"
#include "cli/compile.h"
#include "cli/follow.h"
#include "cli/out.h"
#include "cli/repeat.h"
#include "cli/say.h"
#include "cli/twin.h"
#include "cli/wait.h"
#include "cli/workbook.h"
#include "report/report.h"
#include "report/text.h"
#include "run/runner.h"

/* One call of the command. */
struct job {
    const struct args *args;
    const struct exercise *exercise; /* NULL for a program */
    const struct course *course;
    struct run run;
    struct runner_spec spec;
    struct out *out;
    struct follow follow;
    size_t repeat; /* runs that are wanted; 0: one, shown by itself */
    struct series series; /* ... what came of them */
};

static void
job_release(struct job *job)
{
    run_release(&job->run);
    series_release(&job->series);
}

static int
complain_knob(const struct exercise *exercise, const char *name)
{
    struct str names = STR_INIT;
    struct near near;
    int status;

    near_init(&near, name);
    for (size_t i = 0; i < exercise->nknobs; i++)
        near_offer(&near, exercise->knobs[i].name);
    if (near.name)
        return complain(EXIT_USAGE, name,
                        "%s has no such knob; did you mean %s?", exercise->name,
                        near.name);
    for (size_t i = 0; i < exercise->nknobs; i++)
        str_add_format(&names, "%s %s", i ? "," : "",
                       exercise->knobs[i].name);
    status = complain(EXIT_USAGE, name, "%s has no such knob; it has%s",
                      exercise->name, names.len ? str_text(&names) : " none");
    str_release(&names);
    return status;
}

/* "threads=4" */
static int
set_knob(struct job *job, const char *word)
{
    const struct exercise *exercise = job->exercise;
    size_t len = strcspn(word, "=");
    char *name = mem_copy_n(word, len);
    const struct knob *knob = exercise_knob(exercise, name);
    struct diag diag = DIAG_INIT;
    int status = EXIT_FINE;

    if (!word[len] && knob)
        status = complain(EXIT_USAGE, word,
                          "knobs are set as name=value, as in %s=%lld", name,
                          (long long)knob->value);
    else if (!len || !word[len])
        status = complain(EXIT_USAGE, word,
                          "is no knob; they are set as name=value");
    else if (!knob)
        status = complain_knob(exercise, name);
    else if (knob_parse(knob, word + len + 1,
                        &job->run.knobs[knob - exercise->knobs].value,
                        &diag) < 0)
        status = complain_diag(EXIT_USAGE, exercise->name, &diag);
    free(name);
    return status;
}

static int
set_knobs(struct job *job)
{
    int status = EXIT_FINE;

    for (size_t i = 1; i < job->args->nwords && status == EXIT_FINE; i++)
        status = set_knob(job, job->args->words[i]);
    return status;
}

/* A twin that is run many times is run alone. */
static enum run_source
source_of(const struct job *job)
{
    return args_has(job->args, OPTION_TWIN) && job->repeat ? RUN_TWIN
           : args_has(job->args, OPTION_SOLUTION)          ? RUN_SOLUTION
                                                           : RUN_MINE;
}

static int
check_source(const struct job *job)
{
    const char *name = job->exercise->name;

    if (job->run.source == RUN_SOLUTION && !job->exercise->solution)
        return complain(EXIT_USAGE, name,
                        "is a demonstration; it has no solution");
    if (!args_has(job->args, OPTION_TWIN))
        return EXIT_FINE;
    if (!job->exercise->twin)
        return complain(EXIT_USAGE, name, "has no twin in Python");
    return twin_find();
}

/* The program's path. */
static int
make_program(struct job *job)
{
    struct builder_spec spec = {
        .course = job->course,
        .exercise = job->exercise,
        .source = job->run.source,
        .variant = launch_variant(&job->run, job->exercise),
    };
    struct build build = BUILD_INIT;
    int status;

    if (job->run.source == RUN_TWIN) {
        launch_limit_twin(&job->run, job->exercise);
        job->run.program = mem_copy(job->exercise->twin);
        return EXIT_FINE;
    }
    status = compile(&spec, &build);
    if (status == EXIT_FINE)
        job->run.program = mem_copy(build.program);
    build_release(&build);
    return status;
}

static void
begin_output(struct job *job)
{
    static struct out out;

    out_init(&out);
    if (args_has(job->args, OPTION_PLAIN) || args_has(job->args, OPTION_JSON))
        out.terminal = out.colours = false;
    job->out = &out;
    job->follow = (struct follow){
        .out = &out,
        .live = out.terminal,
        .progress = !args_has(job->args, OPTION_PLAIN),
        .name = job->exercise ? job->exercise->name : job->run.program,
    };
}

static void
report(struct job *job)
{
    struct str text = STR_INIT;

    if (args_has(job->args, OPTION_JSON)) {
        report_json(&job->run, &text);
    } else if (job->follow.live) {
        str_add_char(&text, '\n');
        report_summary(&job->run, job->exercise, job->out->columns, &text);
    } else {
        report_plain(&job->run, job->exercise, job->out->columns, &text);
    }
    /* JSON is UTF-8 whatever the locale says. */
    if (args_has(job->args, OPTION_JSON))
        job->out->ascii = false;
    out_add_n(job->out, str_text(&text), text.len);
    str_release(&text);
}

static int
status_of(const struct run *run)
{
    if (run->status == RUN_STOPPED)
        return EXIT_INTERRUPTED;
    return run_is_fine(run) ? EXIT_FINE : EXIT_FAILED;
}

static int
execute(struct job *job)
{
    struct runner *runner = NULL;
    struct diag diag = DIAG_INIT;
    int status;

    begin_output(job);
    job->spec.flags = RUNNER_SAMPLE | RUNNER_LOOK;
    job->spec.columns = job->out->columns;
    if (launch_start(job->course, &job->spec, &job->run, &diag, &runner) < 0)
        return complain(EXIT_MISSING, job->run.program, "%s", diag.text);
    status = follow_run(&job->follow, runner, &job->run);
    runner_free(runner);
    report(job);
    if (status == EXIT_FINE)
        status = status_of(&job->run);
    return out_end(job->out, status);
}

static int
execute_beside_twin(struct job *job)
{
    begin_output(job);
    job->follow.impatient = true;
    job->spec.flags = RUNNER_SAMPLE | RUNNER_LOOK;
    job->spec.columns = job->out->columns;
    return twin_run(&(struct twin_call){
        .course = job->course,
        .exercise = job->exercise,
        .spec = &job->spec,
        .follow = &job->follow,
        .json = args_has(job->args, OPTION_JSON),
        .c = &job->run,
    });
}

static int
execute_many(struct job *job)
{
    struct repeat repeat = {
        .course = job->course,
        .exercise = job->exercise,
        .spec = &job->spec,
        .run = &job->run,
        .count = job->repeat,
        .json = args_has(job->args, OPTION_JSON),
        .progress = !args_has(job->args, OPTION_PLAIN),
    };

    begin_output(job);
    job->spec.columns = job->out->columns;
    repeat.out = job->out;
    return repeat_run(&repeat, &job->series);
}

/* Only runs of the learner's own file tell how far an exercise is. */
static void
record(const struct job *job, struct journal *journal)
{
    enum progress progress = job->series.progress;
    int err;

    if (job->run.source != RUN_MINE)
        return;
    if (!job->repeat && job->run.status != RUN_STOPPED)
        progress = outcome_progress(job->exercise, &job->run);
    if (progress == PROGRESS_NONE)
        return;
    err = journal_record_run(journal, job->exercise->name, progress);
    if (err < 0)
        complain(0, "progress", "could not be saved: %s", strerror(-err));
}

static int
run_exercise(struct job *job, const struct workbook *workbook)
{
    int status;

    job->exercise = workbook_exercise(workbook, job->args->words[0]);
    if (!job->exercise)
        return EXIT_USAGE;
    job->course = workbook->course;
    launch_describe(&job->run, job->exercise, source_of(job));
    status = check_source(job);
    if (status == EXIT_FINE)
        status = set_knobs(job);
    if (status == EXIT_FINE)
        status = make_program(job);
    if (status != EXIT_FINE)
        return status;
    status = job->repeat                          ? execute_many(job)
             : args_has(job->args, OPTION_TWIN) ? execute_beside_twin(job)
                                                  : execute(job);
    record(job, workbook->journal);
    return status;
}

static int
run_program(struct job *job)
{
    const struct args *args = job->args;

    if (args_has(args, OPTION_SOLUTION) || args_has(args, OPTION_TWIN))
        return complain(EXIT_USAGE, args->rest[0],
                        "a program has no solution and no twin");
    job->run.exercise = mem_copy("");
    job->run.program = mem_copy(args->rest[0]);
    job->run.source = RUN_PROGRAM;
    job->spec.argv = (const char *const *)args->rest;
    return job->repeat ? execute_many(job) : execute(job);
}

static int
check_usage(const struct args *args)
{
    if (args->rest ? args->nrest == 0 : args->nwords == 0)
        return complain(EXIT_USAGE, "run",
                        args->rest ? "which program?"
                                   : "which exercise?  racecourse list "
                                     "names them");
    if (args->rest && args->nwords)
        return complain(EXIT_USAGE, args->words[0],
                        "an exercise and a program cannot be run at once");
    if (args_has(args, OPTION_JSON) && args_has(args, OPTION_PLAIN))
        return complain(EXIT_USAGE, "run", "--json or --plain, not both");
    return EXIT_FINE;
}

static int
set_limits(struct job *job)
{
    const char *seconds = job->args->values[OPTION_LIMIT];
    const char *allowed = job->args->values[OPTION_ALLOW];
    int status = EXIT_FINE;

    if (seconds)
        status = allow_seconds(seconds, &job->spec.limit_seconds);
    if (status == EXIT_FINE && allowed)
        status = allow_read(allowed, &job->spec.limits);
    return status;
}

int
command_run(const struct args *args)
{
    struct workbook workbook = WORKBOOK_INIT;
    struct job job = {.args = args};
    int status = check_usage(args);

    if (status == EXIT_FINE)
        status = set_limits(&job);
    if (status == EXIT_FINE && args_has(args, OPTION_REPEAT))
        status = repeat_count(args->values[OPTION_REPEAT], &job.repeat);
    if (status == EXIT_FINE)
        status = waits_begin("run");
    if (status == EXIT_FINE && args->rest) {
        status = run_program(&job);
    } else if (status == EXIT_FINE) {
        status = workbook_open(args, &workbook);
        if (status == EXIT_FINE)
            status = run_exercise(&job, &workbook);
    }
    job_release(&job);
    workbook_close(&workbook);
    return status;
}
