/* What speaks for a verdict: the compiler's words, the results that are
 * wrong, who touched what at the same time, who waits for whom. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "report/races.h"
#include "report/report.h"
#include "ui/pane.h"
#include "ui/sides.h"

#define TASKS 6                 /* of a hang that are shown */

static void
add_lines(const char *text, struct sheet *sheet)
{
    while (*text) {
        size_t len = strcspn(text, "\n");

        sheet_add(sheet, LOOK_TEXT, " ");
        sheet_add_n(sheet, LOOK_DIM, text, len);
        sheet_line(sheet);
        text += len + (text[len] == '\n');
    }
}

/* What the compiler said, whose last line stays in sight. */
static void
add_compiler(const struct build *build, struct sheet *sheet)
{
    if (!build->said || !build->said[0])
        return;
    sheet_gap(sheet);
    sheet_rule(sheet, "compiler");
    add_lines(build->said, sheet);
    sheet_foot(sheet);
}

static void
add_wrong_result(const struct findings *findings, struct sheet *sheet)
{
    struct str lost = STR_INIT;

    if (!findings->failing.exercise)
        return;
    sheet_gap(sheet);
    pane_add_values(&findings->failing, findings->exercise, NULL, sheet);
    report_sentence(&findings->failing, findings->exercise, &lost);
    if (lost.len)
        sheet_wrap(sheet, LOOK_TEXT, 1, str_text(&lost));
    str_release(&lost);
}

static void
add_race(const struct race *race, struct sheet *sheet)
{
    struct str texts[2] = {STR_INIT, STR_INIT};
    const char *sides[2];

    for (size_t i = 0; i < 2; i++) {
        report_access(race, i, &texts[i]);
        sides[i] = str_text(&texts[i]);
    }
    sheet_gap(sheet);
    sides_add(sheet, sides, 2);
    str_release(&texts[0]);
    str_release(&texts[1]);
}

/* ---- a hang */

/* The innermost place in the learner's file, or of all that are known. */
static const struct hang_frame *
blamed_frame(const struct hang_task *task, const char *file)
{
    const struct hang_frame *known = NULL;

    for (size_t i = 0; i < task->nframes; i++) {
        const struct hang_frame *frame = &task->frames[i];

        if (!frame->line)
            continue;
        if (!strcmp(path_name(frame->file), path_name(file)))
            return frame;
        known = known ? known : frame;
    }
    return known;
}

static void
add_wait(const struct hang_task *task, struct str *text)
{
    if (task->wait == HANG_RUNS)
        str_add(text, "runs");
    else if (task->wait == HANG_UNKNOWN)
        str_add(text, "waits for what is not known");
    else
        str_add_format(text, "waits for %s", hang_wait_name(task->wait));
    if (task->object[0])
        str_add_format(text, " %s", task->object);
    str_add_char(text, '\n');
}

static char *
task_text(const struct hang *hang, const struct hang_task *task,
          const char *file)
{
    const struct hang_frame *frame = blamed_frame(task, file);
    struct str text = STR_INIT;

    str_add_format(&text, "%s\n", task->label);
    add_wait(task, &text);
    if (frame)
        str_add_format(&text, "%s:%d %s()\n", path_name(frame->file),
                       frame->line, frame->function);
    if (task->who == HANG_HOLDER_TASK && hang->tasks + task->holder == task)
        str_add(&text, "which it holds itself\n");
    else if (task->who == HANG_HOLDER_TASK && task->holder < hang->ntasks)
        str_add_format(&text, "which %s holds\n",
                       hang->tasks[task->holder].label);
    else if (task->who == HANG_HOLDER_GONE)
        str_add(&text, "whose holder is gone\n");
    return str_detach(&text);
}

/* Whether the task tells why it does not get on; of a spinning program all
 * that run do. */
static bool
is_telling(const struct hang *hang, const struct hang_task *task)
{
    if (hang->kind == HANG_SPINNING)
        return task->wait == HANG_RUNS;
    return task->stuck;
}

static void
add_hang(const struct hang *hang, const char *file, struct sheet *sheet)
{
    bool cycle = hang->kind == HANG_DEADLOCK && hang->ncycle;
    size_t count = cycle ? hang->ncycle : hang->ntasks, shown = 0;
    char *texts[TASKS];

    for (size_t i = 0; i < count && shown < TASKS; i++) {
        const struct hang_task *task =
            &hang->tasks[cycle ? hang->cycle[i] : i];

        if (cycle || is_telling(hang, task))
            texts[shown++] = task_text(hang, task, file);
    }
    if (!shown)
        return;
    sheet_gap(sheet);
    sides_add(sheet, (const char *const *)texts, shown);
    while (shown)
        free(texts[--shown]);
}

void
pane_add_evidence(const struct findings *findings, struct sheet *sheet)
{
    const struct run *failing = &findings->failing;

    if (findings->verdict == VERDICT_DOES_NOT_BUILD)
        add_compiler(&findings->build, sheet);
    else if (findings->verdict == VERDICT_WRONG_RESULT)
        add_wrong_result(findings, sheet);
    if (failing->exercise && failing->hang.kind != HANG_NONE)
        add_hang(&failing->hang, findings->file, sheet);
    if (findings_race(findings))
        add_race(findings_race(findings), sheet);
    if (findings->remedy) {
        sheet_gap(sheet);
        sheet_wrap(sheet, LOOK_TEXT, 1, findings->remedy);
    }
}
