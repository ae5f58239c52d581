/*
 * A check in the pane: the file, the ladder while it is climbed, then the
 * verdict, what speaks for it, and what to do next.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/utf8.h"
#include "course/hints.h"
#include "report/ladder.h"
#include "report/verdict.h"
#include "ui/pane.h"
#include "ui/saved.h"

#define NAME_COLUMN 3
#define WORDS_GAP 5             /* columns between name and words, or */
#define WORDS_GAP_NARROW 1      /* ... where the pane is narrower than */
#define NARROW 48

/* ---- the file */

/* Its name stands out from the path. */
static void
add_path(const struct live *live, const char *file, struct sheet *sheet)
{
    const char *path = course_shown(live->course, file);
    const char *name = path_name(path);

    sheet_cursor(sheet);
    if (utf8_columns(path, strlen(path)) <= sheet->width)
        sheet_add_n(sheet, LOOK_DIM, path, (size_t)(name - path));
    sheet_add(sheet, LOOK_STRONG, name);
}

/* Behind the path where there is room, else below it. */
static void
add_saved(const struct checking *checking, struct sheet *sheet)
{
    struct str words = STR_INIT;

    if (checking->saved)
        saved_add(&words, checking->saved, (int64_t)time(NULL));
    if (words.len && sheet_column(sheet) + 3 + (int)words.len > sheet->width)
        sheet_line(sheet);
    else if (words.len)
        sheet_right(sheet, (int)words.len);
    sheet_add(sheet, LOOK_DIM, str_text(&words));
    sheet_line(sheet);
    str_release(&words);
}

/* ---- the ladder */

static enum look
look_of_sign(enum rung_state state)
{
    return state == RUNG_HELD                              ? LOOK_RIGHT
           : state == RUNG_BROKE                           ? LOOK_WRONG
           : state == RUNG_UNKNOWN || state == RUNG_CLIMBING ? LOOK_VALUE
                                                           : LOOK_DIM;
}

static enum look
look_of_words(enum rung_state state)
{
    return state == RUNG_BROKE     ? LOOK_WRONG
           : state == RUNG_UNKNOWN ? LOOK_VALUE
                                   : LOOK_DIM;
}

/* A build that takes long says so. */
static void
add_patience(const struct checking *checking, enum rung_id rung,
             struct str *words)
{
    long seconds = (long)((clock_now() - checking->began) / CLOCK_SECOND);

    if (rung == RUNG_BUILD && seconds > 0 && checking->check &&
        checking->findings.rungs[rung].state == RUNG_CLIMBING)
        str_add_format(words, "%ld s so far", seconds);
}

static void
add_rung(const struct checking *checking, enum rung_id rung,
         struct sheet *sheet)
{
    enum rung_state state = ladder_state(&checking->findings, rung);
    bool ahead = state == RUNG_AHEAD || state == RUNG_SPARED;
    int gap = sheet->width < NARROW ? WORDS_GAP_NARROW : WORDS_GAP;
    struct str words = STR_INIT;

    ladder_words(&checking->findings, rung, &words);
    add_patience(checking, rung, &words);
    sheet_add_format(sheet, look_of_sign(state), " %s", ladder_sign(state));
    sheet_add_format(sheet, ahead ? LOOK_DIM : LOOK_TEXT, " %s",
                     rung_name(rung));
    if (words.len) {
        sheet_tab(sheet, NAME_COLUMN + LADDER_NAME + gap);
        sheet_wrap(sheet, look_of_words(state),
                   NAME_COLUMN + LADDER_NAME + gap, str_text(&words));
    } else {
        sheet_line(sheet);
    }
    str_release(&words);
}

static void
add_ladder(const struct checking *checking, struct sheet *sheet)
{
    sheet_gap(sheet);
    sheet_anchor(sheet);
    for (int i = 0; i < RUNGS; i++)
        if (ladder_has(&checking->findings, (enum rung_id)i))
            add_rung(checking, (enum rung_id)i, sheet);
}

/* ---- the verdict */

static enum look
look_of_verdict(enum verdict verdict)
{
    return verdict == VERDICT_PASSED ? LOOK_RIGHT_STRONG
           : verdict == VERDICT_NOT_FINISHED ||
                   verdict == VERDICT_NOT_CHECKED
               ? LOOK_FOCUS
               : LOOK_WRONG_STRONG;
}

/* ---- what to do next */

static void
add_next(struct sheet *sheet, const char *label, int key, const char *what)
{
    int columns = (int)(strlen(label) + 1 + strlen(what));

    if (sheet_column(sheet) > 1 &&
        sheet_column(sheet) + 3 + columns > sheet->width)
        sheet_line(sheet);
    sheet_add(sheet, LOOK_TEXT, sheet_column(sheet) ? "   " : " ");
    sheet_key(sheet, label, key);
    sheet_add_format(sheet, LOOK_TEXT, " %s", what);
}

