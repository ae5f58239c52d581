/*
 * The runs with hooks: every access is seen, over threads and processes, and
 * now and then the task that makes it lets others go first.  So a lost
 * update that a plain run has once in a thousand comes out here, also on one
 * core; and who took part in the work is seen from outside.
 */
#include "check/watched.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "check/judge.h"
#include "check/outcome.h"
#include "check/watched_race.h"
#include "run/hooked.h"
#include "symbols/symbols.h"

/* The header that all exercises share. */
#define FRAME "race.h"

int
watched_prepare(struct check *check, struct step *step,
                struct runner_spec *spec, struct diag *diag)
{
    uint64_t seed = check->findings->seed + step->trial;
    int err = hooked_new(step->program == PROGRAM_IDLE ? 0 : seed,
                         &step->hooked);

    if (err < 0) {
        diag_set(diag, NULL, 0, "no memory for what a run shares: %s",
                 strerror(-err));
        return err;
    }
    if (step->program == PROGRAM_IDLE)
        hooked_make_idle(step->hooked);
    spec->keep_fd = hooked_fd(step->hooked);
    spec->env = hooked_env(step->hooked);
    return 0;
}

/* What names are found with. */
struct reader {
    struct check *check;
    const struct hooked_report *report;
    struct symbols *symbols;    /* or NULL */
};

/* The frame's own counters are no work. */
static bool
is_of_frame(const struct reader *reader, uint64_t pc)
{
    struct symbol symbol;

    return reader->symbols &&
           symbols_find(reader->symbols, pc, &symbol) == 0 && symbol.file &&
           !strcmp(path_name(symbol.file), FRAME);
}

static bool
changed_something(const struct reader *reader, const struct hooked_task *task)
{
    for (size_t i = 0; i < HOOKS_SITES && task->sites[i]; i++)
        if (!is_of_frame(reader, task->sites[i]))
            return true;
    return false;
}

/* Whether what a process gives back may go through libmp, which has no
 * hooks, and not into an array, which is seen. */
static bool
gives_by_libmp(const struct reader *reader)
{
    static const char *const arrays[] = {"mp_array_new", NULL};
    static const char *const takers[] = {"mp_pool_new", "mp_queue_put",
                                         "mp_value_set", NULL};

    return reader->check->exercise->nlibs > 0 &&
           (!reader->symbols || !symbols_linked(reader->symbols, arrays) ||
            symbols_linked(reader->symbols, takers));
}

static bool
took_part(const struct reader *reader, const struct hooked_task *task)
{
    return !task->serves &&
           (task->returned || task->wrote ||
            changed_something(reader, task) ||
            (task->kind == HOOKS_PROCESS && task->entries &&
             gives_by_libmp(reader)));
}

/* Whether main does at one place what a worker does there, too: then it is
 * one of those that share the work. */
static bool
main_works(const struct reader *reader)
{
    const struct hooked_task *main = reader->report->tasks;
    const struct hooked_task *tasks = reader->report->tasks;

    for (size_t task = 1; task < reader->report->ntasks; task++)
        for (size_t i = 0; i < HOOKS_SITES && main->sites[i]; i++)
            for (size_t k = 0; k < HOOKS_SITES; k++)
                if (tasks[task].sites[k] == main->sites[i] &&
                    !is_of_frame(reader, main->sites[i]))
                    return true;
    return false;
}

static bool
somebody_took_part(const struct reader *reader)
{
    for (size_t i = 1; i < reader->report->ntasks; i++)
        if (took_part(reader, &reader->report->tasks[i]))
            return true;
    return false;
}

/* Why hooks do not see all, or NULL. */
static const char *
why_blind(enum hooks_blind blind)
{
    static const char *const reasons[] = {
        [HOOKS_TOO_MANY_TASKS] = "it has more threads or processes at a time "
                                 "than can be watched",
        [HOOKS_TOO_MANY_OBJECTS] = "it has more locks and atomic variables "
                                   "than can be watched",
        [HOOKS_TOO_MANY_MAPPINGS] = "it shares memory in more pieces than "
                                    "can be watched",
        [HOOKS_NO_MAPS] = "what memory it shares could not be read from /proc",
        [HOOKS_STRANGER] = "a thread of it was not seen to begin",
    };

    return reasons[blind];
}

/* Whether hooks that are blind for that reason may not count workers. */
static bool
loses_workers(enum hooks_blind blind)
{
    return blind != HOOKS_SEES && blind != HOOKS_TOO_MANY_OBJECTS;
}

