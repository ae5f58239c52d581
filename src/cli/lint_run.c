/* What the compiler and the ladder say of the files of a course. */
#include "cli/lint_run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "build/by_hand.h"
#include "build/cache.h"
#include "build/messages.h"
#include "check/check.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/wait.h"
#include "course/lint.h"
#include "run/runner.h"

#define SOURCE_MAX (1024 * 1024)
#define COMPILER_SECONDS 60

/* ---- building by hand */

static int
call_compiler(const struct course *course, const struct words *words,
              struct run *run)
{
    struct runner_spec spec = {
        .argv = (const char *const *)words->items,
        .cwd = course_root(course),
        .limit_seconds = COMPILER_SECONDS,
        .flags = RUNNER_PIPE | RUNNER_TOOL,
    };
    struct diag diag = DIAG_INIT;
    struct runner *runner;
    int status;

    if (runner_start(&spec, run, &diag, &runner) < 0) {
        progress_end();
        return complain_diag(EXIT_MISSING, words->items[0], &diag);
    }
    status = wait_for_end(runner);
    runner_free(runner);
    return status;
}

/* What the compiler said, or that it failed without a word. */
static void
judge_build(const struct course *course, const struct run *run,
            const char *shown, struct diags *diags)
{
    struct build build = BUILD_INIT;
    size_t len;
    char *said = output_text(&run->output, &len);
    bool failed = run->status != RUN_EXITED || run->exit_code != 0;

    messages_parse(&build, said, course_root(course), shown);
    for (size_t i = 0; i < build.nmessages; i++) {
        const struct build_message *message = &build.messages[i];

        diags_add(diags, message->file ? message->file : shown,
                  message->line, "its own command says: %s", message->text);
    }
    if (!build.nmessages && len)
        diags_add(diags, shown, 1, "its own command says: %.*s",
                  (int)strcspn(said, "\n"), said);
    else if (!build.nmessages && failed)
        diags_add(diags, shown, 1, "its own command fails without a word");
    free(said);
    build_release(&build);
}

static int
build_in(const struct course *course, const struct exercise *exercise,
         const char *path, const char *folder, struct diags *diags)
{
    char *text = NULL, *program = path_join(folder, exercise->name);
    struct by_hand_spec spec = {
        .course = course,
        .shown = course_shown(course, path),
        .program = program,
    };
    struct words words = WORDS_INIT;
    struct run run = RUN_INIT;
    struct diag diag = DIAG_INIT;
    int status = EXIT_FINE;

    /* One that cannot be read was reported before. */
    if (file_read(path, SOURCE_MAX, &text, NULL) < 0)
        goto out;
    spec.text = text;
    if (by_hand_words(&spec, &diag, &words) < 0) {
        diags_add(diags, diag.file, diag.line, "%s", diag.text);
    } else {
        status = call_compiler(course, &words, &run);
        if (status == EXIT_FINE)
            judge_build(course, &run, spec.shown, diags);
    }
out:
    free(text);
    run_release(&run);
    words_release(&words);
    free(program);
    return status;
}

int
lint_build(const struct course *course, const struct exercise *exercise,
           const char *path, struct diags *diags)
{
    struct cache_slot slot = CACHE_SLOT_INIT;
    struct diag diag = DIAG_INIT;
    int err = cache_open(&slot, course_root(course), exercise->name, &diag);
    int status;

    progress_say("building %s ...", course_shown(course, path));
    if (!err)
        err = cache_begin(&slot, &diag);
    status = err ? complain_diag(EXIT_MISSING, exercise->name, &diag)
                 : build_in(course, exercise, path, slot.draft, diags);
    progress_end();
    cache_release(&slot);
    return status;
}

/* ---- checking */

static int
climb(const struct lint_check *given, struct findings *findings)
{
    unsigned timed = VERDICT_BIT(VERDICT_SERIALISED) |
                     VERDICT_BIT(VERDICT_TOO_SLOW);
    struct check_spec spec = {
        .course = given->course,
        .exercise = given->exercise,
        .file = given->path,
        .untimed = !(given->allowed & timed),
    };
    struct diag diag = DIAG_INIT;
    struct check *check;
    int result = check_start(&spec, findings, &diag, &check);
    int status = EXIT_FINE;

    if (result < 0)
        return complain_diag(EXIT_MISSING, given->shown, &diag);
    while ((result = check_dispatch(check, &diag)) == 0 &&
           status == EXIT_FINE) {
        int ready = wait_for(check_fd(check), -1);

        if (ready < 0 || ready & WAIT_SIGNAL)
            status = EXIT_INTERRUPTED;
    }
    check_free(check);
    if (status == EXIT_FINE && result < 0)
        status = complain_diag(EXIT_MISSING, given->shown, &diag);
    return status;
}

static void
judge_verdict(const struct lint_check *check,
              const struct findings *findings, struct diags *diags)
{
    char *allowed = verdicts_text(check->allowed);

    if (!(check->allowed & VERDICT_BIT(findings->verdict)))
        diags_add(diags, check->shown, check->line,
                  "%s should get '%s' and gets '%s': %s", check->who, allowed,
                  verdict_name(findings->verdict),
                  findings->sentence ? findings->sentence : "");
    free(allowed);
}

int
lint_verdict(const struct lint_check *check, struct diags *diags)
{
    struct findings findings = FINDINGS_INIT;
    int status;

    progress_say("checking %s ...", course_shown(check->course, check->path));
    status = climb(check, &findings);
    progress_end();
    if (status == EXIT_FINE)
        judge_verdict(check, &findings, diags);
    findings_release(&findings);
    return status;
}