static void
add_hint(const struct app *app, const struct live *live, struct sheet *sheet)
{
    struct hints hints;
    char what[64];

    hints_init(&hints, live->exercise, app->journal);
    snprintf(what, sizeof what, "hint (%zu of %zu)", hints.seen + 1,
             hints.count);
    if (hints.seen < hints.count)
        add_next(sheet, "h", 'h', what);
    hints_release(&hints);
}

/* Whoever passed goes on: in this lesson, as long as it has exercises. */
static void
add_way_on(const struct app *app, struct sheet *sheet)
{
    const struct lesson *lesson =
        course_lesson(app->course, app->lesson.index);

    if (app->screen != SCREEN_LESSON)
        return;
    if (app->lesson.exercise + 1 <
        lesson->first_exercise + lesson->nexercises)
        add_next(sheet, "Space", ' ', "read on");
    else
        add_next(sheet, "n", 'n', "next lesson");
}

static void
add_remedies(const struct app *app, const struct live *live,
             enum verdict verdict, struct sheet *sheet)
{
    if (verdict == VERDICT_PASSED) {
        if (live->exercise->why)
            add_next(sheet, "h", 'h', "why it works");
        add_next(sheet, "o", 'o', "the solution beside yours");
        add_way_on(app, sheet);
    } else if (verdict == VERDICT_NOT_CHECKED) {
        add_next(sheet, "c", 'c', "check again");
    } else if (verdict == VERDICT_NOT_FINISHED ||
               verdict == VERDICT_DOES_NOT_BUILD) {
        add_next(sheet, "e", 'e', "edit");
        add_hint(app, live, sheet);
    } else {
        add_hint(app, live, sheet);
        add_next(sheet, "e", 'e', "edit");
    }
}

/* ---- all of it */

/* Below the prose lines are few. */
static void
set_off(const struct app *app, struct sheet *sheet)
{
    sheet_gap(sheet);
    if (app->lesson.beside)
        sheet_rule(sheet, "");
}

/* That the next save is checked, too, and how soon. */
static void
add_watch(const struct app *app, struct sheet *sheet)
{
    const char *trouble = NULL;
    struct str text = STR_INIT;

    if (app->screen != SCREEN_LESSON ||
        !saves_has(&app->saves, app->lesson.exercise, &trouble))
        return;
    str_add(&text, "Each save is checked by itself.");
    if (trouble)
        str_add_format(&text, " The file is looked at every two seconds: %s.",
                       trouble);
    sheet_wrap(sheet, LOOK_DIM, 1, str_text(&text));
    str_release(&text);
}

static void
add_verdict(const struct app *app, const struct live *live,
            const struct findings *findings, struct sheet *sheet)
{
    enum look look = look_of_verdict(findings->verdict);
    struct str heading = STR_INIT;

    verdict_heading(findings->verdict, &heading);
    set_off(app, sheet);
    sheet_anchor(sheet);
    sheet_add_format(sheet, look, " %s", str_text(&heading));
    sheet_line(sheet);
    str_release(&heading);
    if (findings->sentence)
        sheet_wrap_marked(sheet, LOOK_TEXT, 1, findings->sentence);
    pane_add_evidence(findings, sheet);
    set_off(app, sheet);
    add_remedies(app, live, findings->verdict, sheet);
    sheet_line(sheet);
    add_watch(app, sheet);
}

static void
add_failure(const struct checking *checking, struct sheet *sheet)
{
    char text[700];

    sheet_gap(sheet);
    sheet_anchor(sheet);
    sheet_wrap(sheet, LOOK_WRONG_STRONG, 1,
               diag_format(&checking->failure, text, sizeof text));
    add_next(sheet, "c", 'c', "check again");
    sheet_line(sheet);
}

void
pane_add_check(const struct app *app, const struct live *live,
               struct sheet *sheet)
{
    const struct checking *checking = app->checks[app->lesson.exercise];
    const struct findings *findings = &checking->findings;

    if (!findings->file) {
        add_failure(checking, sheet);
        return;
    }
    add_path(live, findings->file, sheet);
    add_saved(checking, sheet);
    add_ladder(checking, sheet);
    if (checking->state == CHECKING_OVER) {
        add_verdict(app, live, findings, sheet);
    } else if (checking->state == CHECKING_FAILED) {
        add_failure(checking, sheet);
    } else {
        bool going = checking->state == CHECKING_CLIMBING;

        sheet_gap(sheet);
        if (!going)
            sheet_add(sheet, LOOK_VALUE, " Stopped.");
        add_next(sheet, going ? "s" : "c", going ? 's' : 'c',
                 going ? "stops it" : "check again");
        sheet_line(sheet);
    }
}

int
pane_check_tick(const struct checking *checking)
{
    int lasts = saved_lasts(checking->saved, (int64_t)time(NULL));

    return lasts < 0 ? -1 : lasts * 1000;
}
