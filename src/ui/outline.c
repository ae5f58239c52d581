/* The outline of a lesson, entry by entry in the order of its file. */
#include "ui/outline.h"

#include <limits.h>
#include <ncurses.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "report/standing.h"
#include "ui/hits.h"
#include "ui/lesson.h"
#include "ui/mark.h"

#define MARGIN 3                /* columns before the highest heading */
#define INDENT 2                /* more for each level below it */

static void
add_entry(struct outline_view *view, struct outline_entry entry)
{
    MEM_GROW(view->entries, view->count, view->cap);
    view->entries[view->count++] = entry;
}

/* Those that stand before that line, a level below their heading. */
static void
add_exercises(struct app *app, const struct lesson *lesson, int line,
              int level)
{
    size_t next = 0;

    for (size_t i = 0; i < app->outline.count; i++)
        next += app->outline.entries[i].exercise != NO_EXERCISE;
    for (; next < lesson->nexercises; next++) {
        size_t number = lesson->first_exercise + next;
        const struct exercise *exercise =
            course_exercise(app->course, number);

        if (exercise->line >= line)
            return;
        add_entry(&app->outline, (struct outline_entry){
            exercise->name, level, 0, number});
    }
}

static void
add_entries(struct app *app, const struct lesson *lesson)
{
    const struct doc *doc = course_doc(app->course, lesson);
    int level = 1;

    for (size_t i = 0; i < doc_heading_count(doc); i++) {
        const struct doc_heading *heading = doc_heading(doc, i);

        if (heading->nested)
            continue;
        add_exercises(app, lesson, heading->line, level);
        add_entry(&app->outline, (struct outline_entry){
            heading->text, heading->level - 1, heading->offset,
            NO_EXERCISE});
        level = heading->level;
    }
    add_exercises(app, lesson, INT_MAX, level);
}

/* The heading that the top of the window stands under. */
static size_t
entry_read(const struct app *app)
{
    const struct outline_view *view = &app->outline;
    size_t at = 0;

    for (size_t i = 0; i < view->count; i++)
        if (view->entries[i].exercise == NO_EXERCISE &&
            view->entries[i].offset <= app->lesson.prose.offset)
            at = i;
    return at;
}

void
outline_open(struct app *app)
{
    struct outline_view *view = &app->outline;

    view->count = 0;
    add_entries(app, course_lesson(app->course, app->lesson.index));
    view->open = view->count > 0;
    view->selected = entry_read(app);
    view->top = 0;
    if (!view->open)
        app_say(app, LOOK_DIM, "this lesson has neither headings nor "
                               "exercises");
}

void
outline_close(struct app *app)
{
    app->outline.open = false;
}

void
outline_move(struct app *app, long steps)
{
    struct outline_view *view = &app->outline;
    long at = (long)view->selected + steps;
    long last = (long)view->count - 1;

    view->selected = (size_t)(at < 0 ? 0 : at > last ? last : at);
}

void
outline_go_to(struct app *app, size_t index)
{
    const struct outline_entry *entry = &app->outline.entries[index];

    outline_close(app);
    if (entry->exercise == NO_EXERCISE)
        lesson_go_to(app, entry->offset);
    else
        lesson_go_to_exercise(app, entry->exercise);
}

void
outline_go(struct app *app)
{
    outline_go_to(app, app->outline.selected);
}

static void
add_exercise(struct app *app, const struct outline_entry *entry,
             bool selected)
{
    struct sheet *sheet = &app->outline.sheet;
    struct standing standing = standings_of(
        app->standings, course_exercise(app->course, entry->exercise));
    struct str words = STR_INIT;

    report_standing(&standing, time(NULL), &words);
    sheet_add_format(sheet, mark_look(standing.kind), "%s ",
                     standing_sign(standing.kind));
    sheet_add(sheet, selected ? LOOK_STRONG : LOOK_TEXT, entry->text);
    sheet_add_format(sheet, LOOK_DIM, "   %s", str_text(&words));
    sheet_line(sheet);
    str_release(&words);
}

static void
add_line(struct app *app, size_t index)
{
    struct sheet *sheet = &app->outline.sheet;
    const struct outline_entry *entry = &app->outline.entries[index];
    bool selected = index == app->outline.selected;
    int column = MARGIN + INDENT * entry->level;

    if (column > sheet->width / 2)
        column = sheet->width / 2;
    sheet_hit(sheet, (struct hit){.kind = HIT_ENTRY, .what = index});
    sheet_add(sheet, LOOK_KEY, selected ? " ▸ " : "   ");
    sheet_tab(sheet, column);
    if (selected)
        sheet_cursor(sheet);
    if (entry->exercise != NO_EXERCISE) {
        add_exercise(app, entry, selected);
    } else {
        sheet_wrap(sheet, selected ? LOOK_STRONG : LOOK_TEXT, column,
                   entry->text);
    }
    sheet_hit(sheet, (struct hit){.kind = HIT_NONE});
}

void
outline_draw(struct app *app, struct area area)
{
    struct outline_view *view = &app->outline;

    sheet_clear(&view->sheet, area.width);
    if (area.height > 12)
        sheet_line(&view->sheet);
    for (size_t i = 0; i < view->count; i++)
        add_line(app, i);
    view->top =
        sheet_top_around_cursor(&view->sheet, view->top, area.height, 1);
    draw_sheet(area, &view->sheet, view->top);
    draw_cursor(area, &view->sheet, view->top);
    hits_add_wheel(area, KEY_UP, KEY_DOWN);
}
