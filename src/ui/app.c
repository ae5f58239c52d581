/* What the screens share: the programs being tried, what became of them, and
 * where the keys go. */
#include "ui/app.h"

#include <ncurses.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "check/outcome.h"
#include "ui/bare.h"
#include "ui/beside.h"
#include "ui/hits.h"
#include "ui/keys.h"
#include "ui/lesson.h"
#include "ui/pane.h"
#include "ui/talk.h"

#define DEFAULT_REPEATS 20

void
app_init(struct app *app, const struct ui_spec *spec)
{
    size_t count = course_exercise_count(spec->course);

    *app = (struct app){
        .spec = spec,
        .course = spec->course,
        .journal = spec->journal,
        .standings = standings_new(spec->course, spec->journal),
        .screen = SCREEN_CONTENTS,
        .contents.sheet = SHEET_INIT,
        .lesson.sheet = SHEET_INIT,
        .lesson.exercise = NO_EXERCISE,
        .outline.sheet = SHEET_INIT,
        .help.sheet = SHEET_INIT,
        .repeats = DEFAULT_REPEATS,
    };
    app->lives = mem_new(count * sizeof *app->lives);
    app->checks = mem_new(count * sizeof *app->checks);
    app->places = mem_new(course_lesson_count(spec->course) *
                          sizeof *app->places);
}

/* Each takes several KB, and of most a learner opens none in a session. */
static void
open_exercise(struct app *app, size_t index)
{
    if (app->lives[index])
        return;
    app->lives[index] = mem_new(sizeof *app->lives[index]);
    live_init(app->lives[index], app->course,
              course_exercise(app->course, index));
    app->checks[index] = mem_new(sizeof *app->checks[index]);
    *app->checks[index] = (struct checking)CHECKING_INIT;
}

void
app_open_exercises(struct app *app, const struct lesson *lesson)
{
    for (size_t i = 0; i < lesson->nexercises; i++)
        open_exercise(app, lesson->first_exercise + i);
}

void
app_release(struct app *app)
{
    if (app->screen == SCREEN_LESSON)
        lesson_close(app);
    for (size_t i = 0; i < course_exercise_count(app->course); i++) {
        if (!app->lives[i])
            continue;
        live_release(app->lives[i]);
        free(app->lives[i]);
        checking_release(app->checks[i]);
        free(app->checks[i]);
    }
    for (int i = 0; i < SIDE_COUNT; i++)
        live_release(&app->sides[i]);
    standings_free(app->standings);
    free(app->lives);
    free(app->checks);
    saves_release(&app->saves);
    free(app->places);
    sheet_release(&app->contents.sheet);
    sheet_release(&app->lesson.sheet);
    sheet_release(&app->outline.sheet);
    free(app->outline.entries);
    sheet_release(&app->help.sheet);
    bare_close(app);
    hits_release();
}

void
app_contents(struct app *app)
{
    if (app->screen == SCREEN_LESSON) {
        lesson_close(app);
        app->contents.selected = app->lesson.index;
    }
    app->screen = SCREEN_CONTENTS;
}

void
app_lesson(struct app *app, size_t index, size_t offset)
{
    if (app->screen == SCREEN_LESSON)
        lesson_close(app);
    app->screen = SCREEN_LESSON;
    lesson_open(app, index, offset);
}

/* ... of the pane, where that is shown. */
static int
pane_tick(const struct app *app)
{
    const struct live *going = app_going((struct app *)app);

    if (app_checking(app) || (going && going->state == LIVE_BUILDING))
        return (int)(PANE_TICK / CLOCK_MS);
    if (app->screen == SCREEN_CONTENTS || app->lesson.show != SHOW_CHECK ||
        app->lesson.exercise == NO_EXERCISE)
        return -1;
    return pane_check_tick(app->checks[app->lesson.exercise]);
}

int
app_tick(const struct app *app)
{
    int tick = bare_tick(app), pane = pane_tick(app);

    return pane >= 0 && (tick < 0 || tick > pane) ? pane : tick;
}

enum screen_id
app_shown(const struct app *app)
{
    return app->outline.open ? SCREEN_OUTLINE : app->screen;
}

struct live *
app_live(struct app *app)
{
    if (app->lesson.exercise == NO_EXERCISE)
        return NULL;
    open_exercise(app, app->lesson.exercise);
    return app->lives[app->lesson.exercise];
}

struct live *
app_live_at(struct app *app, size_t index)
{
    static struct live unopened;
    size_t count = course_exercise_count(app->course);

    if (index < count)
        return app->lives[index] ? app->lives[index] : &unopened;
    return index - count < SIDE_COUNT ? &app->sides[index - count] : NULL;
}

struct live *
app_going(struct app *app)
{
    struct live *live;

    for (size_t i = 0; (live = app_live_at(app, i)); i++)
        if (live_is_going(live))
            return live;
    return NULL;
}

struct checking *
app_checking(const struct app *app)
{
    for (size_t i = 0; i < course_exercise_count(app->course); i++)
        if (app->checks[i] && checking_is_going(app->checks[i]))
            return app->checks[i];
    return NULL;
}

