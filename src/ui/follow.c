/* Notes that follow a talk. */
#include "ui/follow.h"

#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "ui/draw.h"
#include "ui/notes.h"

#define RULES_FROM 12           /* lines from which on one is worth it */

static const struct talk *
talk_of(const struct app *app)
{
    return app->follow->own ? app->follow->own : app->spec->talk;
}

void
follow_open(struct app *app)
{
    struct follow_view *view = mem_new(sizeof *view);

    view->sheet = (struct sheet)SHEET_INIT;
    view->watch = app->spec->beacon ? beacon_watch(app->spec->beacon) : -1;
    app->follow = view;
    follow_look(app);
}

void
follow_close(struct app *app)
{
    struct follow_view *view = app->follow;

    app->follow = NULL;
    if (!view)
        return;
    if (view->watch >= 0)
        close(view->watch);
    talk_free(view->own);
    free(view->lessons);
    sheet_release(&view->sheet);
    free(view);
}

static const struct lesson *
lesson_named(const struct course *course, const char *name, size_t len)
{
    for (size_t i = 0; i < course_lesson_count(course); i++) {
        const struct lesson *lesson = course_lesson(course, i);

        if (strncmp(lesson->name, name, len) == 0 && !lesson->name[len])
            return lesson;
    }
    return NULL;
}

/* What that talk is made of, as far as this course has it. */
static void
make_talk(struct app *app, const char *names)
{
    struct follow_view *view = app->follow;
    const struct lesson **lessons = NULL;
    size_t count = 0;

    for (const char *at = names; *at; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");
        const struct lesson *lesson = lesson_named(app->course, at, len);

        lessons = mem_resize(lessons, count + 1, sizeof(struct lesson *));
        if (lesson)
            lessons[count++] = lesson;
        at += len;
    }
    talk_free(view->own);
    view->own = talk_new(app->course, lessons, count);
    if (!talk_count(view->own)) {
        talk_free(view->own);
        view->own = NULL;
    }
    free(lessons);
    free(view->lessons);
    view->lessons = mem_copy(names);
}

static void
follow_place(struct app *app, const struct beacon_place *place)
{
    struct follow_view *view = app->follow;
    long at;

    if (!view->lessons || strcmp(view->lessons, place->lessons) != 0)
        make_talk(app, place->lessons);
    at = talk_find(talk_of(app), place->lesson, place->number);
    view->going = at >= 0;
    view->began = place->began;
    if (at < 0 || ((size_t)at == view->at && place->step == view->step))
        return;
    view->at = (size_t)at;
    view->step = place->step;
    view->top = 0;
}

void
follow_look(struct app *app)
{
    struct follow_view *view = app->follow;
    struct beacon_place place = BEACON_PLACE_INIT;

    if (view->watch >= 0)
        beacon_seen(view->watch);
    if (app->spec->beacon && beacon_find(app->spec->beacon, &place) == 0) {
        follow_place(app, &place);
        beacon_place_release(&place);
    } else {
        view->over |= view->going;
        view->going = false;
    }
}

/* The time of day, and how long the talk has gone on. */
static void
write_clock(const struct follow_view *view, char *buf, size_t size)
{
    time_t now = time(NULL);
    long long since = view->began ? (long long)now - view->began : 0;
    struct tm tm;

    localtime_r(&now, &tm);
    if (since < 0)
        since = 0;
    if (view->going)
        snprintf(buf, size, "%02d:%02d:%02d   %lld:%02lld", tm.tm_hour,
                 tm.tm_min, tm.tm_sec, since / 60, since % 60);
    else
        snprintf(buf, size, "%02d:%02d:%02d", tm.tm_hour, tm.tm_min,
                 tm.tm_sec);
}

/* A line of the screen with something at both ends. */
static void
draw_line(int y, enum look look, const char *left, const char *right)
{
    int columns = (int)strlen(right);

    draw_text((struct area){y, 1, 1, COLS - columns - 3}, look, left);
    draw_text((struct area){y, COLS - columns - 1, 1, columns}, LOOK_STRONG,
              right);
}

static void
draw_head(const struct app *app)
{
    const struct talk *talk = talk_of(app);
    const struct lesson *lesson = talk_at(talk, app->follow->at)->lesson;
    char clock[64], place[160];

    write_clock(app->follow, clock, sizeof clock);
    snprintf(place, sizeof place, "%zu of %zu   %d %.100s",
             app->follow->at + 1, talk_count(talk), lesson->number,
             lesson->title);
    draw_line(0, LOOK_STRONG, place, clock);
}

static const char *
state_of(const struct follow_view *view)
{
    if (view->going)
        return "following the talk";
    if (view->over)
        return "the talk is over; PgDn and PgUp leaf";
    return "no talk is given yet; PgDn and PgUp leaf";
}

static void
draw_notes(struct app *app, struct area area)
{
    struct follow_view *view = app->follow;

    sheet_clear(&view->sheet, area.width);
    notes_write(&view->sheet, talk_of(app), view->at, view->step);
    view->top = sheet_top(&view->sheet, view->top, area.height);
    view->height = area.height;
    draw_sheet(area, &view->sheet, view->top);
}

void
follow_draw(struct app *app)
{
    int rule = LINES >= RULES_FROM;
    struct area area = {1 + rule, 1, LINES - 2 - rule, COLS - 2};
    size_t seen;
    char below[32] = "";

    draw_blank((struct area){0, 0, LINES, COLS});
    draw_head(app);
    if (rule)
        draw_horizontal(1, 0, COLS);
    draw_notes(app, area);
    seen = app->follow->top + (size_t)area.height;
    if (sheet_height(&app->follow->sheet) > seen)
        snprintf(below, sizeof below, "%zu more",
                 sheet_height(&app->follow->sheet) - seen);
    draw_line(LINES - 1, LOOK_DIM, state_of(app->follow), below);
    move(area.y, area.x);
}

int
follow_tick(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return 1001 - (int)(now.tv_nsec / CLOCK_MS);
}

void
follow_scroll(struct app *app, long lines)
{
    long top = (long)app->follow->top + lines;

    app->follow->top = top > 0 ? (size_t)top : 0;
}

void
follow_page(struct app *app, int direction)
{
    struct follow_view *view = app->follow;
    const struct talk *talk = talk_of(app);
    int page = view->height > 2 ? view->height - 2 : 1;
    size_t next = view->at + (size_t)direction;

    if (view->going) {
        follow_scroll(app, direction * page);
    } else if (next < talk_count(talk)) {
        view->at = next;
        view->step = talk_at(talk, next)->slide->npauses;
        view->top = 0;
    }
}
