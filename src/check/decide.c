/*
 * From what is known to a verdict.  The first rung that broke decides;
 * where several things are wrong on one rung, the one that a learner has to
 * mend first.
 */
#include "check/decide.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "check/judge.h"
#include "check/race_sentence.h"

void
rung_say(struct findings *findings, enum rung_id rung, enum rung_state state,
         const char *format, ...)
{
    struct rung *report = &findings->rungs[rung];
    struct str text = STR_INIT;
    va_list args;

    report->state = state;
    free(report->detail);
    report->detail = NULL;
    if (!format)
        return;
    va_start(args, format);
    str_add_va(&text, format, args);
    va_end(args);
    report->detail = str_detach(&text);
}

/* Rungs that nothing is known of were not climbed. */
void
conclude(struct findings *findings, enum verdict verdict, const char *format,
         ...)
{
    struct str text = STR_INIT;
    va_list args;

    va_start(args, format);
    str_add_va(&text, format, args);
    va_end(args);
    findings->verdict = verdict;
    findings->sentence = str_detach(&text);
    for (int i = 0; i < RUNGS; i++)
        if (findings->rungs[i].state == RUNG_AHEAD ||
            findings->rungs[i].state == RUNG_CLIMBING)
            findings->rungs[i].state = RUNG_SPARED;
}

static const char *
plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* ---- the build */

static void
decide_build(struct check *check, const struct program *program)
{
    struct findings *findings = check->findings;
    const struct build_message *error = build_first_error(&program->build);

    if (program->why.text[0]) {
        rung_say(findings, RUNG_BUILD, RUNG_UNKNOWN, NULL);
        conclude(findings, VERDICT_NOT_CHECKED, "%s", program->why.text);
        return;
    }
    rung_say(findings, RUNG_BUILD, RUNG_BROKE, NULL);
    if (error && error->line)
        conclude(findings, VERDICT_DOES_NOT_BUILD, "%s, line %d: %s",
                 path_name(error->file), error->line, error->text);
    else
        conclude(findings, VERDICT_DOES_NOT_BUILD, "%s",
                 error ? error->text : "The compiler did not say why.");
}

/* ---- the trials */

/* What a run took without end. */
static const char *
excess_of(enum run_status status)
{
    return status == RUN_PROCESS_LIMIT  ? "processes or threads"
           : status == RUN_MEMORY_LIMIT ? "memory"
           : status == RUN_OUTPUT_LIMIT ? "output"
                                        : "files";
}

/* It would never have ended. */
static void
decide_hang(struct findings *findings, const char *knobs)
{
    const struct hang *hang = &findings->failing.hang;
    bool deadlock = hang->kind == HANG_DEADLOCK;

    if (findings->failing_kind == TRIAL_PLAIN)
        rung_say(findings, RUNG_RUN, RUNG_BROKE, "%s in trial %zu of %zu",
                 deadlock ? "deadlock" : "stuck", findings->plain.done,
                 findings->plain.wanted);
    else
        rung_say(findings, RUNG_RUN, RUNG_BROKE, "%s %s",
                 deadlock ? "deadlock" : "stuck",
                 findings->failing_kind == TRIAL_HOOKED
                     ? "with other switches"
                     : "under ThreadSanitizer");
    conclude(findings, deadlock ? VERDICT_DEADLOCK : VERDICT_STUCK, "%s%s.",
             hang->sentence ? hang->sentence : "It does not get on", knobs);
}

/* Why it did not end is not known. */
static void
decide_endless(struct findings *findings, const char *knobs)
{
    const struct run *run = &findings->failing;
    bool early = run->seconds < run->limit_seconds;

    rung_say(findings, RUNG_RUN, RUNG_BROKE,
             "trial %zu of %zu did not end within %.3g s%s",
             findings->plain.done, findings->plain.wanted,
             early ? run->cpu_seconds : run->limit_seconds,
             early ? " of processor time" : "");
    conclude(findings, VERDICT_STUCK,
             "It had not ended after %.3g seconds%s%s.",
             early ? run->cpu_seconds : run->limit_seconds,
             early ? " of processor time" : "", knobs);
}