static bool
has_processes(const struct hooked_report *report)
{
    for (size_t i = 0; i < report->ntasks; i++)
        if (report->tasks[i].kind == HOOKS_PROCESS)
            return true;
    return false;
}

/*
 * What is counted does not depend on chance: those that were made and not
 * yet waited for, in the run that shows fewest of them.  How many of them
 * found something to do does, where they share a queue; but if nobody did in
 * any run, none was needed.
 */
static void
take_workers(const struct reader *reader, const struct run *run)
{
    struct findings *findings = reader->check->findings;
    const char *asked = reader->check->exercise->workers;
    size_t workers;
    double wanted = 0;

    if (!asked || outcome_sum(asked, run, &wanted) < 0)
        return;
    reader->check->worked |= somebody_took_part(reader);
    workers = reader->report->most_at_once + main_works(reader);
    if (loses_workers(reader->report->blind) && (double)workers < wanted)
        return;
    if (findings->workers_known &&
        (double)workers - wanted >=
            (double)findings->workers - findings->workers_wanted)
        return;
    findings->workers_known = true;
    findings->workers = workers;
    findings->workers_wanted = wanted;
}

/*
 * Who is right without his workers, though main does no more than beside
 * them, has them for show.  Main may well do all that others leave; so a run
 * in which they left everything says nothing.
 */
static void
take_deeds(struct check *check, const struct hooked_report *report,
           struct deeds *deeds)
{
    if (report->blind || !report->ntasks)
        return;
    deeds->known = true;
    deeds->count = hooked_deeds(&report->tasks[0]);
    check->findings->needless =
        check->deeds.known && check->idle_deeds.known &&
        check->idle_deeds.count <= check->deeds.count;
}

/* One race is enough. */
static void
take_race(const struct reader *reader)
{
    struct findings *findings = reader->check->findings;
    struct race_raw raw;
    char *file;

    if (!reader->report->nraces || findings->raced)
        return;
    file = programs_shown_file(reader->check);
    watched_race(reader->report, &reader->report->races[0], &raw);
    race_init(&findings->race, &raw, reader->symbols, file);
    findings->raced = true;
    free(file);
}

/*
 * A line that is missing may have got lost, once in some thousand runs: who
 * does not print it when all is switched will not do so once more.
 */
static bool
is_to_be_repeated(struct check *check, const struct run *run)
{
    const char *hold = check->exercise->hold;
    struct diag diag = DIAG_INIT;

    if (check->findings->unsaid || !hold || !run_is_fine(run) ||
        outcome_holds(hold, run, &diag) >= 0)
        return false;
    check->findings->unsaid = true;
    check->programs[PROGRAM_HOOKED].wanted++;
    return true;
}

static void
take_results(struct check *check, struct step *step)
{
    struct findings *findings = check->findings;
    struct str mismatch = STR_INIT;

    if (is_to_be_repeated(check, &step->run))
        return;
    findings->hooked.done++;
    if (run_is_fine(&step->run))
        judge(check->exercise, &step->run, NULL, &mismatch);
    else if (step->run.status == RUN_EXITED)
        str_add_format(&mismatch, "it ended with status %d",
                       step->run.exit_code);
    if (mismatch.len) {
        findings->hooked.wrong++;
        judge_add_knobs(&mismatch, &step->run);
        if (!findings->switched)
            findings->switched = mem_copy(str_text(&mismatch));
    }
    str_release(&mismatch);
}

void
watched_take(struct check *check, struct step *step)
{
    struct hooked_report report = HOOKED_REPORT_INIT;
    struct reader reader = {.check = check, .report = &report};

    if (hooked_read(step->hooked, &report) < 0)
        return;
    symbols_open(step->run.program, course_root(check->course),
                 &reader.symbols);
    if (step->run.status == RUN_EXITED)
        take_workers(&reader, &step->run);
    if (step->run.status == RUN_EXITED && step->trial == 0 &&
        somebody_took_part(&reader))
        take_deeds(check, &report, &check->deeds);
    take_race(&reader);
    if (report.blind)
        check->findings->blind = why_blind(report.blind);
    check->findings->forked |= has_processes(&report);
    check->findings->fenced |= report.fenced;
    check->findings->heard |= report.heard;
    take_results(check, step);
    symbols_free(reader.symbols);
    hooked_report_release(&report);
}

void
watched_take_idle(struct check *check, const struct step *step)
{
    struct hooked_report report = HOOKED_REPORT_INIT;

    if (hooked_read(step->hooked, &report) < 0)
        return;
    take_deeds(check, &report, &check->idle_deeds);
    hooked_report_release(&report);
}