bool
app_is_going(const struct app *app)
{
    return app_going((struct app *)app) || app_checking(app);
}

void
app_stop(struct app *app)
{
    struct live *going = app_going(app);
    struct checking *checking = app_checking(app);

    if (going)
        live_stop(going);
    if (checking)
        checking_stop(checking);
}

bool
app_has_passed(const struct app *app, const struct exercise *exercise)
{
    return standings_of(app->standings, exercise).kind == STANDING_PASSED;
}

bool
app_passed_once(const struct app *app, const struct exercise *exercise)
{
    return journal_checked(app->journal, exercise->name)->passed != 0;
}

void
app_say(struct app *app, enum look look, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(app->message, sizeof app->message, format, args);
    va_end(args);
    app->message_look = look;
}

void
app_unsaved(struct app *app)
{
    app_say(app, LOOK_WRONG,
            "your progress could not be saved; `racecourse doctor` says why");
}

/* What the learner's own file has shown; one run out of many that is wrong
 * outweighs the others. */
static enum progress
progress_of(const struct live *live)
{
    if (live->source != RUN_MINE)
        return PROGRESS_NONE;
    if (live->wanted)
        return live->series.progress;
    return live->state == LIVE_OVER && live->run.status != RUN_STOPPED
               ? outcome_progress(live->exercise, &live->run)
               : PROGRESS_NONE;
}

/* That nobody gets on any more has to be seen at once, and not below. */
static void
look_for_hang(struct app *app, struct live *live)
{
    bool hangs = live->run.hang.kind != HANG_NONE;

    if (hangs && !live->hung && live == app_live(app))
        app->lesson.held = true;
    live->hung = hangs;
}

void
app_live_event(struct app *app, struct live *live, bool ended)
{
    enum progress progress = ended ? progress_of(live) : PROGRESS_NONE;

    if (!ended) {
        beside_look(app, live);
        look_for_hang(app, live);
        return;
    }
    app->lesson.finished =
        app_live(app) && live->exercise == app_live(app)->exercise;
    if (progress != PROGRESS_NONE &&
        journal_record_run(app->journal, live->exercise->name, progress) < 0)
        app_unsaved(app);
    beside_go_on(app, live);
}

/* Of a file that is not the learner's own there is nothing to remember. */
void
app_check_event(struct app *app, struct checking *checking)
{
    const struct findings *findings = &checking->findings;
    const struct exercise *exercise = findings->exercise;

    if (app->lesson.exercise != NO_EXERCISE &&
        checking == app->checks[app->lesson.exercise]) {
        app->lesson.finished = true;
        lesson_show_passage(app, checking);
    }
    if (checking->state == CHECKING_OVER &&
        strcmp(findings->file, exercise->own) == 0 &&
        journal_record_check(app->journal, exercise->name, findings->verdict,
                             findings->hash) < 0)
        app_unsaved(app);
}

uint64_t
app_shape(const struct app *app)
{
    const struct lesson_view *lesson = &app->lesson;
    const size_t parts[] = {
        app_shown(app), app->outline.top, app->help.open, app->help.top,
        app->contents.top, app->contents.selected, app->contents.unfinished,
        lesson->index, lesson->exercise, lesson->prose.offset,
        (size_t)lesson->prose.height, lesson->pane_top, lesson->zoom,
        lesson->copying, lesson->sheet.nlines, (size_t)LINES, (size_t)COLS,
    };
    uint64_t shape = hash_add(HASH_INIT, parts, sizeof parts);

    return app->screen == SCREEN_TALK ? talk_shape(app, shape) : shape;
}

static void
help_key(struct app *app, int key)
{
    if (key == KEY_DOWN || key == 'j')
        app->help.top++;
    else if (key == KEY_UP || key == 'k')
        app->help.top -= app->help.top > 0;
    else if (key == KEY_HOME || key == 'g')
        app->help.top = 0;
    else if (key == KEY_END || key == 'G')
        app->help.top = sheet_height(&app->help.sheet);
    else if (key == KEY_NPAGE || key == ' ')
        app->help.top += (size_t)LINES / 2;
    else if (key == KEY_PPAGE || key == 'b')
        app->help.top -= app->help.top > (size_t)LINES / 2
                             ? (size_t)LINES / 2
                             : app->help.top;
    else
        app->help.open = false;
}

void
app_key(struct app *app, int key)
{
    bool interrupted = app->interrupted;

    if (key == KEY_RESIZE)
        return;
    app->message[0] = '\0';
    if (app->talk && app->talk->blank) {
        app->talk->blank = false;
    } else if (app->prompt.open) {
        prompt_key(app, key);
    } else if (app->help.open) {
        help_key(app, key);
    } else if (!keys_act(app, key)) {
        char name[16];

        app_say(app, LOOK_DIM, "%s does nothing here; ? shows all keys",
                keys_name(key, name, sizeof name));
    }
    if (interrupted)
        app->interrupted = false;
    if (app->talk)
        talk_tell(app);
}