static void
decide_ending(struct findings *findings)
{
    const struct run *run = &findings->failing;
    struct str knobs = STR_INIT;
    const char *with;

    judge_add_knobs(&knobs, run);
    with = str_text(&knobs);
    if (run->hang.kind != HANG_NONE) {
        decide_hang(findings, with);
    } else if (run->status == RUN_SIGNALLED) {
        rung_say(findings, RUNG_RUN, RUNG_BROKE, "crashed in trial %zu of %zu",
                 findings->plain.done, findings->plain.wanted);
        conclude(findings, VERDICT_CRASHED, "It was ended by signal %d, %s%s.",
                 run->signal, strsignal(run->signal), with);
    } else if (run->status == RUN_TIME_LIMIT) {
        decide_endless(findings, with);
    } else {
        rung_say(findings, RUNG_RUN, RUNG_BROKE, "too much %s",
                 excess_of(run->status));
        conclude(findings, VERDICT_CRASHED,
                 "It was stopped, since it took %s without end%s.",
                 excess_of(run->status), with);
    }
    str_release(&knobs);
}

static void
decide_results(struct findings *findings)
{
    rung_say(findings, RUNG_RUN, RUNG_BROKE, "%zu of %zu trials wrong",
             findings->plain.wrong, findings->plain.done);
    conclude(findings, VERDICT_WRONG_RESULT, "%s", findings->mismatch);
}

static void
decide_left(struct findings *findings)
{
    struct str text = STR_INIT;

    leftovers_say(&findings->failing.leftovers, &text);
    conclude(findings, VERDICT_LEFT_BEHIND,
             "When it was over, there was still: %s.", str_text(&text));
    str_release(&text);
}

/* ---- the sanitizer */

const char *
why_not_built(const struct check *check)
{
    const struct program *program = &check->programs[PROGRAM_SANITIZED];
    const struct build_message *error = build_first_error(&program->build);

    if (program->state != PROGRAM_FAILED)
        return NULL;
    return program->why.text[0] ? program->why.text
           : error              ? error->text
                                : "the compiler did not say why";
}

/* Why nothing can be said, or NULL. */
static const char *
why_not_sanitized(const struct check *check)
{
    const struct findings *findings = check->findings;
    const struct sanitizer *sanitizer = &findings->sanitizer;

    if (why_not_built(check))
        return why_not_built(check);
    if (sanitizer->outcome == SANITIZER_COULD_NOT)
        return sanitizer->why ? sanitizer->why : "it did not start";
    if (sanitizer->outcome == SANITIZER_UNFINISHED)
        return "it did not come to an end";
    return findings->forked ? findings->blind : NULL;
}

/* Whether our own hooks have seen all that the sanitizer does not know. */
static bool
is_for_hooks(const struct findings *findings)
{
    const struct sanitizer *sanitizer = &findings->sanitizer;

    return sanitizer->outcome == SANITIZER_COULD_NOT &&
           sanitizer->hooks_know && !findings->blind &&
           findings->hooked.done > 0 &&
           findings->hooked.done == findings->hooked.wanted;
}

/* A lock that is used wrongly, or NULL. */
static const struct sanitizer_report *
first_misuse(const struct sanitizer *sanitizer)
{
    for (size_t i = 0; i < sanitizer->nreports; i++)
        if (sanitizer->reports[i].kind == SANITIZER_LOCK)
            return &sanitizer->reports[i];
    return NULL;
}

/* What the rung shows, whatever the verdict is. */
static void
tell_sanitizer(struct check *check)
{
    struct findings *findings = check->findings;
    const struct sanitizer *sanitizer = &findings->sanitizer;
    const struct sanitizer_report *misuse = first_misuse(sanitizer);
    const char *why = why_not_sanitized(check);

    if (check->exercise->plan.may_race)
        findings->rungs[RUNG_SANITIZE].state = RUNG_SPARED;
    else if (findings_race(findings))
        rung_say(findings, RUNG_SANITIZE, RUNG_BROKE, "data race");
    else if (misuse)
        rung_say(findings, RUNG_SANITIZE, RUNG_BROKE, "%s", misuse->title);
    else if (sanitizer->outcome == SANITIZER_CRASHED)
        rung_say(findings, RUNG_SANITIZE, RUNG_BROKE, "crashed");
    else if (is_for_hooks(findings))
        rung_say(findings, RUNG_SANITIZE, RUNG_HELD,
                 "no data race; ThreadSanitizer does not know %s",
                 sanitizer->unknown);
    else if (why)
        rung_say(findings, RUNG_SANITIZE, RUNG_UNKNOWN, "could not tell: %s",
                 why);
    else if (findings->sanitized)
        rung_say(findings, RUNG_SANITIZE, RUNG_HELD, "no data race");
}

/* Of a program whose results are right. */
static void
decide_sanitizer(struct check *check)
{
    struct findings *findings = check->findings;
    const struct race *race = findings_race(findings);
    const struct sanitizer_report *misuse =
        first_misuse(&findings->sanitizer);
    struct str text = STR_INIT;

    if (race) {
        race_add_sentence(&text, race);
        conclude(findings, VERDICT_RIGHT_BY_LUCK,
                 "The output is right, but %s.", str_text(&text));
    } else if (misuse) {
        finding_add_sentence(&text, misuse);
        conclude(findings, VERDICT_RIGHT_BY_LUCK,
                 "The output is right, but %s.", str_text(&text));
    } else if (findings->rungs[RUNG_SANITIZE].state == RUNG_BROKE) {
        conclude(findings, VERDICT_CRASHED,
                 "The output is right, but with other numbers it crashes "
                 "under ThreadSanitizer.");
    } else if (findings->rungs[RUNG_SANITIZE].state == RUNG_UNKNOWN) {
        conclude(findings, VERDICT_NOT_CHECKED,
                 "The output is right, but whether there is a data race "
                 "could not be told: %s.", why_not_sanitized(check));
    }
    str_release(&text);
}

/* What was tried, and what was not. */
static void
decide_passed(struct findings *findings)
{
    struct str text = STR_INIT;

    str_add_format(&text, "All %zu trial%s are right",
                   findings->plain.done, plural(findings->plain.done));
    if (findings->workers_known && findings->workers_wanted >= 2)
        str_add_format(&text, ", with %zu workers at a time",
                       findings->workers);
    if (findings->rungs[RUNG_SANITIZE].state == RUNG_HELD)
        str_add(&text, ", and no data race was found");
    str_add(&text, ".  Not every schedule was tried.");
    conclude(findings, VERDICT_PASSED, "%s", str_text(&text));
    str_release(&text);
}

/* Right as long as nobody comes between. */
static void
decide_switched(struct findings *findings)
{
    rung_say(findings, RUNG_RUN, RUNG_BROKE,
             "%zu of %zu trials right; %zu of %zu wrong with other switches",
             findings->plain.done, findings->plain.wanted,
             findings->hooked.wrong, findings->hooked.done);
    conclude(findings, VERDICT_RIGHT_BY_LUCK,
             "The output is right as long as nobody comes between.  With its "
             "workers switched at other moments, %s.", findings->switched);
}

/* All that was asked of its own results is true, which may be little. */
static void
decide_uncompared(struct findings *findings)
{
    rung_say(findings, RUNG_RUN, RUNG_UNKNOWN,
             "not compared with the solution: %s", findings->uncompared);
    conclude(findings, VERDICT_NOT_CHECKED,
             "The output could not be compared with the solution's: %s.",
             findings->uncompared);
}

/* Of a program that is right in all its trials. */
static void
decide_right(struct check *check)
{
    struct findings *findings = check->findings;

    rung_say(findings, RUNG_RUN, RUNG_HELD,
             "%zu of %zu trial%s print what they should", findings->plain.done,
             findings->plain.wanted, plural(findings->plain.wanted));
    if (decide_workers(findings))
        decide_sanitizer(check);
    if (findings->verdict == VERDICT_NONE && findings->switched)
        decide_switched(findings);
    if (findings->verdict == VERDICT_NONE && findings->uncompared)
        decide_uncompared(findings);
    if (findings->verdict != VERDICT_NONE || !decide_unseen(check))
        return;
    if (findings->failing.exercise)
        decide_left(findings);
    else if (decide_speed(check))
        decide_passed(findings);
}

void
decide(struct check *check)
{
    struct findings *findings = check->findings;
    struct program *plain = &check->programs[PROGRAM_PLAIN];

    if (findings->verdict == VERDICT_NOT_FINISHED)
        conclude(findings, VERDICT_NOT_FINISHED,
                 "The file is still what you were given.");
    if (findings->verdict != VERDICT_NONE)
        return;
    if (!check->worked)
        findings->workers = 0;
    /* clang's has the function itself, so that its file does not tell. */
    if (findings->fenced)
        sanitizer_doubt(&findings->sanitizer, "atomic_thread_fence()");
    /* Hooks that hear all others may miss a race for it: that is no pass. */
    if (findings->heard &&
        sanitizer_doubt(&findings->sanitizer,
                        "how signals, files and pipes order threads"))
        findings->sanitizer.hooks_know = false;
    if (plain->build.program)
        tell_sanitizer(check);
    if (!plain->build.program)
        decide_build(check, plain);
    else if (findings->plain.wrong && !findings->mismatch)
        decide_ending(findings);
    else if (findings->plain.wrong)
        decide_results(findings);
    else if (findings->failing.hang.kind != HANG_NONE)
        decide_ending(findings);
    else
        decide_right(check);
    findings->build = plain->build;
    plain->build = (struct build)BUILD_INIT;
}
